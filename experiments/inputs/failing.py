"""Reads the failing settings: where in the plausible ranges a policy was found to do worse than another."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, final

from experiments.inputs.tables import DATA, Row, read_table

COLUMNS: Final = (
    "search",
    "policy",
    "against",
    "outcome",
    "world",
    "seed",
    "replications",
    "burn_in_days",
    "days",
    "against_value",
    "policy_value",
    "worse_low",
    "worse_high",
    "default_low",
    "default_high",
    "points",
    "fail",
    "gain",
    "settings",
)


@final
@dataclass(frozen=True)
class FailingSetting:
    """Values at which `policy` is worse than `against` in one outcome, and how many of all points drawn failed."""

    policy: str
    against: str
    outcome: str
    world: str
    seed: int
    replications: int
    burn_in_days: int
    days: int
    against_value: float
    policy_value: float
    worse_low: float
    """Lower end of the interval of what the policy is worse by; above 0."""
    worse_high: float
    default_low: float
    """The same interval where every value is at its default."""
    default_high: float
    points: int
    fail: int
    gain: int
    settings: tuple[str, ...]
    """`key=value` words; everything else at its default. None where it fails at the defaults as clearly."""

    @property
    def overrides(self) -> tuple[str, ...]:
        """The words of a command line that runs both policies at the setting."""
        numbers = ("seed", "replications", "burn_in_days", "days")
        return (
            "study=failing",
            f"world={self.world}",
            f"policies=[{self.against},{self.policy}]",
            *(f"{name}={getattr(self, name)}" for name in numbers),
            *self.settings,
        )


def read_failing(data: Path = DATA) -> tuple[FailingSetting, ...]:
    """The rows of failing_settings.csv. Raises `BadInput` for a value that cannot be."""
    return tuple(_failing(row) for row in read_table(data / "failing_settings.csv", COLUMNS))


def _failing(row: Row) -> FailingSetting:
    return FailingSetting(
        policy=row.text("policy"),
        against=row.text("against"),
        outcome=row.text("outcome"),
        world=row.text("world"),
        seed=row.count("seed"),
        replications=row.count("replications"),
        burn_in_days=row.count("burn_in_days"),
        days=row.count("days"),
        against_value=row.number("against_value", least=float("-inf")),
        policy_value=row.number("policy_value", least=float("-inf")),
        worse_low=row.number("worse_low"),
        worse_high=row.number("worse_high"),
        default_low=row.number("default_low", least=float("-inf")),
        default_high=row.number("default_high", least=float("-inf")),
        points=row.count("points"),
        fail=row.count("fail"),
        gain=row.count("gain"),
        settings=tuple(row.cells["settings"].split()),
    )
