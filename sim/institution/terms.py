"""Terms: what lower rooms see of an institution today. Plain arrays, cut by reader, never the graph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, final

import numpy as np
from numpy.typing import NDArray


class ResponseTerms(NamedTuple):
    """What the event loop may know. F patrol forces in rows, A affairs, 2 = (not urgent, urgent)."""

    rank: NDArray[np.int8]
    """[F, A, 2]: 0 has the duty of first response, 1 gives mutual aid, -1 may not take the call."""
    aid_share: NDArray[np.float64]
    """[F, A, 2]: share of calls for which a force of rank 1 is available."""
    joint_share: NDArray[np.float64]
    """[F, A, 2]: share of calls to which one crew of this force goes in addition."""
    wrong: NDArray[np.int64]
    """[A]: the force to which a misrouted call goes first; -1 where no patrol force lacks the duty."""
    desk: NDArray[np.float64]
    """[A]: share of misrouted calls settled at a joint control desk."""
    handover_min: NDArray[np.float64]
    """[A]: minutes from the end of the wrong force's assessment (or the desk's) to the right force's queue."""
    plan_weight: NDArray[np.float64]
    """[F, A]: weight of each affair in the force's priorities, the mix of its principals'; entries lie in [0, 1]."""
    order: NDArray[np.int64]
    """[F, A]: rank of the affair among calls of equal priority by command over the answer to calls, 0 first; equal
    weights, equal rank."""
    assembly_weight: NDArray[np.float64]
    """[F]: weight with which headquarters takes a crew of this force for assembly and guard duty: its career stake."""
    emergency_weight: NDArray[np.float64]
    """[F]: the same on emergency days, when a clause gives headquarters the command of other forces too."""
    principals: NDArray[np.int64]
    """[F]: how many principals command the force in anything."""
    unsure: NDArray[np.float64]
    """[F]: part of the usual misrouting that is left with what the force knows; 1 as enacted."""

    @property
    def duty(self) -> NDArray[np.bool_]:
        """[F, A]: the force has the duty of first response for calls that are not urgent."""
        bound: NDArray[np.bool_] = self.rank[:, :, 0] == 0
        return bound


class AdministrationTerms(NamedTuple):
    """What offices may know. R principals, F patrol forces, T case forces, A affairs, C criteria of evaluation."""

    prevention: NDArray[np.float64]
    """[R, F, A]: weight of each principal's command over patrol and free time."""
    first_response: NDArray[np.float64]
    """[R, F, A]: weight of each principal's command over the answer to calls."""
    follow_up: NDArray[np.float64]
    """[R, T, A]: weight of each principal's command over investigation and follow-up by case forces."""
    by_resolution: NDArray[np.bool_]
    """[R]: the principal is a commission, which commands by resolution only."""
    headquarters: NDArray[np.bool_]
    """[R]: the principal is the national headquarters."""
    stake: NDArray[np.float64]
    """[R, F]: share of a patrol officer's career that the principal holds."""
    rotation_years: NDArray[np.float64]
    """[F]: years between postings."""
    promotion: NDArray[np.float64]
    """[R, F]: odds of promotion that the principal gives the force, over those of the mean branch; 1 if none."""
    case_stake: NDArray[np.float64]
    """[R, T]: share of a case officer's career that the principal holds."""
    case_promotion: NDArray[np.float64]
    """[R, T]: odds of promotion of case officers, as for patrol forces."""
    known: NDArray[np.float64]
    """[R, A]: share of incidents whose place the principal hears of, from the forces that answer for them."""
    delay_days: NDArray[np.float64]
    """[R, A]: how old that knowledge is."""
    heard: NDArray[np.float64]
    """[R, A]: share of residents whose concerns the principal can hear."""
    heard_weight: NDArray[np.float64]
    """[R, A]: weight of what it hears in its priorities."""
    heard_skew: NDArray[np.float64]
    """[R, A]: how far those who come by themselves stand for all: 0 all are asked alike, 1 only they are heard."""
    network: NDArray[np.float64]
    """[A]: share of residents who are invited to found a safety network about it, by whoever invites most."""
    judged: NDArray[np.float64]
    """[R, F, C]: weight of each criterion in the principal's evaluation of the force."""
    noise: NDArray[np.float64]
    """[R, F]: luck in that evaluation, in standard deviations of true differences."""
    every_days: NDArray[np.int64]
    """[R, F]: days between two evaluations; 0 where there is none."""
    supervision: NDArray[np.float64]
    """[F]: sworn hours per hour of the auxiliary corps that the force commands."""
    reposting: NDArray[np.float64]
    """[F]: share of posts a year that may move between stations: of those who appoint, weighed by their stakes."""
    analysed: NDArray[np.float64]
    """[F, A]: share of the force's incidents that a workload analysis unit knows."""
    corrected: NDArray[np.float64]
    """[F, A]: share of what crews came upon themselves that counts by 1 over the chance of coming upon it."""

    @property
    def coverage(self) -> float:
        """Share of residents that a commission can hear, in the affair in which it hears most."""
        return float(self.heard_by_commission.max(initial=0.0))

    @property
    def founders(self) -> float:
        """Share of residents who are invited to found a safety network; one network, whatever it is about."""
        return float(self.network.max(initial=0.0))

    @property
    def heard_by_commission(self) -> NDArray[np.float64]:
        """[A]: share of residents whose concerns a commission can hear; 0 where there is none."""
        share: NDArray[np.float64] = self.heard[self.by_resolution].max(axis=0, initial=0.0)
        return share


