"""Clauses: eight kinds, movable numbers inside bounds, conditions apart from numbers."""

import math

import pytest

from sim.institution.clauses import KINDS, Amendment, Answers, Commands, Evaluates, Hears, Informs, Refers
from sim.institution.links import AMOUNT, CHANCE, DELAY, RATIO
from sim.vocabulary import LOCAL, Scope


def test_there_are_eight_kinds() -> None:
    names = [kind.__name__ for kind in KINDS]
    assert names == ["Commands", "Answers", "Appoints", "Informs", "Refers", "Hears", "Funds", "Evaluates"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_number_is_declared_with_link_unit_and_an_absent_value_inside_its_bounds(kind) -> None:
    assert kind.terms()
    for about in kind.terms().values():
        assert about.link in (AMOUNT, DELAY, CHANCE, RATIO)
        assert about.unit
        assert about.low <= about.absent <= about.high


@pytest.mark.parametrize("kind", KINDS)
def test_a_clause_without_numbers_says_what_no_clause_says(kind) -> None:
    clause = kind(source="a", target="b", **({"duty": False} if kind is Answers else {}))
    assert {name: getattr(clause, name) for name in kind.terms()} == {n: t.absent for n, t in kind.terms().items()}


def test_a_number_out_of_bounds_is_refused_in_one_line_that_says_what_is_allowed() -> None:
    with pytest.raises(ValueError, match=r"^Answers f -> affairs: share 1.5 is not allowed; allowed: 0 to 1 share of"):
        Answers(source="f", share=1.5)
    with pytest.raises(ValueError, match="delay"):
        Refers(source="f", target="m", delay=math.nan)


@pytest.mark.parametrize("kind", KINDS)
def test_who_carries_a_clause_out(kind) -> None:
    """Who is commanded, who is judged and who is to listen; else whoever the clause begins at."""
    assert kind(source="one", target="other").doer == ("other" if kind in (Commands, Evaluates, Hears) else "one")


def test_joint_attendance_is_no_duty() -> None:
    with pytest.raises(ValueError, match="set duty=False"):
        Answers(source="f", joint=True, share=0.5)


def test_conditions_belong_to_the_edge_and_numbers_do_not() -> None:
    duty = Answers(source="f", scope=Scope(LOCAL), share=1.0)
    aid = Answers(source="f", scope=Scope(LOCAL), share=1.0, duty=False, urgent_only=True)
    assert duty.edge != aid.edge
    assert duty.edge == Answers(source="f", share=0.5).edge
    assert dict(aid.conditions) == {"duty": False, "urgent_only": True, "joint": False}
    assert Commands(source="p", target="f").conditions == (("emergency", False),)


def test_an_amendment_names_a_number_of_the_clause_and_stays_inside_its_bounds() -> None:
    link = Informs(source="a", target="b")
    assert Amendment("s", link, "desk", 0.5).to == 0.5
    with pytest.raises(ValueError, match="no number 'weight'; allowed: quality, delay, desk, handover"):
        Amendment("s", link, "weight", 0.5)
    with pytest.raises(ValueError, match=r"desk 2.0 is not allowed"):
        Amendment("s", link, "desk", 2.0)
