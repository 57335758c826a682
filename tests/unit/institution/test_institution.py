"""The institution: finding, reforming, refusing."""

import pickle

import pytest

from sim.governance.dual import LOCAL_PATROL, Dual
from sim.governance.unitary import Unitary
from sim.institution.clauses import KINDS, Answers, Appoints, Commands, Hears, Informs
from sim.institution.institution import Institution
from sim.institution.names import COMMISSION, NATIONAL_PATROL, NPA, RESIDENTS
from sim.institution.organisation import FORCE, HEADQUARTERS, PATROL, Organisation, Origin
from sim.vocabulary import AFFAIRS, LOCAL, NATIONAL, PHASES, Scope


@pytest.fixture(scope="module")
def unitary() -> Institution:
    return Unitary().institution()


def small(*clauses) -> Institution:
    return Institution((Organisation("hq", HEADQUARTERS), Organisation("f.patrol", FORCE, PATROL)), clauses)


def test_find_by_kind_and_ends(unitary: Institution) -> None:
    found = unitary.find(Commands, COMMISSION, NATIONAL_PATROL)
    assert [clause.weight for clause in found] == [0.15]
    assert all(isinstance(clause, Commands) for clause in unitary.find(Commands))
    assert unitary.find(Appoints, COMMISSION, NATIONAL_PATROL) == ()


def test_an_unknown_name_is_refused_with_the_names_that_are_known(unitary: Institution) -> None:
    with pytest.raises(ValueError, match=r"^Commands: no organisation 'npo'; allowed: npa, noi, commission"):
        unitary.find(Commands, "npo")
    with pytest.raises(ValueError, match=r"^Informs hq -> nobody: no organisation 'nobody'; allowed: hq, f.patrol$"):
        small(Informs(source="hq", target="nobody"))


def test_only_answers_points_at_affairs() -> None:
    assert small(Answers(source="f.patrol", share=1.0)).clauses
    with pytest.raises(ValueError, match="no organisation 'affairs'"):
        small(Commands(source="hq", target="affairs"))


def test_two_clauses_of_one_edge_may_not_cover_one_cell() -> None:
    first = Commands(source="hq", target="f.patrol", weight=1.0)
    with pytest.raises(ValueError, match=r"^two clauses Commands hq -> f.patrol cover"):
        small(first, Commands(source="hq", target="f.patrol", scope=Scope(LOCAL), weight=0.5))
    assert small(
        Commands(source="hq", target="f.patrol", scope=Scope(LOCAL), weight=0.5),
        Commands(source="hq", target="f.patrol", scope=Scope(NATIONAL), weight=1.0),
    )


def test_help_and_joint_attendance_may_cover_the_cell_of_a_duty() -> None:
    assert small(
        Answers(source="f.patrol", share=1.0),
        Answers(source="f.patrol", duty=False, joint=True, share=0.1),
        Answers(source="f.patrol", duty=False, urgent_only=True, share=0.1),
    )


def test_names_of_organisations_differ() -> None:
    with pytest.raises(ValueError, match="'hq' is there 2 times"):
        Institution((Organisation("hq", HEADQUARTERS), Organisation("hq", HEADQUARTERS)), ())


def test_enact_and_repeal_undo_each_other(unitary: Institution) -> None:
    more = Hears(source=RESIDENTS, target=NPA, coverage=0.1)
    assert unitary.enact(more).repeal(Hears, RESIDENTS, NPA) == unitary


def test_repealing_nothing_is_refused_with_what_there_is(unitary: Institution) -> None:
    with pytest.raises(ValueError, match=r"^no Hears clause residents -> npa; there are: residents -> commission, "):
        unitary.repeal(Hears, RESIDENTS, NPA)


def test_repeal_takes_only_what_lies_wholly_inside_the_scope(unitary: Institution) -> None:
    without = unitary.repeal(Commands, NPA, NATIONAL_PATROL, Scope(phases=("first_response",)))
    (left,) = without.find(Commands, NPA, NATIONAL_PATROL)
    assert left.scope.phases == ("prevention", "follow_up")
    with pytest.raises(ValueError, match="no Answers clause"):
        unitary.repeal(Answers, NATIONAL_PATROL, scope=Scope(("traffic",)))


def test_narrow_intersects_drops_what_becomes_empty_and_names_the_law(unitary: Institution) -> None:
    narrowed = unitary.narrow(Answers, NATIONAL_PATROL, Scope(NATIONAL), basis="new law")
    (left,) = narrowed.find(Answers, NATIONAL_PATROL)
    assert left.scope == Scope(NATIONAL, ("prevention", "first_response"))
    assert left.basis == "new law"
    assert narrowed.find(Answers, "national.traffic") == unitary.find(Answers, "national.traffic")


def test_narrowing_to_what_it_is_changes_nothing(unitary: Institution) -> None:
    assert unitary.narrow(Answers, NATIONAL_PATROL, Scope(AFFAIRS, PHASES), basis="new law") == unitary


def test_narrowing_a_kind_the_force_has_not_is_refused(unitary: Institution) -> None:
    with pytest.raises(ValueError, match=r"^no Hears clause of national.patrol; there are: residents -> commission"):
        unitary.narrow(Hears, NATIONAL_PATROL, Scope(LOCAL))


