"""What we assume about the days after a call: teams, clearance, repair, minor calls, auxiliaries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final, final

from sim.casework.designs import Corps
from sim.casework.duties import Duties
from sim.parameters import parameter

CLEARED: Final = ("violent", "property", "inquiry", "women_youth", "traffic")
"""Affairs in which a finished case can be cleared."""


def _base(value: float, low: float, high: float, source: str) -> Any:
    meaning = "finished cases that are cleared, at the reference"
    return parameter(value, unit="share", low=low, high=high, least=0.001, most=0.999, source=source, meaning=meaning)


@final
@dataclass(frozen=True)
class ClearanceRules:
    """What decides whether a finished case is cleared (검거율). All but the base shares is zero at the reference."""

    violent: float = _base(0.84, 0.7, 0.95, "clear.violent")
    property: float = _base(0.39, 0.3, 0.7, "clear.property")
    inquiry: float = _base(0.55, 0.4, 0.8, "clear.inquiry")
    women_youth: float = _base(0.85, 0.6, 0.95, "clear.women_youth")
    traffic: float = _base(0.9, 0.8, 0.99, "clear.traffic")
    late_violent: float = parameter(
        0.3, unit="share", low=0.1, high=0.6, source="clear.late_violent", meaning="discovered after the event"
    )
    late_property: float = parameter(
        0.8, unit="share", low=0.5, high=0.95, source="clear.late_property", meaning="discovered after the event"
    )
    response_slope: float = parameter(
        -0.02,
        unit="points per +10 % response time",
        low=-0.047,
        high=0,
        most=0,
        source="rt.clearance_slope_default",
        meaning="clearance of violence and theft not discovered late, at the base share",
    )
    response_range: float = parameter(
        0.25,
        unit="share",
        low=0.1,
        high=0.4,
        source="clear.response_range",
        meaning="most that response time can move a clearance, from best to worst",
    )
    knowledge: float = parameter(
        0.2,
        unit="log-odds",
        low=0,
        high=0.6,
        source="clear.knowledge",
        meaning="of a crew that knows its places twice as well as at the reference",
    )
    information: float = parameter(
        0.4,
        unit="log-odds",
        low=0,
        high=0.8,
        source="clear.information",
        meaning="of a team that knows all that the crew has learnt, over one that knows nothing",
    )
    files: float = parameter(
        0.1,
        unit="log-odds",
        low=0,
        high=0.3,
        source="clear.files",
        meaning="of a force that gives e times the share of its free time to paperwork that it gave at the reference",
    )
    progress: float = parameter(
        1.0,
        unit="ratio",
        low=0.8,
        high=1,
        least=0.01,
        most=1,
        source="force.specialisation_progress",
        meaning="failures of crews whose pool has twice the usual share of an affair, over usual ones",
    )
    handed_over: float = parameter(
        0.75,
        unit="ratio",
        low=0.59,
        high=1,
        most=1,
        source="split.handoff_clearance_ratio",
        meaning="clearance of calls passed between forces over others",
    )

    def base(self, affair: str) -> float:
        return float(getattr(self, affair))

    def late(self, affair: str) -> float:
        """Share discovered after the event; 1 where response time is not held to matter."""
        return float(getattr(self, f"late_{affair}", 1.0))


@final
@dataclass(frozen=True)
class MunicipalRules:
    """What a municipality can do about problems, minor calls and tasks."""

    repairs_per_million_day: float = parameter(
        12,
        unit="repairs per million residents and day",
        low=3,
        high=100,
        source="muni.repairs_per_million_day",
        meaning="if its staff did nothing else",
    )
    repairs_per_worker_day: float = parameter(
        1.0,
        unit="repairs",
        low=0.5,
        high=4,
        least=0.01,
        source="muni.repairs_per_worker_day",
        meaning="of one worker",
    )
    calls_per_worker_day: float = parameter(
        6.0,
        unit="calls",
        low=2,
        high=12,
        least=0.01,
        source="muni.calls_per_worker_day",
        meaning="minor calls of one worker who repairs nothing that day",
    )
    resolution: float = parameter(
        0.3,
        unit="probability",
        low=0.1,
        high=0.6,
        source="muni.referral_resolution",
        meaning="a repair solves the problem",
    )
    prevented: float = parameter(
        6.0,
        unit="incidents a year",
        low=1,
        high=20,
        source="muni.incidents_prevented_per_repair",
        meaning="of all kinds in its place, by one solved problem while it lasts",
    )
    halflife_days: float = parameter(
        180,
        unit="days",
        low=90,
        high=720,
        least=1,
        source="muni.regrowth_halflife_days",
        meaning="of a solved problem",
    )
    expiry_days: float = parameter(
        90, unit="days", low=30, high=365, source="muni.ticket_expiry_days", meaning="until a ticket is dropped"
    )
    most_prevented: float = parameter(
        0.9,
        unit="share",
        low=0.5,
        high=0.95,
        most=0.99,
        source="muni.most_prevented",
        meaning="of an affair's incidents in a place that repairs can prevent at most",
    )
    contacts_per_hour: float = parameter(
        2.0,
        unit="contacts per crew hour",
        low=1,
        high=4,
        source="contact.per_crew_hour",
        meaning="of a crew that talks to residents",
    )
    found_per_contact: float = parameter(
        0.01,
        unit="problems",
        low=0,
        high=0.05,
        source="contact.problems_found",
        meaning="with a removable cause, that crews hear of in a contact",
    )
    returned: float = parameter(
        0.05,
        unit="share",
        low=0,
        high=0.3,
        source="divert.returned",
        meaning="minor calls tried by others that need a crew after all",
    )
    complaints_per_1000: float = parameter(
        200,
        unit="per 1,000 residents and year",
        low=50,
        high=400,
        source="task.complaints_per_1000",
        meaning="municipal complaints that could become police tasks",
    )
    task_min: float = parameter(
        60, unit="crew minutes", low=15, high=180, source="task.minutes", meaning="of crews for one task passed on"
    )
    hearing_damps: float = parameter(
        0.5,
        unit="share",
        low=0,
        high=1,
        source="task.hearing_damps",
        meaning="tasks that are not passed on where the police chief must be heard",
    )


@final
@dataclass(frozen=True)
class CaseworkRules:
    """Parameters of the casework room."""

    team_load: float = parameter(
        0.9,
        unit="ratio",
        low=0.7,
        high=1.05,
        least=0.01,
        source="duty.team_load",
        meaning="expected work of a case team over its minutes, at the reference",
    )
    duties: Duties = field(default_factory=Duties)
    clearance: ClearanceRules = field(default_factory=ClearanceRules)
    municipality: MunicipalRules = field(default_factory=MunicipalRules)
    corps: Corps = field(default_factory=Corps)
