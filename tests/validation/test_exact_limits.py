"""What must be nothing is nothing: a split in name only, a strategy at zero, a policy beside itself, more places."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.administration.officer_rules import LearningRules, TransferRules
from sim.administration.rules import AdministrationRules
from sim.circumstances import Circumstances
from sim.governance.dual import Dual
from sim.institution.clauses import Commands, Evaluates
from sim.institution.institution import Institution
from sim.institution.names import COMMISSION, NATIONAL_PATROL, NPA
from sim.model import SecurityModel
from sim.response.rules import ResponseRules
from sim.strategies.base import Programme, Strategy
from sim.world import population
from sim.world.travel import roads
from sim.world.world import World

DAYS = 30
BOOKS = ("calls", "bins", "by_segment", "hour", "thinning")
MINDS = ("place_knowledge", "tenure_years", "fatigue", "pace", "wear")


def assert_same_run(one: SecurityModel, other: SecurityModel) -> None:
    for name in BOOKS:
        assert getattr(one.ledger, name).tobytes() == getattr(other.ledger, name).tobytes(), name
    assert one.presence.tobytes() == other.presence.tobytes()
    assert one.crews.minutes.tobytes() == other.crews.minutes.tobytes()
    assert one.crews.answered.tobytes() == other.crews.answered.tobytes()
    for name in MINDS:
        assert getattr(one.crews, name).tobytes() == getattr(other.crews, name).tobytes(), name
    assert one.ledger.service == other.ledger.service


@pytest.fixture(scope="module")
def before(town: Any, unitary: Institution) -> SecurityModel:
    """A fortnight under the unitary model, from which every comparison goes on."""
    return SecurityModel(town(), unitary).run(14)


@pytest.fixture(scope="module")
def unchanged(before: SecurityModel, unitary: Institution) -> SecurityModel:
    return before.under(unitary).run(DAYS)


# --- a split in name only ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("boxes", ["divided", "shared"])
@pytest.mark.parametrize("share", [0.1, 0.36, 0.5, 0.6])
def test_a_bare_split_is_the_unitary_run(
    boxes: str, share: float, before: SecurityModel, unchanged: SecurityModel, unitary: Institution
) -> None:
    split = before.under(Dual(boxes=boxes, patrol_share=share).steps(unitary)[0].institution).run(DAYS)
    assert set(split.crews.force.tolist()) == {0, 1}
    assert_same_run(split, unchanged)


def test_a_bare_split_is_the_unitary_run_from_its_own_pilot_on(town: Any, unitary: Institution) -> None:
    split = unitary.split_force(NATIONAL_PATROL, "local.patrol", 0.4, "shared")
    one, other = (SecurityModel(town(2), i, response=ResponseRules(service_factor=2.5)) for i in (unitary, split))
    assert one.reference.patrol.tobytes() == other.reference.patrol.tobytes()
    assert one.reference.casework.response_min.tobytes() == other.reference.casework.response_min.tobytes()
    assert_same_run(one.run(DAYS), other.run(DAYS))


def test_a_split_in_three_names_is_still_nothing(
    before: SecurityModel, unchanged: SecurityModel, unitary: Institution
) -> None:
    twice = unitary.split_force(NATIONAL_PATROL, "local.patrol", 0.4, "shared").split_force(
        "local.patrol", "third.patrol", 0.5, "divided"
    )
    assert_same_run(before.under(twice).run(DAYS), unchanged)


def test_the_next_step_of_the_reform_is_something(before: SecurityModel, unitary: Institution) -> None:
    """Or else the equality above would hold for want of any effect."""
    split, _, divided = (step.institution for step in Dual().steps(unitary)[:3])
    one, other = (before.under(institution).run(DAYS) for institution in (split, divided))
    assert one.ledger.part("response_min").sum() != other.ledger.part("response_min").sum()


def test_a_bare_split_of_tired_and_judged_crews_is_still_nothing(town: Any, unitary: Institution) -> None:
    """Where fatigue, gaming, transfers and acceptance are all at work."""
    harsh = AdministrationRules(
        theta=3.0, transfers=TransferRules(asking=0.16, aversion=3.0), learning=LearningRules(cost=0.25)
    )
    crowd = town(staffing=0.5)
    affairs = crowd.demand.affairs
    seen = replace(affairs, public_order=replace(affairs.public_order, visible_km2=5.0))
    given = replace(crowd, administration=harsh, demand=replace(crowd.demand, affairs=seen))
    busy = SecurityModel(given, unitary, response=ResponseRules(service_factor=2.0)).run(14)
    (judge,) = unitary.find(Evaluates, NPA, NATIONAL_PATROL)
    counting = unitary.repeal(Evaluates, NPA, NATIONAL_PATROL).enact(replace(judge, reports_counted=1.5, noise=1.0))
    split = counting.split_force(NATIONAL_PATROL, "local.patrol", 0.4, "shared")
    hearing = (Programme(Hearing()),)
    one, other = (busy.under(i, programmes=hearing, at_rest=True).run(DAYS) for i in (counting, split))
    assert one.crews.acceptance.tobytes() == other.crews.acceptance.tobytes()
    assert_same_run(one, other)
    assert one.ledger.service.made_up > 0.0
    assert np.all(one.crews.pace > 1.0)
    assert np.all(one.crews.wear > 0.05)
    assert 0.0 < one.government.fidelity < 0.5
    assert one.crews.tenure_years.max() < 1.5


# --- a strategy at zero -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Attention(Strategy):
    """The commission's priorities weigh more."""

    key: ClassVar[str] = "attention"
    legal_basis: ClassVar[str] = "now"

    def amend(self, institution: Institution) -> Institution:
        (clause,) = institution.find(Commands, COMMISSION, NATIONAL_PATROL)
        return institution.move(clause, by=self.key, weight=1.0)