def test_a_strategy_moves_a_number_once_per_cell(unitary: Institution) -> None:
    clause = Hears(source=RESIDENTS, target=COMMISSION, scope=Scope(LOCAL))
    moved = unitary.move(clause, by="voice", coverage=0.4, weight=0.2)
    assert [(a.term, a.to) for a in moved.amendments] == [("coverage", 0.4), ("weight", 0.2)]
    assert moved.clauses == unitary.clauses
    assert moved.move(clause, by="another", coverage=0.5)
    with pytest.raises(ValueError, match="voice moves coverage of Hears residents -> commission twice"):
        moved.move(clause, by="voice", coverage=0.5)


@pytest.mark.parametrize("affair", AFFAIRS)
@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("model", [Unitary(), Dual()])
def test_every_affair_has_one_duty_in_every_phase(unitary: Institution, affair: str, phase: str, model) -> None:
    duties = [clause for clause in model.reform(unitary).jurisdiction(affair, phase) if clause.duty]
    assert len(duties) == 1


def test_jurisdiction_lists_the_duty_first_then_help(unitary: Institution) -> None:
    found = Dual().reform(unitary).jurisdiction("women_youth", "first_response")
    assert [(c.source, c.duty, c.joint) for c in found] == [
        (LOCAL_PATROL, True, False),
        (NATIONAL_PATROL, False, False),
        (NATIONAL_PATROL, False, True),
    ]


def test_jurisdiction_refuses_an_affair_it_does_not_know(unitary: Institution) -> None:
    with pytest.raises(ValueError, match="no affair 'fishing'"):
        unitary.jurisdiction("fishing", "prevention")


def test_shares_follow_the_splits_in_order(unitary: Institution) -> None:
    halves = unitary.split_force(NATIONAL_PATROL, "b.patrol", 0.5).split_force(NATIONAL_PATROL, "c.patrol", 0.5)
    quarters = halves.split_force("b.patrol", "d.patrol", 1.0)
    assert {name: quarters.shares[name] for name in (NATIONAL_PATROL, "b.patrol", "c.patrol", "d.patrol")} == {
        NATIONAL_PATROL: 0.25,
        "b.patrol": 0.0,
        "c.patrol": 0.25,
        "d.patrol": 0.5,
    }


def test_a_new_force_stands_last_and_remembers_where_it_came_from(unitary: Institution) -> None:
    split = unitary.split_force(NATIONAL_PATROL, LOCAL_PATROL, 0.36, "shared")
    assert split.forces == (*unitary.forces, LOCAL_PATROL)
    assert split.origin == {LOCAL_PATROL: Origin(NATIONAL_PATROL, 0.36, "shared")}


def test_a_split_copies_clauses_at_either_end_and_at_both() -> None:
    known = Informs(source="f.patrol", target="f.patrol", quality=1.0)
    split = small(Commands(source="hq", target="f.patrol", weight=1.0), known).split_force("f.patrol", "g.patrol", 0.5)
    assert {c.ends for c in split.find(Commands)} == {"hq -> f.patrol", "hq -> g.patrol"}
    assert {(c.source, c.target) for c in split.find(Informs)} == {
        (a, b) for a in ("f.patrol", "g.patrol") for b in ("f.patrol", "g.patrol")
    }


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("hq", "g.patrol", 0.5), "no force 'hq'; allowed: f.patrol"),
        (("f.patrol", "hq", 0.5), "f.patrol cannot become 'hq': the name is taken"),
        (("f.patrol", "g.patrol", 1.5), "share 1.5 is not allowed; allowed: 0 to 1"),
        (("f.patrol", "g.patrol", 0.5, "burnt"), "boxes 'burnt' is not allowed; allowed: divided, shared"),
    ],
)
def test_a_split_that_cannot_be_is_refused(arguments, message) -> None:
    with pytest.raises(ValueError, match=message):
        small().split_force(*arguments)


def test_merging_forces_that_are_bound_differently_is_refused_in_one_line(unitary: Institution) -> None:
    with pytest.raises(ValueError, match=r"^cannot merge local.patrol into national.patrol: .* Answers local.patrol"):
        Dual().reform(unitary).merge_forces(NATIONAL_PATROL, LOCAL_PATROL)


def test_merging_a_force_that_was_itself_split_is_refused() -> None:
    nested = small().split_force("f.patrol", "g.patrol", 0.5).split_force("g.patrol", "h.patrol", 0.5)
    with pytest.raises(ValueError, match=r"merge h.patrol into g.patrol first"):
        nested.merge_forces("f.patrol", "g.patrol")


def test_a_new_name_keeps_the_place_and_every_clause(unitary: Institution) -> None:
    renamed = unitary.rename_force("national.traffic", "local.traffic")
    assert renamed.forces.index("local.traffic") == unitary.forces.index("national.traffic")
    assert len(renamed.clauses) == len(unitary.clauses)
    assert not any("national.traffic" in (c.source, c.target) for c in renamed.clauses)
    assert renamed.shares["local.traffic"] == 1.0


def test_an_organisation_can_be_founded_and_has_a_known_kind(unitary: Institution) -> None:
    assert unitary.establish(Organisation("fund", "foundation")).organisation("fund").kind == "foundation"
    with pytest.raises(ValueError, match="no kind 'club'; allowed: headquarters"):
        Organisation("fund", "club")
    with pytest.raises(ValueError, match="a force needs a branch"):
        Organisation("f", FORCE)


def test_the_base_has_all_eight_kinds_each_with_statement_and_basis(unitary: Institution) -> None:
    assert {type(clause) for clause in unitary.clauses} == set(KINDS)
    assert all(clause.statement and clause.basis for clause in unitary.clauses)


def test_an_institution_travels_between_processes(unitary: Institution) -> None:
    assert pickle.loads(pickle.dumps(Dual().reform(unitary))) == Dual().reform(unitary)
