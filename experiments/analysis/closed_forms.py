"""What the null model says of an institution: its clauses and the region's tables put into closed forms.

Nothing here is simulated, and nothing that a run measured goes in but the number of crews a budget buys, which is
arithmetic.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, final

import numpy as np
from numpy.typing import NDArray

from experiments.theory.null_model import Answer, Calls, Ground, answered, logit_share, presence_ratio
from sim.casework.clearance import law
from sim.casework.rules import ClearanceRules
from sim.demand.rates import AffairTable, affair_table
from sim.demand.rules import DemandRules
from sim.institution.institution import Institution
from sim.institution.terms import CaseworkTerms, ResponseTerms, Terms
from sim.response.rules import ResponseRules
from sim.society.rules import ContactRules
from sim.vocabulary import AFFAIRS, LOCAL, MAJOR_CRIME, PRIORITIES
from sim.world.places import pace
from sim.world.region import Region
from sim.world.rules import WorldRules

type Floats = NDArray[np.float64]

YEAR_DAYS: Final = 365.0
IS_LOCAL: Final = np.array([a in LOCAL for a in AFFAIRS])
IS_MAJOR: Final = np.array([a in MAJOR_CRIME for a in AFFAIRS])
URGENT: Final = 0
KEYS: Final = (
    "response",
    "response_urgent",
    "response_p2",
    "response_p3",
    "response_national",
    "response_local",
    "handover",
    "utilisation",
    "violent_true",
    "clearance_crime",
    "contact_satisfaction_call",
)
"""Outcomes that closed forms say something about."""


@final
@dataclass(frozen=True)
class Rules:
    """What is assumed, of every room that closed forms need."""

    world: WorldRules
    demand: DemandRules
    response: ResponseRules
    clearance: ClearanceRules
    contacts: ContactRules


@final
@dataclass(frozen=True)
class Force:
    """The patrol forces of a policy: terms, and crews on duty by force in the order of the terms."""

    terms: Terms
    crews: Floats

    @classmethod
    def of(cls, institution: Institution, strength: Mapping[str, float], crews: float) -> Force:
        """`crews` on duty, divided as the institution divides them, its strategies at these strengths."""
        terms = institution.provisions().at(strength)
        each = np.array([institution.shares[f] * institution.organisation(f).people for f in terms.forces])
        return cls(terms, crews * each / each.sum())


def predicted(region: Region, rules: Rules, force: Force, reference: Force) -> Mapping[str, float]:
    """Differences of a policy from the reference by outcome (`KEYS`), in the outcomes' units.

    Crime and clearance are given as a share of their level at the reference. Raises ValueError where the crews cannot
    carry the load.
    """
    table = affair_table(rules.demand)
    here, there = (_answer(region, rules, table, each) for each in (force, reference))
    found = {key: here.minutes[key] - there.minutes[key] for key in here.minutes}
    found["utilisation"] = here.utilisation - there.utilisation
    violent = AFFAIRS.index("violent")
    shift = presence_ratio(here.free, there.free, float(table.presence_elasticity[violent]))
    found["violent_true"] = shift - 1.0
    found["clearance_crime"] = _clearance(region, rules, here.crime_min / there.crime_min)
    found["contact_satisfaction_call"] = 100.0 * rules.contacts.response_slope * found["response"]
    return {key: found[key] for key in KEYS}


@final
@dataclass(frozen=True)
class _Said:
    """What closed forms say of one policy."""

    minutes: Mapping[str, float]
    crime_min: float
    utilisation: float
    free: float


def _answer(region: Region, rules: Rules, table: AffairTable, force: Force) -> _Said:
    calls = _calls(region, rules, table, force.terms)
    found = answered(_ground(region, rules), calls, force.crews)
    busy = float(found.utilisation @ force.crews)
    crime = _of(IS_MAJOR)
    return _Said(
        _minutes(found, calls.rate),
        found.mean(found.response_min, calls.rate * crime),
        busy / float(force.crews.sum()),
        float(force.crews.sum()) - busy,
    )


def _minutes(found: Answer, rate: Floats) -> dict[str, float]:
    every = np.ones(len(rate))
    priority = np.tile(np.arange(len(PRIORITIES)), len(AFFAIRS))
    kinds = {
        "response": every,
        "response_urgent": priority == URGENT,
        "response_p2": priority == 1,
        "response_p3": priority == 2,
        "response_national": _of(~IS_LOCAL),
        "response_local": _of(IS_LOCAL),
    }
    said = {key: found.mean(found.response_min, rate * chosen) for key, chosen in kinds.items()}
    return said | {"handover": found.mean(found.handover_min, rate)}


def _of(affairs: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """[K] kinds of calls of some affairs."""
    return np.repeat(affairs, len(PRIORITIES))


def _ground(region: Region, rules: Rules) -> Ground:
    residents = np.array([d.residents for d in region.districts])
    boxes = np.array([np.nan if d.boxes is None else float(d.boxes) for d in region.districts])
    crews = residents if np.isnan(boxes).any() else boxes
    number = np.nansum(boxes) if np.isfinite(boxes).all() else _crews(region, rules) / rules.world.crews_per_box
    return Ground(
        np.array([d.area_km2 for d in region.districts]),
        crews / crews.sum(),
        residents / residents.sum(),
        np.array([pace(d, rules.world) for d in region.districts]),
        max(1, round(float(number))),
        rules.response.processing_min,
        rules.response.turnout_min,
    )


def _crews(region: Region, rules: Rules) -> float:
    return region.officers * rules.world.patrol_share / rules.world.officers_per_car * rules.world.staffing


def _calls(region: Region, rules: Rules, table: AffairTable, terms: Terms) -> Calls:
    """Kinds of calls: every affair at every priority, affairs in rows."""
    shares = np.column_stack((table.urgent, 1.0 - table.urgent - table.low, table.low))
    rate = _a_day(region, rules.demand, table)[:, None] * shares
    rate[:, -1] *= 1.0 - _diverted(table, terms.casework)
    kinds, response = len(PRIORITIES), rules.response
    may, joint = _may(terms.response), np.repeat(terms.response.joint_share[:, :, ::-1], (1, 2), axis=2)
    speed = np.where(np.arange(kinds) == URGENT, response.urgent_speed, 1.0)
    hold = np.array([response.hold_p1_min, response.hold_p2_min, response.hold_p3_min])
    passed, passing = _passed_on(table, response, terms.response)
    return Calls(
        rate.ravel(),
        np.repeat(table.service_min * response.service_factor, kinds),
        np.repeat(table.crews, kinds),
        np.tile(hold, len(AFFAIRS)),
        np.tile(speed, len(AFFAIRS)),
        may.reshape(len(may), -1),
        joint.reshape(len(joint), -1),
        passed.ravel(),
        np.repeat(passing, kinds),
    )


def _a_day(region: Region, demand: DemandRules, table: AffairTable) -> Floats:
    """[A] dispatched calls a day: crimes from what is recorded, others by residents."""
    found = np.array([affair.dispatched_per_1000 for affair in demand.affairs.each()]) * region.residents / 1000.0
    for name in MAJOR_CRIME:
        a, recorded = AFFAIRS.index(name), sum(d.recorded[name] for d in region.districts)
        found[a] = recorded / (1.0 - demand.recording_loss) * table.dispatched[a]
    daily: Floats = found / YEAR_DAYS
    return daily


def _diverted(table: AffairTable, terms: CaseworkTerms) -> Floats:
    """[A] share of minor calls that others take, as far as clauses allow it: nobody's capacity ends."""
    share: Floats = table.divertible * np.minimum(terms.municipal_calls + terms.corps_calls, 1.0)
    return share