@dataclass(frozen=True)
class Hearing(Strategy):
    """The commission's priorities weigh more over every patrol force."""

    key: ClassVar[str] = "hearing"
    legal_basis: ClassVar[str] = "now"

    def amend(self, institution: Institution) -> Institution:
        for clause in institution.find(Commands, COMMISSION):
            if clause.target.endswith(".patrol"):
                institution = institution.move(clause, by=self.key, weight=1.0)
        return institution


@dataclass(frozen=True)
class Restraint(Strategy):
    """Headquarters' priorities weigh less."""

    key: ClassVar[str] = "restraint"
    legal_basis: ClassVar[str] = "decree"

    def amend(self, institution: Institution) -> Institution:
        for clause in institution.find(Commands, NPA, NATIONAL_PATROL):
            institution = institution.move(clause, by=self.key, weight=0.05)
        return institution


def test_a_strategy_at_zero_is_none(before: SecurityModel, unchanged: SecurityModel, unitary: Institution) -> None:
    idle = before.under(unitary, programmes=(Programme(Attention(), intensity=0.0),)).run(DAYS)
    assert_same_run(idle, unchanged)


def test_a_strategy_that_has_not_begun_is_none(
    before: SecurityModel, unchanged: SecurityModel, unitary: Institution
) -> None:
    later = before.under(unitary, programmes=(Programme(Attention(), lag=DAYS + 1.0),)).run(DAYS)
    assert_same_run(later, unchanged)


def test_a_strategy_at_work_moves_patrol(before: SecurityModel, unchanged: SecurityModel, unitary: Institution) -> None:
    """Or else the equality above would hold for want of any effect."""
    working = before.under(unitary, programmes=(Programme(Attention()),)).run(DAYS)
    assert not np.array_equal(working.presence, unchanged.presence)


def test_the_order_of_strategies_is_nothing(before: SecurityModel, unitary: Institution) -> None:
    both = (Programme(Attention(), intensity=0.7), Programme(Restraint(), intensity=0.4, ramp=10.0))
    assert_same_run(
        before.under(unitary, programmes=both).run(DAYS), before.under(unitary, programmes=both[::-1]).run(DAYS)
    )


# --- a policy beside itself -------------------------------------------------------------------------------------------


