"""The difference of two institutions reads as a reform, with its legal basis."""

from dataclasses import replace

import pytest

from sim.governance.dual import LOCAL_PATROL, Dual
from sim.governance.unitary import Unitary
from sim.institution.clauses import Answers, Commands, Hears, Refers
from sim.institution.diff import diff, kinds, scope_words
from sim.institution.institution import Institution
from sim.institution.names import COMMISSION, MUNICIPALITY, NATIONAL_PATROL, NPA, RESIDENTS
from sim.institution.organisation import Organisation
from sim.vocabulary import AFFAIRS, LOCAL, NATIONAL, Scope


@pytest.fixture(scope="module")
def unitary() -> Institution:
    return Unitary().institution()


def test_nothing_differs_from_itself(unitary: Institution) -> None:
    assert diff(unitary, unitary) == ()
    assert diff(Dual().reform(unitary), Dual().reform(unitary)) == ()


def test_a_split_is_one_sentence_and_its_copied_clauses_are_none(unitary: Institution) -> None:
    split = unitary.split_force(NATIONAL_PATROL, LOCAL_PATROL, 0.36, "shared", basis="plan")
    assert diff(unitary, split) == (
        "Forces: 36 % of the crews of national.patrol become local.patrol; police boxes are shared (plan).",
    )
    assert diff(split, unitary) == ("Forces: local.patrol becomes part of national.patrol again.",)


def test_a_share_is_printed_as_exactly_as_it_is_given(unitary: Institution) -> None:
    (sentence,) = diff(unitary, unitary.split_force(NATIONAL_PATROL, LOCAL_PATROL, 0.365))
    assert "36.5 % of the crews" in sentence


def test_a_new_name_is_one_sentence_there_and_back(unitary: Institution) -> None:
    renamed = unitary.rename_force("national.traffic", "local.traffic", basis="plan")
    assert diff(unitary, renamed) == ("Forces: national.traffic becomes local.traffic as a whole (plan).",)
    assert diff(renamed, unitary) == ("Forces: local.traffic becomes national.traffic again.",)


def test_an_added_clause_says_who_what_when_how_much_and_by_which_law(unitary: Institution) -> None:
    reform = unitary.enact(
        Answers(
            source="national.traffic",
            scope=Scope(LOCAL, ("first_response",)),
            duty=False,
            urgent_only=True,
            share=0.5,
            statement="traffic teams help",
            basis="ordinance",
        )
    )
    assert diff(unitary, reform) == (
        "Adds: national.traffic helps (urgent only) over autonomous affairs in first response: traffic teams help; "
        "0.5 share of calls (ordinance).",
    )
    assert diff(reform, unitary)[0].startswith("Removes: national.traffic helps (urgent only)")


def test_a_narrowed_scope_names_both_scopes_and_the_law_that_narrows(unitary: Institution) -> None:
    reform = unitary.narrow(Answers, NATIONAL_PATROL, Scope(NATIONAL), basis="Act on two forces")
    assert diff(unitary, reform)[0] == (
        "Narrows: national.patrol answers from all affairs in prevention and first response to national affairs in "
        "prevention and first response (Act on two forces)."
    )


def test_a_changed_number_names_both_values_and_the_unit(unitary: Institution) -> None:
    (heard,) = unitary.find(Hears, RESIDENTS, COMMISSION)
    louder = replace(heard, coverage=0.3, basis="ordinance")
    assert diff(unitary, unitary.repeal(Hears, RESIDENTS, COMMISSION).enact(louder)) == (
        "Changes: residents are heard by commission over autonomous affairs: coverage from 0.1 to 0.3 share of "
        "residents (ordinance).",
    )


def test_an_amendment_names_the_strategy(unitary: Institution) -> None:
    link = Hears(source=RESIDENTS, target=COMMISSION, scope=Scope(LOCAL), basis="ordinance")
    moved = unitary.move(link, by="citizen_voice", coverage=0.4)
    sentence = (
        "citizen_voice moves coverage of residents are heard by commission over autonomous affairs to 0.4 share of "
        "residents at full strength (ordinance)."
    )
    assert diff(unitary, moved) == (f"Amends: {sentence}",)
    assert diff(moved, unitary) == (f"Drops: {sentence}",)


