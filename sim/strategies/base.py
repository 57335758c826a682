"""What a strategy is: it says where numbers of clauses would stand at full strength, and nothing else.

Strength and money belong to the programme that carries the strategy out, not to the strategy: intensity, start, set-up
lag, ramp. At strength 0 the institution is, bit for bit, the one without the strategy. Money flows from the
start on, also while the strategy still has no strength.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final, NamedTuple, final

from sim.institution.institution import Institution

LEGAL_BASES: Final = ("now", "ordinance", "decree", "act")
"""What a strategy needs before it may start, from least to most."""

YEAR_DAYS: Final = 365.0


class Cost(NamedTuple):
    """What a payer spends at full intensity, beyond what the amended FUNDS clauses pay. Per resident of the region."""

    payer: str
    purpose: str
    krw_per_resident_year: float = 0.0
    krw_per_resident_once: float = 0.0

    def due(self, years: float, service_years: float = 0.0) -> float:
        """KRW per resident in all, so many years after the start; nothing before it.

        What is paid once is paid on the first day, or, if it serves for `service_years`, in equal parts over them.
        """
        if years <= 0.0:
            return 0.0
        once = self.krw_per_resident_once
        return (once * years / service_years if service_years else once) + self.krw_per_resident_year * years


class Strategy(ABC):
    """A small frozen object with its own parameters.

    `claim`: the study's words. `legal_basis`: one of `LEGAL_BASES`; `basis`: the article or ordinance.
    """

    key: ClassVar[str]
    title: ClassVar[str] = ""
    claim: ClassVar[str] = ""

    @property
    @abstractmethod
    def legal_basis(self) -> str: ...

    @property
    def basis(self) -> str:
        return ""

    @property
    def lag_days(self) -> float:
        """From the start to the first strength."""
        return 0.0

    @property
    def ramp_days(self) -> float:
        """From the first strength to the full one."""
        return 0.0

    @abstractmethod
    def amend(self, institution: Institution) -> Institution:
        """The institution with this strategy's amendments (`Institution.move(..., by=self.key)`).

        Raises ValueError, in one line, where the institution lacks what the strategy needs.
        """

    def costs(self) -> tuple[Cost, ...]:
        """Money that no clause pays."""
        return ()

    def needs(self, institution: Institution, *names: str) -> None:
        """Raise ValueError unless the institution has these organisations."""
        for name in names:
            if name not in institution.names:
                raise ValueError(f"{self.key}: the institution has no organisation {name!r}; establish it by a reform")


@final
@dataclass(frozen=True)
class Programme:
    """A strategy carried out: `intensity` is the user's number in [0, 1]; start, lag and ramp are days of the run."""

    strategy: Strategy
    intensity: float = 1.0
    start: float = 0.0
    lag: float = 0.0
    ramp: float = 0.0

    def __post_init__(self) -> None:
        self._check(("intensity",), 1.0, "0 to 1")
        self._check(("lag", "ramp"), math.inf, "0 days or more")
        if not math.isfinite(self.start):
            raise ValueError(f"{self.strategy.key}: start {self.start!r} is not allowed; allowed: a day")
        if self.strategy.legal_basis not in LEGAL_BASES:
            allowed = ", ".join(LEGAL_BASES)
            raise ValueError(f"{self.strategy.key}: no legal basis {self.strategy.legal_basis!r}; allowed: {allowed}")

    def amend(self, institution: Institution) -> Institution:
        """What the strategy makes of the institution. Raises ValueError if it does more than amend in its own name."""
        amended = self.strategy.amend(institution)
        before = len(institution.amendments)
        others = {amendment.by for amendment in amended.amendments[before:]} - {self.strategy.key}
        kept = amended.amendments[:before] == institution.amendments and amended.origin == institution.origin
        same = amended.clauses == institution.clauses and amended.organisations == institution.organisations
        if others or not (kept and same):
            raise ValueError(f"{self.strategy.key}: a strategy only amends, in its own name; enacting is a reform")
        return amended

    def strength(self, day: float) -> float:
        """Today's strength: intensity x clip((day - start - lag) / ramp, 0, 1). No ramp: at once."""
        since = day - self.start - self.lag
        grown = float(since >= 0.0) if self.ramp == 0.0 else min(max(since / self.ramp, 0.0), 1.0)
        return self.intensity * grown

    def spending(self, day: int, residents: float, service_years: float = 0.0) -> dict[tuple[str, str], int]:
        """Whole won that each (payer, purpose) has to find on a day, counted as `strength` counts days.

        What is due by the end of the day less what was due by its beginning, so that no won is lost over the days.
        `service_years`: over which what is paid once is spread; on the first day if 0.
        """
        found: dict[tuple[str, str], int] = {}
        for cost in self.strategy.costs():
            by_now, before = (self._due(cost, end, residents, service_years) for end in (day + 1, day))
            key = (cost.payer, cost.purpose)
            found[key] = found.get(key, 0) + by_now - before
        return found

    def paid(self, day: float) -> float:
        """Strength for which money flows: from the start on, before anything is set up or grown."""
        return self.intensity * float(day >= self.start)

    def _due(self, cost: Cost, end: int, residents: float, service_years: float) -> int:
        return math.floor(self.intensity * residents * cost.due((end - self.start) / YEAR_DAYS, service_years))

    def _check(self, names: tuple[str, ...], most: float, allowed: str) -> None:
        for name in names:
            value = getattr(self, name)
            if not 0.0 <= value <= most or value == math.inf:
                raise ValueError(f"{self.strategy.key}: {name} {value!r} is not allowed; allowed: {allowed}")


def spending(
    programmes: tuple[Programme, ...], day: int, residents: float, service_years: float = 0.0
) -> Mapping[tuple[str, str], int]:
    """Whole won by (payer, purpose) that all programmes together need on a day, in the order of their keys."""
    found: dict[tuple[str, str], int] = {}
    for programme in sorted(programmes, key=lambda p: p.strategy.key):
        for key, won in programme.spending(day, residents, service_years).items():
            found[key] = found.get(key, 0) + won
    return found