def test_a_policy_compared_with_itself_differs_by_exactly_zero(before: SecurityModel, unitary: Institution) -> None:
    dual = Dual().reform(unitary)
    one, other = before.under(dual).run(DAYS), before.under(dual).run(DAYS)
    assert one.ledger.part("answered").sum() > 1000
    for name in BOOKS:
        assert not np.any(getattr(one.ledger, name) - getattr(other.ledger, name)), name


# --- more places ------------------------------------------------------------------------------------------------------


def halved(world: World) -> World:
    """Every place becomes two at distance zero. The second halves come last, so that marks fall elsewhere."""
    places, segments = world.places, world.segments
    extensive = ("residents", "area_km2", "risk")
    columns = {
        name: np.tile(column / 2 if name in extensive else column, 2) for name, column in places._asdict().items()
    }
    split = type(places)(**columns)
    return replace(
        world,
        places=split,
        population=population.generate(split, world.rules, np.random.default_rng(len(split.residents))),
        segments=parted(segments),
        roads=roads(split, world.rules, None),
        load=np.tile(world.load / 2, 2),
    )


def parted(segments: Any) -> Any:
    """The first half of a place's segments go to its first half, the rest to its second."""
    assert np.diff(segments.first).min() >= 2
    bounds = list(zip(segments.first[:-1], segments.first[1:], strict=True))
    share = np.diff(segments.cumulative, prepend=0.0)
    share[segments.first[:-1]] = segments.cumulative[segments.first[:-1]]
    pieces = [share[a : (a + b) // 2] for a, b in bounds] + [share[(a + b) // 2 : b] for a, b in bounds]
    cumulative = [np.append((np.cumsum(piece) / piece.sum())[:-1], 1.0) for piece in pieces]
    first = np.concatenate(([0], np.cumsum([len(piece) for piece in pieces])))
    return type(segments)(first, np.concatenate(cumulative))


def figures(circumstances: Circumstances, institution: Institution) -> NDArray[np.float64]:
    """Mean response, recorded crimes, utilisation, hazard of property crime, trust, fear and contacts in the third and
    fourth week, minds as they differ from their start."""
    model = SecurityModel(circumstances, institution).run(7)
    model.close_books()
    ledger = model.run(21).ledger
    minutes, people, start = ledger.minutes(), np.sum(ledger.people[-1], axis=1), circumstances.public.start
    return np.array(
        [
            people[0] / people[3] - start.trust.mean(),
            people[1] / people[3] - start.fear.mean(),
            ledger.society["content"].sum() / ledger.society["contacts"].sum(),
            ledger.society["talks"].sum(),
            ledger.part("response_min").sum() / ledger.part("answered").sum(),
            np.sum(ledger.recorded),
            minutes[2:5].sum() / minutes[:5].sum(),
            np.mean(ledger.hazard, axis=0)[1],
        ]
    )


@pytest.mark.parametrize("reform", [None, Dual(boxes="shared")])
def test_splitting_places_at_distance_zero_changes_nothing_in_law(
    reform: Dual | None, town: Any, unitary: Institution
) -> None:
    institution = reform.reform(unitary) if reform else unitary
    differences = []
    for replication in range(20):
        whole = town(11, replication)
        parts = Circumstances(halved(whole.world), whole.demand, whole.rhythms, whole.streams)
        assert len(parts.world.load) == 2 * len(whole.world.load)
        differences.append(figures(parts, institution) - figures(whole, institution))
    z = np.mean(differences, axis=0) / (np.std(differences, axis=0, ddof=1) / np.sqrt(len(differences)))
    assert np.all(np.abs(z) < 4), z


def test_halving_keeps_sums(town: Any) -> None:
    world = town().world
    split = halved(world)
    for name in ("residents", "area_km2"):
        np.testing.assert_allclose(getattr(split.places, name).sum(), getattr(world.places, name).sum())
    assert len(split.segments.cumulative) == len(world.segments.cumulative)
    assert split.load.sum() == pytest.approx(1.0)
    assert np.all(split.segments.cumulative[split.segments.first[1:] - 1] == 1.0)
