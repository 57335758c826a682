"""What was found about tipping, as paired differences by assumption, end and outcome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, final

import numpy as np

from experiments.analysis.paired import PairedDifference, paired_difference
from experiments.analysis.tipping import ranked
from experiments.reporting.numbers import MINUS
from experiments.running.tipping_stages import apart, found_ends


@final
@dataclass(frozen=True)
class Tried:
    """One value of one assumption, and the differences there; outcomes without a value are left out."""

    key: str
    own: float | str
    value: float | str
    differences: Mapping[str, PairedDifference]

    @property
    def high(self) -> bool:
        """Whether it is above the study's own value; another choice counts as above."""
        return isinstance(self.value, str) or isinstance(self.own, str) or self.value > self.own

    @property
    def said(self) -> str:
        return shown(self.value)


@final
@dataclass(frozen=True)
class Stage:
    """One stage: the study's own values, and every end that was tried."""

    about: Mapping[str, Any]
    own: Mapping[str, PairedDifference]
    tried: tuple[Tried, ...]

    def ends(self, key: str) -> tuple[Tried, ...]:
        return tuple(one for one in self.tried if one.key == key)

    def furthest(self, outcome: str, most: int = 1000) -> tuple[str, ...]:
        """Assumptions that take the difference towards the other sign, the furthest first."""
        return ranked(apart(self.about["default"]), found_ends(self.about), outcome)[:most]


def stage(said: Mapping[str, Any]) -> Stage:
    """A stage as it was written down."""
    tried = (Tried(end["key"], end["own"], end["value"], _paired(end["values"])) for end in said["ends"])
    return Stage(said, _paired(said["default"]), tuple(tried))


def shown(value: float | str) -> str:
    """A value of an assumption: four significant digits at most, or its name."""
    return value if isinstance(value, str) else f"{value:.4g}".replace("-", MINUS)


def _paired(values: Mapping[str, Mapping[str, list[float]]]) -> dict[str, PairedDifference]:
    return {
        name: paired_difference(name, both["policy"], both["against"])
        for name, both in values.items()
        if both["policy"] and np.isfinite([both["policy"], both["against"]]).all()
    }