def _may(terms: ResponseTerms) -> Floats:
    """[F, A, 3] share of the calls that each force may take first, by priority."""
    share = np.where(terms.rank == 0, 1.0, np.where(terms.rank == 1, terms.aid_share, 0.0))
    return np.repeat(share[:, :, ::-1], (1, 2), axis=2)


def _passed_on(table: AffairTable, rules: ResponseRules, terms: ResponseTerms) -> tuple[Floats, Floats]:
    """[A, 3] chance that the wrong force comes first, and [A] minutes it then takes. A call settled at the joint desk
    costs its delay only, which is put as a share of the passing."""
    takes = _may(terms)
    wrong = np.maximum(terms.wrong, 0)
    barred = 1.0 - takes[wrong, np.arange(len(wrong))]
    chance = np.where(terms.wrong >= 0, table.contested * rules.misroute, 0.0)[:, None] * barred
    on_scene = 1.0 - terms.desk
    return chance * on_scene[:, None], rules.assessment_min + terms.handover_min


def _clearance(region: Region, rules: Rules, ratio: float) -> float:
    """Change of the clearance of major crime as a share of its level, at `ratio` times the usual response time. What
    is discovered late does not depend on it; both crimes by their recorded cases."""
    columns, now, then = law(rules.clearance), 0.0, 0.0
    for name in MAJOR_CRIME:
        a, base = AFFAIRS.index(name), rules.clearance.base(name)
        recorded = sum(d.recorded[name] for d in region.districts)
        soon = (1.0 - float(columns.late[a])) * recorded
        now += soon * (logit_share(base, float(columns.slope[a]), ratio) - base)
        then += base * recorded
    return now / then
