"""Clauses: the edges of an institution. Eight kinds, each with numbers that a reform may move.

A clause says who must or may do what for whom, over which affairs and phases, on which legal basis. Numbers declared
by `term` are movable; the other fields of a kind are conditions, which only a change of the clause itself alters.
Relatives: institutional grammar (Crawford and Ostrom 1995), MAIA (Ghorbani et al. 2013).
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar, Final, NamedTuple, final

from sim.institution.links import AMOUNT, CHANCE, DELAY, RATIO, Link
from sim.vocabulary import Scope

AFFAIRS_NODE: Final = "affairs"
"""What `Answers` points at: the affairs themselves, not an organisation."""


EVERYTHING: Final = Scope()
"""All affairs in all phases."""


class Term(NamedTuple):
    """A movable number. `absent`: its value where no clause exists; `low`, `high`: what it is clipped to."""

    absent: float
    link: Link
    unit: str
    low: float
    high: float


def term(absent: float, link: Link, unit: str, low: float = 0.0, high: float = math.inf) -> Any:
    """A dataclass field that is a movable number."""
    return field(default=absent, metadata={"term": Term(absent, link, unit, low, high)})


@dataclass(frozen=True, kw_only=True)
class Clause:
    """What all kinds share. Raises ValueError where a number is outside its bounds."""

    verb: ClassVar[str] = "binds"
    source: str
    target: str
    scope: Scope = EVERYTHING
    statement: str = ""
    basis: str = "assumption"

    def __post_init__(self) -> None:
        for name in self.terms():
            self.check(name, getattr(self, name))

    @classmethod
    @functools.cache
    def terms(cls) -> Mapping[str, Term]:
        """The movable numbers of this kind, in the order of declaration."""
        return {f.name: f.metadata["term"] for f in fields(cls) if "term" in f.metadata}

    @property
    def kind(self) -> str:
        return type(self).__name__

    @property
    def conditions(self) -> tuple[tuple[str, object], ...]:
        """(name, value) of the fields that are neither numbers nor shared by all kinds."""
        return tuple((name, getattr(self, name)) for name in self._plain())

    @classmethod
    @functools.cache
    def _plain(cls) -> tuple[str, ...]:
        return tuple(f.name for f in fields(cls) if f.name not in _SHARED and "term" not in f.metadata)

    @property
    def edge(self) -> tuple[object, ...]:
        """Kind, ends and conditions. Clauses on one edge may not overlap in scope."""
        return (self.kind, self.source, self.target, self.conditions)

    @property
    def ends(self) -> str:
        return f"{self.source} -> {self.target}"

    @property
    def doer(self) -> str:
        """The organisation whose people carry the clause out."""
        return self.source

    def check(self, name: str, value: float) -> None:
        """Raise ValueError unless the number `name` exists and may be `value`."""
        if name not in self.terms():
            raise ValueError(f"{self.kind} {self.ends}: no number {name!r}; allowed: {', '.join(self.terms())}")
        about = self.terms()[name]
        if not about.low <= value <= about.high:
            allowed = f"{about.low:g} to {about.high:g} {about.unit}"
            raise ValueError(f"{self.kind} {self.ends}: {name} {value!r} is not allowed; allowed: {allowed}")


_SHARED: Final = frozenset(f.name for f in fields(Clause))


@final
@dataclass(frozen=True, kw_only=True)
class Commands(Clause):
    """A principal directs a force or corps: its patrol plan, free time, and the order of equal calls.

    `emergency`: the command holds on emergency days only.
    """

    verb: ClassVar[str] = "commands"
    emergency: bool = False
    weight: float = term(0.0, AMOUNT, "relative weight")
    supervision: float = term(0.0, AMOUNT, "sworn hours per hour of a corps", high=1.0)

    @property
    def doer(self) -> str:
        """Who is commanded: a command is worth what is followed."""
        return self.target


@final
@dataclass(frozen=True, kw_only=True)
class Answers(Clause):
    """An organisation takes calls and cases. Two duties on one cell are contest; `duty=False` is mutual aid.

    `joint`: goes in addition to whoever has the duty, and is therefore no duty itself.
    """

    verb: ClassVar[str] = "answers"
    target: str = AFFAIRS_NODE
    duty: bool = True
    urgent_only: bool = False
    joint: bool = False
    share: float = term(0.0, CHANCE, "share of calls", high=1.0)

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.joint and self.duty:
            raise ValueError(f"Answers {self.ends}: joint attendance adds to a duty, it is none; set duty=False")


@final
@dataclass(frozen=True, kw_only=True)
class Appoints(Clause):
    """A principal holds careers in a branch: `stake` bends effort toward it, rotation erases place knowledge.

    `reposting`: posts that it may move between stations, toward estimated demand.
    `promotion`: a branch that is passed over loses people.
    """

    verb: ClassVar[str] = "appoints"
    stake: float = term(0.0, AMOUNT, "share of a career", high=1.0)
    rotation: float = term(35.0, DELAY, "years between postings", low=0.1, high=35.0)
    reposting: float = term(0.0, AMOUNT, "share of posts a year", high=0.2)
    promotion: float = term(1.0, RATIO, "odds over those of the mean branch", low=0.1, high=10.0)


@final
@dataclass(frozen=True, kw_only=True)
class Informs(Clause):
    """The target knows of the source's incidents; a call may be passed from the source to the target.

    `corrected`: of what the source came upon itself, the share that is counted by 1 over the chance of coming upon it.
    """

    verb: ClassVar[str] = "informs"
    quality: float = term(0.0, CHANCE, "share of incidents known", high=1.0)
    delay: float = term(30.0, DELAY, "days", low=0.01, high=3650.0)
    desk: float = term(0.0, CHANCE, "share of misrouted calls settled at a joint control desk", high=1.0)
    # 169 s between separate systems: Ministry of the Interior and Safety, review of integrated emergency calls, 2016
    handover: float = term(169 / 60, DELAY, "minutes", high=60.0)
    corrected: float = term(0.0, AMOUNT, "share of what crews came upon", high=1.0)


@final
@dataclass(frozen=True, kw_only=True)
class Refers(Clause):
    """A force passes a problem with a removable cause to the municipality, or the municipality a task to a force."""

    verb: ClassVar[str] = "refers to"
    must_hear: bool = False
    probability: float = term(0.0, CHANCE, "probability", high=0.999)
    delay: float = term(14.0, DELAY, "days", low=0.01, high=3650.0)


@final
@dataclass(frozen=True, kw_only=True)
class Hears(Clause):
    """Residents (source) are heard by a principal (target). `skew` 0: all are asked alike, 1: the vocal alone.

    `network`: who is invited to found a safety network with it.
    """

    verb: ClassVar[str] = "are heard by"
    coverage: float = term(0.0, CHANCE, "share of residents", high=1.0)
    weight: float = term(0.0, AMOUNT, "share of priorities", high=1.0)
    skew: float = term(0.0, AMOUNT, "share", high=1.0)
    network: float = term(0.0, AMOUNT, "share of residents", high=1.0)

    @property
    def doer(self) -> str:
        """Who hears."""
        return self.target


@final
@dataclass(frozen=True, kw_only=True)
class Funds(Clause):
    """A treasury or foundation pays: a fixed amount, a share of what the target's posts cost, or both.

    `claims`: of the crews that a workload analysis asks for, the share that it is ready to pay for. `pooled`: of the
    gifts to a foundation, the share that the regions of a nation hand out by need.
    """

    verb: ClassVar[str] = "funds"
    rule: str = ""
    amount: float = term(0.0, AMOUNT, "KRW per resident and year")
    cost_share: float = term(0.0, AMOUNT, "share of the cost of posts", high=1.0)
    overhead: float = term(0.0, AMOUNT, "share of the cost of posts, for an administration of its own", high=1.0)
    claims: float = term(0.0, AMOUNT, "share of the crews claimed", high=1.0)
    pooled: float = term(0.0, AMOUNT, "share of gifts", high=1.0)


@final
@dataclass(frozen=True, kw_only=True)
class Evaluates(Clause):
    """A principal judges a force, once every `every_days`. One weight per criterion; `noise` is what luck adds."""

    verb: ClassVar[str] = "evaluates"
    every_days: int = 365
    response_time: float = term(0.0, AMOUNT, "weight")
    cleared: float = term(0.0, AMOUNT, "weight")
    reports_counted: float = term(0.0, AMOUNT, "weight")
    residents_satisfaction: float = term(0.0, AMOUNT, "weight")
    prevention: float = term(0.0, AMOUNT, "weight")
    noise: float = term(0.0, AMOUNT, "standard deviations")

    @property
    def doer(self) -> str:
        """The force that is judged: its own superiors rate, and officers take a new standard up or go round it."""
        return self.target


KINDS: Final[tuple[type[Clause], ...]] = (Commands, Answers, Appoints, Informs, Refers, Hears, Funds, Evaluates)
"""The eight kinds."""


@final
@dataclass(frozen=True)
class Amendment:
    """Where strategy `by` puts one number at full strength. `clause` carries ends, scope, conditions, basis."""

    by: str
    clause: Clause
    term: str
    to: float

    def __post_init__(self) -> None:
        self.clause.check(self.term, self.to)
