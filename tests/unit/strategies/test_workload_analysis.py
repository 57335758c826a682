"""Workload analysis: which numbers it moves, how posts and crews follow, and where it fails."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sim.administration.rules import AdministrationRules
from sim.administration.workload_rules import WorkloadRules
from sim.agents.police_crew import PoliceCrew
from sim.governance.boxes_returned import BoxesReturned
from sim.governance.dual import Dual
from sim.governance.national import National
from sim.governance.practice import Practice
from sim.governance.unitary import Unitary
from sim.governance.unitary_2023 import Unitary2023
from sim.institution.clauses import Appoints
from sim.institution.institution import Institution
from sim.institution.names import ANALYSIS, COMMISSION, NATIONAL_PATROL, NPA, PROVINCE_TREASURY, STATE_TREASURY
from sim.manpower import pooled
from sim.model import SecurityModel
from sim.outcomes.catalogue import measure
from sim.parameters import OutOfRange
from sim.strategies.base import Programme
from sim.strategies.without import Without
from sim.strategies.workload_analysis import WorkloadAnalysis
from sim.vocabulary import AFFAIRS

UNITARY = Unitary().institution()
MODELS = {
    "unitary": UNITARY,
    **{
        model.key: model.reform(UNITARY)
        for model in (Dual(), Dual(local_cost_share=0.5), BoxesReturned(), National(), Unitary2023())
    },
}
FULL = {"workload_analysis": 1.0}


# --- numbers of clauses ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", MODELS)
def test_every_patrol_force_is_analysed_moved_and_granted(name: str) -> None:
    terms = WorkloadAnalysis().amend(MODELS[name]).provisions().at(FULL)
    asleep = MODELS[name].provisions().at({})
    forces = len(terms.forces)
    assert terms.administration.analysed == pytest.approx(np.full((forces, 8), 0.6))
    assert terms.administration.corrected == pytest.approx(1.0)
    assert terms.administration.reposting == pytest.approx(np.full(forces, 0.05))
    assert terms.funding.claims[:forces] == pytest.approx(np.full(forces, 0.3))
    for nothing in (asleep.administration.analysed, asleep.administration.corrected, asleep.administration.reposting):
        assert not nothing.any()
    assert not asleep.funding.claims.any()


def test_the_naive_design_counts_finds_as_they_are() -> None:
    terms = WorkloadAnalysis(design="naive").amend(UNITARY).provisions().at(FULL)
    assert not terms.administration.corrected.any()
    assert terms.administration.analysed.any()


def test_the_unit_sleeps_in_every_model() -> None:
    for institution in MODELS.values():
        assert institution.organisation(ANALYSIS).title == "Workload analysis unit"
        assert not [c for c in institution.clauses if ANALYSIS in (c.source, c.target)]


def test_who_holds_half_of_the_careers_moves_half() -> None:
    """What may move does not depend on how many appoint."""
    half = UNITARY.repeal(Appoints, NPA, NATIONAL_PATROL).enact(
        Appoints(source=NPA, target=NATIONAL_PATROL, stake=0.5, reposting=0.1),
        Appoints(source=COMMISSION, target=NATIONAL_PATROL, stake=0.5),
    )
    assert half.provisions().at({}).administration.reposting.tolist() == [0.05]


def test_payers_grant_by_what_they_bear() -> None:
    dual = Dual(local_cost_share=0.25).reform(UNITARY)
    money = WorkloadAnalysis(granted=0.8).amend(dual)
    state_only = replace(
        money,
        amendments=tuple(
            a for a in money.amendments if not (a.term == "claims" and a.clause.source == PROVINCE_TREASURY)
        ),
    )
    terms = state_only.provisions().at(FULL)
    claims = dict(zip(terms.forces, terms.funding.claims, strict=False))
    assert claims == pytest.approx({"national.patrol": 0.8, "local.patrol": 0.6})


def test_only_posts_need_a_decree() -> None:
    assert WorkloadAnalysis().legal_basis == "decree"
    only_counting = WorkloadAnalysis(reposting=0.0, granted=0.0)
    assert only_counting.legal_basis == "now"
    assert only_counting.basis != WorkloadAnalysis().basis


def test_state_and_province_share_the_cost() -> None:
    spent = Programme(WorkloadAnalysis(province_share=0.25)).spending(0, 365e6)
    assert spent[PROVINCE_TREASURY, "workload_analysis"] == 50_000_000
    assert spent[STATE_TREASURY, "workload_analysis"] == 150_000_000


def test_an_unknown_design_is_refused() -> None:
    with pytest.raises(OutOfRange, match="design: 'random' is not allowed; allowed: corrected, naive"):
        WorkloadAnalysis(design="random")


# --- in a run ----------------------------------------------------------------------------------------------------

BUSY = replace(
    AdministrationRules(), quarter_days=6, workload=WorkloadRules(claim_days=12, claim_standard=0.1, claim_most=1.0)
)
"""Quarters and years of days, so that a short run sees posts move and crews granted."""

MOVES = WorkloadAnalysis(reposting=0.2, granted=0.0)
GRANTS = WorkloadAnalysis(reposting=0.0, granted=1.0)


@pytest.fixture(scope="module")
def base(town: Any) -> SecurityModel:
    return SecurityModel(town(1, 0, staffing=2.0), UNITARY).run(6)


def carried_out(
    base: SecurityModel, *programmes: Programme, institution: Institution = UNITARY, days: int = 14, **rules: Any
) -> SecurityModel:
    """At rest under these programmes, where the record says that one district calls far more than it is staffed for.

    Posts stand where they stood, so that what is seen is moved in the run.
    """
    given = replace(base.circumstances, administration=replace(BUSY, **rules))
    model = SecurityModel(given, institution, programmes=programmes, reference=base.reference, after=base, at_rest=True)
    model.crews.station[:] = base.crews.station
    model.offices.record[:, model.world.places.district == 1] *= 4.0
    return model.run(days)


def bits(model: SecurityModel) -> dict[str, str]:
    return {key: float(value).hex() for key, value in measure(model).items()}


def test_at_strength_zero_nothing_is_different(base: SecurityModel) -> None:
    none, idle = (carried_out(base, *programmes) for programmes in ((), (Programme(WorkloadAnalysis(), 0.0),)))
    assert bits(none) == bits(idle)
    assert measure(none)["posts_moved"] == measure(none)["crews_granted"] == 0.0
    assert len(none.crews.force) == len(base.crews.force)


@pytest.mark.parametrize("strategy", [MOVES, GRANTS, WorkloadAnalysis(reposting=0.2, granted=1.0)])
def test_two_names_of_one_force_move_and_claim_as_one(base: SecurityModel, strategy: WorkloadAnalysis) -> None:
    split = UNITARY.split_force(NATIONAL_PATROL, "local.patrol", 0.4)
    days = 100 if strategy.reposting else 14
    one, two = (carried_out(base, Programme(strategy), institution=i, days=days) for i in (UNITARY, split))
    assert (one.ledger.service.moved > 0) == (strategy.reposting > 0.0)
    assert (one.ledger.service.granted > 0) == (strategy.granted > 0.0)
    assert np.array_equal(one.crews.station, two.crews.station)
    assert one.ledger.calls.tobytes() == two.ledger.calls.tobytes()
    assert np.array_equal(one.ledger.bill, two.ledger.bill)
    assert one.ledger.service == two.ledger.service


def test_posts_move_and_who_is_moved_knows_nothing_of_the_beat(base: SecurityModel) -> None:
    model = carried_out(base, Programme(MOVES), days=100)
    moved = model.crews.station != base.crews.station
    assert moved.any()
    assert model.ledger.service.moved >= moved.sum()
    assert model.ledger.service.granted == 0
    assert model.crews.place_knowledge[moved].max() < model.crews.place_knowledge[~moved].min()
    assert len(set(model.crews.station)) == len(set(base.crews.station))
    assert model.ledger.conserved()


def test_at_rest_posts_stand_where_years_of_moves_bring_them(base: SecurityModel) -> None:
    """Demand per crew, as it is estimated, is as even as moves can make it; no station is left, no beat is new."""
    given = replace(base.circumstances, administration=replace(BUSY, demand_error=0.0))
    model = SecurityModel(
        given, UNITARY, programmes=(Programme(MOVES),), reference=base.reference, after=base, at_rest=True
    )
    model.offices.record[:, model.world.places.district == 1] *= 4.0
    knew = model.crews.place_knowledge.copy()
    assert model.staff.settle(model.layout, model.offices)
    assert set(model.crews.station) == set(base.crews.station)
    assert np.array_equal(model.crews.place_knowledge, knew)
    seen = pooled(model.crews, model.layout, model.terms, model.offices, given).demand[0]
    before, after = (np.bincount(m.crews.station, minlength=len(seen)) for m in (base, model))
    assert np.std(seen[after > 0] / after[after > 0]) < np.std(seen[before > 0] / before[before > 0])
    assert model.staff.move(91, model.layout, model.offices) == 0, "nothing is left to gain"


def test_posts_of_every_policy_settle_if_they_are_let(base: SecurityModel) -> None:
    """Whoever may not move posts finds them where it stood, or where its own demand would have them."""
    dual = MODELS["dual"]
    given = replace(base.circumstances, administration=replace(BUSY, demand_error=0.0, posts_settle="all"))
    found = base.under(dual, at_rest=True)
    settled = SecurityModel(given, dual, reference=base.reference, after=base, at_rest=True)
    assert np.array_equal(found.crews.station, base.crews.station)
    pools = pooled(found.crews, found.layout, found.terms, found.offices, given)

    def uneven(model: SecurityModel) -> list[float]:
        """Spread of demand per crew over the stations of each pool."""
        out = []
        for p, seen in enumerate(pools.demand):
            have = np.bincount(model.crews.station[pools.of_crew == p], minlength=len(seen))
            out.append(float(np.std(seen[have > 0] / have[have > 0])))
        return out

    assert all(after <= before for before, after in zip(uneven(found), uneven(settled), strict=True))
    assert sum(uneven(settled)) < sum(uneven(found))


def test_a_force_under_two_names_settles_as_one(base: SecurityModel) -> None:
    split = UNITARY.split_force(NATIONAL_PATROL, "local.patrol", 0.5)
    one, two = (base.under(i, programmes=(Programme(MOVES),), at_rest=True) for i in (UNITARY, split))
    assert np.array_equal(one.crews.station, two.crews.station)


def test_the_bare_split_settles_as_the_whole(base: SecurityModel) -> None:
    """Where posts of every policy settle, a force under two names still stands where the one stood."""
    given = replace(base.circumstances, administration=replace(BUSY, posts_settle="all"))
    split = UNITARY.split_force(NATIONAL_PATROL, "local.patrol", 0.5)
    one, two = (
        SecurityModel(given, i, reference=base.reference, after=base, at_rest=True).run(7) for i in (UNITARY, split)
    )
    assert not np.array_equal(one.crews.station, base.crews.station)
    assert np.array_equal(one.crews.station, two.crews.station)
    assert one.ledger.calls.tobytes() == two.ledger.calls.tobytes()


def test_posts_move_in_small_forces_as_in_large_ones(base: SecurityModel) -> None:
    """What is less than a post adds up over quarters."""
    model = carried_out(base, Programme(MOVES), days=170, demand_error=0.4)
    may = 0.2 * len(model.crews.force) * 176 / 365
    assert 0 < model.ledger.service.moved <= may + 1


def test_crews_are_granted_at_the_busiest_stations_and_paid(base: SecurityModel) -> None:
    model, none = carried_out(base, Programme(GRANTS), days=20), carried_out(base, days=20)
    there = len(base.crews.force)
    won = len(model.crews.force) - there
    assert won == model.ledger.service.granted > 0
    assert measure(model)["crews_granted"] == won
    assert np.all(model.crews.vacant == 0)
    assert np.all(model.crews.answered[there:] > 0)
    assert np.all(model.crews.place_knowledge[there:] < model.crews.place_knowledge[:there].min())
    assert set(model.crews.station[there:]) <= set(model.crews.station[:there])
    assert len(model.agents_by_type[PoliceCrew]) == there + won
    assert measure(model)["cost_patrol"] > measure(none)["cost_patrol"]
    assert measure(model)["utilisation"] < measure(none)["utilisation"]
    assert model.ledger.conserved()


def test_crews_below_the_standard_claim_nothing(base: SecurityModel) -> None:
    lazy = replace(BUSY.workload, claim_standard=0.7)
    model, none = (
        carried_out(base, *programmes, days=14, workload=lazy)
        for programmes in ((Programme(GRANTS, lag=1e6),), (Programme(GRANTS),))
    )
    assert none.ledger.service.granted == 0
    assert model.ledger.calls.tobytes() == none.ledger.calls.tobytes()


@pytest.mark.parametrize("kind", ["Informs", "Funds"])
def test_without_its_clauses_no_crew_is_granted(base: SecurityModel, kind: str) -> None:
    assert carried_out(base, Programme(Without(GRANTS, kind))).ledger.service.granted == 0


def test_without_appoints_no_post_moves(base: SecurityModel) -> None:
    assert carried_out(base, Programme(Without(MOVES, "Appoints")), days=100).ledger.service.moved == 0


def test_a_province_without_money_grants_nothing(base: SecurityModel) -> None:
    dual = Dual(local_cost_share=0.5).reform(UNITARY)
    strict = replace(BUSY.workload, claim_standard=0.04)
    rich, poor = (
        carried_out(
            base,
            Programme(GRANTS),
            institution=dual,
            workload=strict,
            funding=replace(BUSY.funding, province_capacity=krw, shortfall_days=10_000),
        )
        for krw in (1e9, 0.0)
    )
    local = rich.forces.index("local.patrol")
    there = len(base.crews.force)
    assert np.count_nonzero(rich.crews.force[there:] == local) > 0
    assert np.count_nonzero(poor.crews.force[there:] == local) == 0


def test_granted_crews_belong_to_the_policy_that_granted_them(base: SecurityModel) -> None:
    model = carried_out(base, Programme(GRANTS))
    after = model.under(UNITARY)
    there = len(base.crews.force)
    assert np.all(after.crews.vacant[there:] == 1)
    assert after.run(2).ledger.conserved()


def test_posts_may_move_by_practice_without_a_unit(base: SecurityModel) -> None:
    """Then nobody corrects anything and the error is what it is without analysis."""
    institution = Unitary(practice=Practice(reposting=0.2)).institution()
    assert carried_out(base, institution=institution, days=100).ledger.service.moved > 0


def test_weighed_finds_of_a_run_tell_how_much_nobody_reports(town: Any) -> None:
    """Where crews overlook much, finds divided by their chance come to the incidents that nobody reported."""
    given = town(1, 0, staffing=2.0)
    kinds = {name: getattr(given.demand.affairs, name) for name in AFFAIRS}
    clear = {name: replace(kind, visible_km2=200.0 * kind.visible_km2) for name, kind in kinds.items()}
    demand = replace(given.demand, affairs=replace(given.demand.affairs, **clear))
    model = SecurityModel(replace(given, demand=demand), UNITARY).run(60)
    found, books = model.offices.found, model.ledger
    seen = model.circumstances.table.visible_km2 > 0.0
    unreported = (np.sum(books.true, axis=0) - np.sum(books.reported, axis=0)).sum(axis=1)[seen].sum() / books.days
    assert found.counted.sum() / found.memory < 0.7 * unreported
    assert found.weighed.sum() / found.memory == pytest.approx(unreported, rel=0.2)
