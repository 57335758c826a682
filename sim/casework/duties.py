"""Statutory duties: what an incident obliges a case team to do, by when, and how long it takes.

A duty opens a case for a share of the incidents of one affair that the police have attended. It binds whoever
investigates that affair, patrol crews excepted: where no case force has the investigation, no case opens.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar, Final, final

from sim.parameters import parameter
from sim.vocabulary import AFFAIRS

FAR_AWAY: Final = 1_000_000
"""A day that no run reaches: a duty that sleeps."""


def _share(value: float, low: float, high: float, source: str) -> Any:
    meaning = "incidents that open a case"
    return parameter(value, unit="share", low=low, high=high, source=source, meaning=meaning)


def _work(value: float, low: float, high: float, source: str) -> Any:
    return parameter(value, unit="min", low=low, high=high, source=source, meaning="mean work on a case")


def _due(value: float, low: float, high: float, source: str) -> Any:
    return parameter(value, unit="days", low=low, high=high, source=source, meaning="from opening to the due date")


def _since(value: int) -> Any:
    meaning = "day of the study from which the duty exists; teams get no people for duties that come later"
    return parameter(value, unit="day", low=0, high=FAR_AWAY, source="duty.since", meaning=meaning)


@dataclass(frozen=True)
class Duty:
    """One duty. `number` salts its marks and is kept for ever; `decides` says whether a finished case can be cleared,
    `recorded` whether only what enters the record of crimes opens a case."""

    number: ClassVar[int]
    affair: ClassVar[str]
    decides: ClassVar[bool] = False
    recorded: ClassVar[bool] = False
    share: float
    work_min: float
    due_days: float
    since: int

    @property
    def affair_row(self) -> int:
        return AFFAIRS.index(self.affair)


@final
@dataclass(frozen=True)
class ViolentInvestigation(Duty):
    """Investigation of a recorded violent crime."""

    number: ClassVar[int] = 1
    affair: ClassVar[str] = "violent"
    decides: ClassVar[bool] = True
    recorded: ClassVar[bool] = True
    share: float = _share(1.0, 0.7, 1.0, "duty.violent.share")
    work_min: float = _work(480, 120, 1200, "duty.violent.work_min")
    due_days: float = _due(90, 60, 180, "duty.investigation.due_days")
    since: int = _since(0)


@final
@dataclass(frozen=True)
class PropertyInvestigation(Duty):
    """Investigation of a recorded theft."""

    number: ClassVar[int] = 2
    affair: ClassVar[str] = "property"
    decides: ClassVar[bool] = True
    recorded: ClassVar[bool] = True
    share: float = _share(1.0, 0.7, 1.0, "duty.property.share")
    work_min: float = _work(300, 60, 900, "duty.property.work_min")
    due_days: float = _due(90, 60, 180, "duty.investigation.due_days")
    since: int = _since(0)


@final
@dataclass(frozen=True)
class FraudInquiry(Duty):
    """Investigation of fraud and of what else a report brings up."""

    number: ClassVar[int] = 3
    affair: ClassVar[str] = "inquiry"
    decides: ClassVar[bool] = True
    share: float = _share(0.3, 0.1, 0.6, "duty.inquiry.share")
    work_min: float = _work(600, 120, 1800, "duty.inquiry.work_min")
    due_days: float = _due(90, 60, 180, "duty.investigation.due_days")
    since: int = _since(0)


@final
@dataclass(frozen=True)
class FamilyInvestigation(Duty):
    """Investigation of domestic, sexual and school violence and of child abuse."""

    number: ClassVar[int] = 4
    affair: ClassVar[str] = "women_youth"
    decides: ClassVar[bool] = True
    share: float = _share(0.25, 0.1, 0.5, "duty.family.share")
    work_min: float = _work(600, 180, 1200, "duty.family.work_min")
    due_days: float = _due(90, 60, 180, "duty.investigation.due_days")
    since: int = _since(0)


@final
@dataclass(frozen=True)
class AbuseReview(Duty):
    """Review of every report of domestic violence or abuse by an abuse-prevention officer (학대예방경찰관)."""

    number: ClassVar[int] = 5
    affair: ClassVar[str] = "women_youth"
    share: float = _share(1.0, 0.7, 1.0, "duty.review.share")
    work_min: float = _work(45, 15, 120, "duty.review.work_min")
    due_days: float = _due(7, 3, 14, "duty.review.due_days")
    since: int = _since(0)


@final
@dataclass(frozen=True)
class Monitoring(Duty):
    """Watching households in which violence may recur: calls, visits, joint inspection."""

    number: ClassVar[int] = 6
    affair: ClassVar[str] = "women_youth"
    share: float = _share(0.1, 0.03, 0.3, "duty.monitoring.share")
    work_min: float = _work(120, 30, 360, "duty.monitoring.work_min")
    due_days: float = _due(30, 14, 90, "duty.monitoring.due_days")
    since: int = _since(0)


@final
@dataclass(frozen=True)
class MissingPersons(Duty):
    """Search for missing children and other vulnerable people."""

    number: ClassVar[int] = 7
    affair: ClassVar[str] = "women_youth"
    share: float = _share(0.1, 0.03, 0.25, "duty.missing.share")
    work_min: float = _work(180, 30, 600, "duty.missing.work_min")
    due_days: float = _due(2, 1, 7, "duty.missing.due_days")
    since: int = _since(0)


@final
@dataclass(frozen=True)
class SchoolFollowUp(Duty):
    """Follow-up of school violence by a school police officer (학교전담경찰관)."""

    number: ClassVar[int] = 8
    affair: ClassVar[str] = "women_youth"
    share: float = _share(0.05, 0.01, 0.15, "duty.school.share")
    work_min: float = _work(180, 60, 480, "duty.school.work_min")
    due_days: float = _due(21, 7, 30, "duty.school.due_days")
    since: int = _since(0)


@final
@dataclass(frozen=True)
class TrafficInvestigation(Duty):
    """Investigation of accidents and traffic crimes."""

    number: ClassVar[int] = 9
    affair: ClassVar[str] = "traffic"
    decides: ClassVar[bool] = True
    share: float = _share(0.35, 0.15, 0.6, "duty.traffic.share")
    work_min: float = _work(240, 60, 600, "duty.traffic.work_min")
    due_days: float = _due(30, 14, 60, "duty.traffic.due_days")
    since: int = _since(0)


@final
@dataclass(frozen=True)
class ProtectionChecks(Duty):
    """Checks on people under protection after reports of stalking: a new duty, asleep until a scenario dates it."""

    number: ClassVar[int] = 10
    affair: ClassVar[str] = "women_youth"
    share: float = _share(0.1, 0.03, 0.3, "duty.protection.share")
    work_min: float = _work(60, 20, 180, "duty.protection.work_min")
    due_days: float = _due(30, 7, 30, "duty.protection.due_days")
    since: int = _since(FAR_AWAY)


@final
@dataclass(frozen=True)
class Duties:
    """The catalogue, in the order of all arrays by duty."""

    violent: ViolentInvestigation = field(default_factory=ViolentInvestigation)
    property: PropertyInvestigation = field(default_factory=PropertyInvestigation)
    inquiry: FraudInquiry = field(default_factory=FraudInquiry)
    family: FamilyInvestigation = field(default_factory=FamilyInvestigation)
    review: AbuseReview = field(default_factory=AbuseReview)
    monitoring: Monitoring = field(default_factory=Monitoring)
    missing: MissingPersons = field(default_factory=MissingPersons)
    school: SchoolFollowUp = field(default_factory=SchoolFollowUp)
    traffic: TrafficInvestigation = field(default_factory=TrafficInvestigation)
    protection: ProtectionChecks = field(default_factory=ProtectionChecks)

    def each(self) -> tuple[Duty, ...]:
        return tuple(getattr(self, name) for name in DUTIES)


DUTIES: Final = tuple(Duties.__dataclass_fields__)
"""Names of the duties."""