class CaseworkTerms(NamedTuple):
    """What the days after a call may know. F patrol forces, A affairs."""

    team: NDArray[np.int64]
    """[A]: row of the case force that investigates and follows up an affair; -1 where patrol crews do it themselves."""
    informed: NDArray[np.float64]
    """[F, A]: share of what a patrol force learns on a call that the case force in charge knows."""
    refer: NDArray[np.float64]
    """[F, A]: probability that a crew passes a problem with a removable cause to the municipality."""
    refer_days: NDArray[np.float64]
    """[F, A]: days until the referral arrives."""
    task: NDArray[np.float64]
    """[F, A]: probability that the municipality passes a task of its own to the force."""
    must_hear: NDArray[np.bool_]
    """[F, A]: the police chief must be heard before a task is passed on."""
    municipal_calls: NDArray[np.float64]
    """[A]: share of divertible minor calls that municipal staff may take."""
    corps_calls: NDArray[np.float64]
    """[A]: share of divertible minor calls that the auxiliary corps may take."""
    heard: NDArray[np.float64]
    """[A]: share of residents whose concerns the municipality can hear."""
    heard_weight: NDArray[np.float64]
    """[A]: weight of what it hears in the order of its repairs."""
    heard_skew: NDArray[np.float64]
    """[A]: how far those who come by themselves stand for all."""
    corps_funds: NDArray[np.float64]
    """[3]: KRW per resident and year for auxiliaries, by design (`vocabulary.CORPS_DESIGNS`)."""


class FundingTerms(NamedTuple):
    """Who pays for what. Y payers, X forces of all branches (patrol first, then case forces), Z other receivers."""

    posts: NDArray[np.float64]
    """[Y, X]: share of the cost of the force's posts that each payer bears."""
    overhead: NDArray[np.float64]
    """[X]: money beside the posts that the force's own administration takes, as a share of their cost."""
    amounts: NDArray[np.float64]
    """[Y, Z]: KRW per resident and year that each payer gives to organisations that are no force."""
    limited: NDArray[np.bool_]
    """[Y]: a treasury with revenue of its own only; the state's is not limited at the size of a region's police."""
    kinds: NDArray[np.str_]
    """[Z]: the kind of organisation that receives (`sim.institution.organisation`)."""
    claims: NDArray[np.float64]
    """[X]: share of the crews claimed for the force that its payers grant, each by the share of posts that it bears."""
    foundations: NDArray[np.bool_]
    """[Y]: a foundation, which has what residents give."""
    gifts: NDArray[np.float64]
    """[Y]: KRW per resident and year that residents of mean income give to each payer; 0 for all but foundations."""
    pooled: NDArray[np.float64]
    """[Y]: share of these that the regions of a nation hand out by need."""


class ResearchTerms(NamedTuple):
    """What research may know. N learners: institutes, principals, forces of all branches."""

    teaches: NDArray[np.float64]
    """[N, N]: how much of what one learner (row) knows gets to another (column)."""
    krw: NDArray[np.float64]
    """[N]: KRW per resident and year for research; 0 for all but institutes."""


@final
@dataclass(frozen=True)
class Terms:
    """Today's terms. The names are those of the rows; every array is C-contiguous and writable."""

    forces: tuple[str, ...]
    """[F] patrol forces."""
    case_forces: tuple[str, ...]
    """[T] forces of other branches."""
    principals: tuple[str, ...]
    """[R] whoever commands, appoints or evaluates a force."""
    payers: tuple[str, ...]
    """[Y]"""
    receivers: tuple[str, ...]
    """[Z] organisations other than forces that are paid, such as a commission or a corps."""
    learners: tuple[str, ...]
    """[N] organisations that research reaches: institutes first, then principals, then forces."""
    response: ResponseTerms
    administration: AdministrationTerms
    casework: CaseworkTerms
    funding: FundingTerms
    research: ResearchTerms

    def same_as(self, other: Terms) -> bool:
        """Whether every number by which the response room lays a region out is the same."""
        if self is other:
            return True
        names = (name for name in ResponseTerms._fields if name != "unsure")
        return all(np.array_equal(getattr(self.response, n), getattr(other.response, n)) for n in names)
