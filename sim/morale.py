"""Morale: what service makes of officers. Fatigue, careers, acceptance of reforms, conduct, transfers; day by day.

Every crew follows the rules of `sim.administration` by what its force, its pool and its own past give it; nothing is
averaged over a force, so that a force under two names is one force to the bit.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import final

import numpy as np
from numpy.typing import NDArray

from sim.administration import acceptance, careers, conduct, fatigue, learning, promotion, transfers
from sim.administration.acceptance import Standing, standing
from sim.administration.gaming import Gaming
from sim.administration.promotion import Prospects
from sim.administration.rules import AdministrationRules
from sim.administration.transfers import CasePosts
from sim.bookkeeping.officers import Officers
from sim.casework.teams import Teams
from sim.circumstances import Circumstances
from sim.government import Government
from sim.institution.terms import AdministrationTerms, Terms
from sim.response import state
from sim.response.layout import Layout
from sim.response.state import Crews

type Floats = NDArray[np.float64]


@final
@dataclass
class Morale:
    """The officers of a run. K crews, F patrol forces, D districts, T case forces."""

    crews: Crews
    circumstances: Circumstances
    reference: Standing
    """How crews stood under the law in force."""
    usual: Prospects
    """How far officers were passed over under it."""
    posts: CasePosts
    pace: float = field(init=False, default=1.0)
    """Days by which transitions mature in one."""
    hours: Floats = field(init=False)
    """[24] calls in each hour over the mean hour."""
    overloads: Floats = field(init=False)
    """[K] what each crew's pool worked above the ceiling today."""
    bought_min: float = field(init=False, default=0.0)
    """Patrol minutes beyond duty that gifts have bought today, over all crews."""
    beyond_duty: float = field(init=False, default=0.0)
    """These over minutes on duty, as far as they tire."""
    stay: Floats = field(init=False)
    """[K] years that officers stay at the post."""
    asked: Floats = field(init=False)
    """[K] share of officers who leave of their own will, a year."""

    def __post_init__(self) -> None:
        ground = self.circumstances.ground
        self.hours = self.circumstances.calendar.over_mean(ground.volume)
        self.overloads, self.stay, self.asked = np.zeros((3, len(self.crews.force)))

    @property
    def rules(self) -> AdministrationRules:
        return self.circumstances.administration

    @property
    def staffed(self) -> Floats:
        """[D, T] share of case posts that somebody holds; exactly 1 where nobody left beyond the usual."""
        return 1.0 - self.posts.empty

    @property
    def fidelity(self) -> float:
        """How far programmes are done today as they were meant."""
        return acceptance.fidelity(self.crews.acceptance[self.crews.vacant == 0], self.rules.acceptance.matters)

    def told(self, teams: Teams) -> Officers:
        """What the books are told in the evening."""
        world, rules = self.circumstances.world.rules, self.rules
        case_officers = teams.capacity_min * (transfers.YEAR_DAYS / 60.0) / rules.funding.case_hours
        asked = self.posts.asked.ravel()
        return Officers(self.overloads, self.asked, world.officers_per_car, case_officers, asked, self.bought_min)

    # --- one day --------------------------------------------------------------------------------------------------

    def review(self, day: int, government: Government) -> None:
        """Once a month the government sees how far its programmes are done, and crews learn as fast as it can teach."""
        if day % self.rules.acceptance.review_days == 0:
            government.fidelity, self.pace = self.fidelity, government.pace

    def morning(self, terms: Terms, gaming: Gaming) -> None:
        """Crews know more or less of their beats, think better or worse of reforms, and set out as they are."""
        crews, rules = self.crews, self.rules
        stands = self.beyond(terms.administration)
        self._weigh(terms, stands)
        careers.serve(crews.place_knowledge, crews.tenure_years, self.stay, rules.learning_years, rules.personal)
        acceptance.adapt(crews.acceptance, self._accepted(stands), rules.acceptance.days)
        if crews.novelty.any():
            learning.get_used(crews.novelty, rules.learning.halflife_months / self.pace)
        conduct.behave(
            crews.pace,
            crews.wear,
            crews.fatigue,
            crews.novelty,
            gaming.pressure[crews.force],
            rules.fatigue.slowing,
            rules.learning.cost,
            rules.fatigue.courtesy,
        )

    def evening(self, layout: Layout, spent: Floats, teams: Teams, terms: Terms, bought_min: float) -> None:
        """Crews are as tired as their pools were busy, teams as their load was. `spent` [K, 7] minutes by use.

        `bought_min`: patrol minutes beyond duty, over all crews; each works them in proportion to its duty.
        """
        crews, tiring, self.bought_min = self.crews, self.rules.fatigue, bought_min
        # Assembly duty and vacancy are neither work on calls nor rest from it.
        busy, duty = spent[:, state.TRAVEL : state.ASSEMBLY].sum(axis=1), spent[:, : state.ASSEMBLY].sum(axis=1)
        self.beyond_duty = self.rules.foundation.tiring * bought_min / float(duty.sum()) if bought_min else 0.0
        pool = layout.group[crews.force] * len(layout.station_x) + crews.station
        fatigue.tire(
            crews.fatigue,
            self.overloads,
            fatigue.pooled(pool, busy, duty),
            self.hours,
            self.beyond_duty,
            tiring.ceiling,
            tiring.build,
            tiring.recovery_days,
        )
        shape = self.posts.load.shape
        worked, capacity = teams.worked_min.reshape(shape), teams.capacity_min.reshape(shape)
        usual, passed_over = self.circumstances.casework.team_load, promotion.of_teams(terms, self.usual)
        self.posts = transfers.a_day_later(self.posts, worked, capacity, usual, passed_over, self.rules.transfers)

    def take_on(self, crews: Crews, terms: Terms) -> None:
        """Crews with new ones at the end, who think of reforms as those under the same terms end up thinking."""
        there, self.crews = len(self.crews.force), crews
        none = np.zeros(len(crews.force) - there)
        self.overloads, self.stay, self.asked = (
            np.concatenate((column, none)) for column in (self.overloads, self.stay, self.asked)
        )
        crews.acceptance[there:] = self.goal(terms.administration)[there:]

    # --- how it begins --------------------------------------------------------------------------------------------

    def settle(self, terms: Terms) -> None:
        """Careers and acceptance where they stand after years of the same terms; nothing is new any more."""
        crews, rules, stands = self.crews, self.rules, self.beyond(terms.administration)
        self._weigh(terms, stands)
        careers.settle(crews.place_knowledge, crews.tenure_years, self.stay, rules.learning_years, rules.personal)
        crews.acceptance[:] = self._accepted(stands)
        crews.novelty[:] = 0.0

    def goal(self, terms: AdministrationTerms) -> Floats:
        """[K] where each crew's acceptance is heading."""
        return self._accepted(self.beyond(terms))

    # --- what a crew thinks ---------------------------------------------------------------------------------------

    def beyond(self, terms: AdministrationTerms) -> tuple[Floats, Floats]:
        """[F] stake of those who run reforms, and luck in evaluations, beyond those of the reference."""
        each = [standing(terms, force) for force in range(len(terms.rotation_years))]
        usual = self.reference
        return np.array([s.stake - usual.stake for s in each]), np.array([s.luck - usual.luck for s in each])

    def passed_over(self, terms: Terms) -> Floats:
        """[F] log odds of promotion that crews lack against the reference."""
        return promotion.of_crews(terms, self.usual)

    def _weigh(self, terms: Terms, stands: tuple[Floats, Floats]) -> None:
        """How long officers stay, and who asks to leave."""
        crews, rules, (_, luck) = self.crews, self.rules.transfers, stands
        dislike = crews.fatigue + luck[crews.force] + rules.passed_over * self.passed_over(terms)[crews.force]
        rotation = terms.administration.rotation_years[crews.force]
        transfers.leave(self.stay, self.asked, rotation, dislike, rules.asking, rules.aversion)

    def _accepted(self, stands: tuple[Floats, Floats]) -> Floats:
        crews, rules, (stake, luck) = self.crews, self.rules.acceptance, stands
        goal = np.empty(len(crews.force))
        acceptance.settle(
            goal,
            rules.usual,
            stake[crews.force],
            luck[crews.force],
            crews.fatigue,
            rules.stake_slope,
            rules.luck_slope,
            rules.fatigue_slope,
        )
        return goal
