"""Casework: what happens in the days after a call, and what it changes for the next day.

One object per run. In the morning it says which minor calls others take; in the evening it follows up what crews have
attended: cases, tickets, repairs, the auxiliary corps, municipal tasks.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import final

import numpy as np
from numpy.typing import NDArray

from sim.casework import repairs, tasks, tickets
from sim.casework.auxiliaries import Auxiliaries, Members
from sim.casework.clearance import Odds
from sim.casework.diversion import Tried, nobody_tried, tried
from sim.casework.ground import Ground
from sim.casework.staff import MunicipalStaff, TicketDay, Workers
from sim.casework.tables import Followed, Patrol, Reference, Worked
from sim.casework.teams import CaseTeams, Teams
from sim.demand.calls import Calls
from sim.institution.terms import CaseworkTerms

type Floats = NDArray[np.float64]


@final
@dataclass
class Casework:
    """The state of the casework room."""

    ground: Ground
    reference: Reference
    case_teams: CaseTeams
    staff: MunicipalStaff
    corps: Auxiliaries
    day: int = 0
    """The day that comes next."""
    presence: Floats = field(init=False)
    """[P] patrol-equivalent minutes of auxiliaries yesterday; exactly 0 without a corps."""
    relief: Floats = field(init=False)
    """[A, P] hazard over its reference because of repairs; exactly 1 while as much is prevented as at the reference."""
    supervision_min: float = field(init=False)
    """Crew minutes that leading the corps and the walks of the safety network took yesterday."""
    task_min: float = field(init=False)
    """Crew minutes that municipal tasks took yesterday."""
    _left: Floats = field(init=False)
    """[2, D] what is left of today's worker-days and member hours."""
    _tried: Tried = field(init=False, default_factory=nobody_tried)

    @classmethod
    def at_rest(
        cls, ground: Ground, reference: Reference, terms: CaseworkTerms, patrol: Patrol, day: int = 0
    ) -> Casework:
        """Tickets, repairs and corps where they settle under `terms`, in a fluid without chance; no open cases."""
        stationary = repairs.stationary(ground, terms, patrol)
        made = cls(
            ground,
            reference,
            CaseTeams.without_cases(ground, terms.team),
            MunicipalStaff.at_rest(day, ground, stationary),
            Auxiliaries.at_rest(ground, terms),
            day,
        )
        made._begin()
        made._spend(terms, patrol)
        return made

    def copied(self) -> Casework:
        """The same state in memory of its own."""
        made = replace(self, case_teams=self.case_teams.copied(), staff=self.staff.copied(), corps=self.corps.copied())
        made.presence, made.relief = self.presence.copy(), self.relief.copy()
        made.supervision_min, made.task_min = self.supervision_min, self.task_min
        made._left, made._tried = self._left.copy(), self._tried
        return made

    def settled(self, terms: CaseworkTerms, patrol: Patrol) -> Casework:
        """A copy in which tickets, repairs and corps are where they settle under `terms`; open cases stay."""
        made = Casework.at_rest(self.ground, self.reference, terms, patrol, self.day)
        made.case_teams = self.case_teams.copied()
        return made

    # --- what others look at --------------------------------------------------------------------------------------

    @property
    def teams(self) -> Teams:
        """Case teams as rows."""
        return self.case_teams.table

    @property
    def workers(self) -> Workers:
        """Municipal workers as rows."""
        return self.staff.table

    @property
    def members(self) -> Members:
        """Auxiliaries as rows, as of this evening."""
        return self.corps.rows(self.day)

    # --- one day --------------------------------------------------------------------------------------------------

    def divert(self, day: int, calls: Calls, terms: CaseworkTerms) -> NDArray[np.bool_]:
        """[N] which of today's calls stay with the crews; municipal staff and the corps take the others."""
        self.day = day
        self._tried = tried(self.ground, calls, terms, self._left)
        stays = np.ones(len(calls.id), np.bool_)
        stays[self._tried.row[~self._tried.returned]] = False
        return stays

    def follow(
        self, day: int, followed: Followed, terms: CaseworkTerms, patrol: Patrol, staffed: Floats | None = None
    ) -> Worked:
        """Follow up what crews attended today; what changes for tomorrow stands in the attributes afterwards.

        `staffed` [D, T]: share of each case team's posts that somebody holds; all of them unless given.
        """
        ground = self.ground
        odds = Odds(ground.rules.clearance, ground.law, ground.key, ground.volume, terms, patrol, self.reference)
        cases = self.case_teams.day(day, followed, terms.team, odds, staffed)
        contacts = patrol.engagement_hours * ground.rules.municipality.contacts_per_hour
        ticket_day = self._tickets(day, followed, contacts, terms, patrol)
        hours, members, minor = float(self.corps.hours().sum()), self.corps.members.copy(), self._tried
        passed_on = self._spend(terms, patrol)
        presence = float(self.presence.sum())
        self.corps.recruit(terms)
        self.day = day + 1
        self._begin()
        return Worked(
            **cases._asdict(),
            **ticket_day._asdict(),
            diverted=minor.by_helper(returned=False),
            returned=minor.by_helper(returned=True),
            members=members,
            corps_hours=hours,
            corps_presence_min=presence,
            supervision_min=self.supervision_min,
            contacts=contacts,
            tasks=passed_on,
            task_min=self.task_min,
        )

    def _tickets(
        self, day: int, followed: Followed, contacts: float, terms: CaseworkTerms, patrol: Patrol
    ) -> TicketDay:
        met = tickets.from_incidents(day, self.ground, followed, terms, patrol, self.reference)
        heard = tickets.from_contacts(day, self.ground, contacts, terms, patrol)
        called_to = self._tried.place[self._tried.helper == 0]
        return self.staff.day(day, tickets.joined(met, heard), self._left[0], called_to, patrol.triage)

    def _begin(self) -> None:
        """A new day for staff and corps."""
        self._left = np.array([self.staff.days(), self.corps.hours()])
        self._tried = nobody_tried()

    def _spend(self, terms: CaseworkTerms, patrol: Patrol) -> float:
        """Presence, relief and sworn minutes of today; returns the tasks passed to the police."""
        ground = self.ground
        self.relief = repairs.relief(ground, self.staff.prevented, self.reference.prevented)
        self.presence = self.corps.presence(self._left[1])
        # Each hour is supervised once, whatever the number of forces that command the corps.
        led = float(self.corps.hours().sum()) + patrol.network_hours
        self.supervision_min = led * 60.0 * float(patrol.supervision.max(initial=0.0))
        passed_on = tasks.passed_on(ground, terms, patrol)
        self.task_min = passed_on * ground.rules.municipality.task_min
        return passed_on