def test_a_new_organisation_is_announced(unitary: Institution) -> None:
    founded = unitary.establish(Organisation("academy", "institute"))
    assert diff(unitary, founded) == ("Establishes academy (institute).",)
    assert diff(founded, unitary) == ("Abolishes academy (institute).",)


def test_the_dual_reform_reads_as_a_reform(unitary: Institution) -> None:
    sentences = diff(unitary, Dual().reform(unitary))
    assert sentences[0].startswith("Forces: 36 % of the crews of national.patrol become local.patrol")
    assert any(s.startswith("Adds: commission commands local.patrol over autonomous affairs") for s in sentences)
    assert any(s.startswith("Narrows: local.patrol answers from all affairs") for s in sentences)
    assert any(s.startswith("Removes: npa appoints local.patrol") for s in sentences)
    for sentence in sentences:
        assert sentence.endswith(").")
        assert "\n" not in sentence
        assert "_youth " not in sentence.replace("local.women_youth", "").replace("national.women_youth", "")


@pytest.mark.parametrize(
    ("scope", "words"),
    [
        (Scope(), "all affairs"),
        (Scope(AFFAIRS), "all affairs"),
        (Scope(LOCAL), "autonomous affairs"),
        (Scope(NATIONAL, ("prevention",)), "national affairs in prevention"),
        (Scope(("women_youth", "traffic")), "women and youth and traffic"),
        (Scope(("traffic",), ("follow_up", "prevention")), "traffic in prevention and follow up"),
    ],
)
def test_scopes_in_words(scope: Scope, words: str) -> None:
    assert scope_words(scope) == words


def test_replacing_a_principal_shows_as_one_gone_and_one_come(unitary: Institution) -> None:
    reform = unitary.repeal(Commands, COMMISSION, NATIONAL_PATROL).enact(
        Commands(source=NPA, target=NATIONAL_PATROL, scope=Scope(LOCAL, ("prevention",)), weight=0.15)
    )
    assert [sentence.split(":")[0] for sentence in diff(unitary, reform)] == ["Adds", "Removes"]


def test_a_new_basis_or_wording_of_the_same_rule_is_told(unitary: Institution) -> None:
    (heard,) = unitary.find(Hears, RESIDENTS, COMMISSION)
    without = unitary.repeal(Hears, RESIDENTS, COMMISSION)
    assert diff(unitary, without.enact(replace(heard, basis="ordinance"))) == (
        "Bases anew: residents are heard by commission over autonomous affairs, no longer on assumption (ordinance).",
    )
    assert diff(unitary, without.enact(replace(heard, statement="must be heard"))) == (
        "Restates: residents are heard by commission over autonomous affairs: must be heard (assumption).",
    )


def test_going_back_from_dual_lists_what_bound_the_local_force_as_removed(unitary: Institution) -> None:
    sentences = diff(Dual().reform(unitary), unitary)
    assert "Forces: local.patrol becomes part of national.patrol again." in sentences
    assert any(s.startswith("Removes: commission commands local.patrol") for s in sentences)


def test_another_share_or_other_boxes_of_the_same_split_are_told(unitary: Institution) -> None:
    one = unitary.split_force(NATIONAL_PATROL, LOCAL_PATROL, 0.36, "divided", basis="plan")
    other = unitary.split_force(NATIONAL_PATROL, LOCAL_PATROL, 0.5, "shared", basis="plan")
    assert diff(one, other) == (
        "Forces: 50 % of the crews of national.patrol become local.patrol; police boxes are shared (plan). "
        "Before: 36 % of the crews of national.patrol become local.patrol; police boxes are divided (plan).",
    )


def test_kinds_of_clauses_in_which_two_institutions_differ(unitary: Institution) -> None:
    steps = {step.name: step.institution for step in Dual().steps(unitary)}
    assert kinds(unitary, unitary) == ()
    assert kinds(unitary, steps["split"]) == ("split",)
    assert kinds(steps["split"], steps["command"]) == ("Commands",)
    assert kinds(unitary, steps["command"]) == ("split", "Commands")
    link = Refers(source=NATIONAL_PATROL, target=MUNICIPALITY)
    assert kinds(unitary, unitary.move(link, by="somebody", probability=0.5)) == ("Refers",)
