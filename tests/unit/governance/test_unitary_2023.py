"""Unitary since 2023: mobile units beside the boxes, and one division for prevention and response."""

import pytest

from sim.governance.unitary import Unitary
from sim.governance.unitary_2023 import NATIONAL_MOBILE, Unitary2023
from sim.institution.clauses import Answers, Appoints, Commands, Evaluates, Funds, Informs
from sim.institution.diff import diff
from sim.institution.gaps import gaps
from sim.institution.institution import Institution
from sim.institution.names import COMMISSION, NATIONAL_PATROL, NPA
from sim.parameters import OutOfRange
from sim.vocabulary import AFFAIRS

EVERYWHERE = len(AFFAIRS)


@pytest.fixture(scope="module")
def law() -> Institution:
    return Unitary2023().reform(Unitary().institution())


def test_every_step_stands_by_itself(unitary: Institution) -> None:
    for step in Unitary2023().steps(unitary):
        assert list(gaps(step.institution)) == []
        assert step.institution.provisions().at({}).forces == (NATIONAL_PATROL, NATIONAL_MOBILE)


def test_the_units_are_officers_of_september_2023_over_those_of_the_boxes(law: Institution) -> None:
    assert law.organisation(NATIONAL_MOBILE).people == pytest.approx(2600 / (131_795 * 0.44), abs=5e-5)
    assert law.origin == {}, "no crew leaves a box"


def test_the_boxes_keep_every_call_and_the_units_help_with_urgent_ones(law: Institution) -> None:
    rank = law.provisions().at({}).response.rank
    assert rank[0].tolist() == [[0, 0]] * EVERYWHERE
    assert rank[1].tolist() == [[-1, 1]] * EVERYWHERE


def test_no_call_is_misrouted_to_units_that_have_no_duty_to_answer(law: Institution) -> None:
    assert law.provisions().at({}).response.wrong.tolist() == [-1] * EVERYWHERE


def test_headquarters_alone_directs_and_judges_the_units(law: Institution) -> None:
    for kind in (Commands, Appoints, Evaluates):
        assert [c.source for c in law.find(kind, target=NATIONAL_MOBILE)] == [NPA]
    assert {c.scope.phases for c in law.find(Commands, NPA, NATIONAL_MOBILE)} == {("prevention",)}


def test_the_units_are_judged_by_the_same_as_the_boxes(law: Institution) -> None:
    (units,), (boxes,) = (law.find(Evaluates, NPA, force) for force in (NATIONAL_MOBILE, NATIONAL_PATROL))
    assert all(getattr(units, name) == getattr(boxes, name) for name in Evaluates.terms())


def test_the_units_inform_and_are_paid_like_the_boxes(law: Institution) -> None:
    for target in (NPA, COMMISSION, "national.traffic"):
        (boxes,), (units,) = (law.find(Informs, force, target) for force in (NATIONAL_PATROL, NATIONAL_MOBILE))
        assert (units.quality, units.delay, units.scope) == (boxes.quality, boxes.delay, boxes.scope)
    assert law.find(Funds, target=NATIONAL_MOBILE) == law.find(Funds, target=NATIONAL_PATROL) == ()
    posts = law.provisions().at({}).funding.posts
    assert posts[:, 0].tolist() == posts[:, 1].tolist()


def test_prevention_gains_against_the_112_chain(unitary: Institution, law: Institution) -> None:
    before, after = (i.provisions().at({}).administration for i in (unitary, law))
    assert (after.first_response[:, 0].sum(axis=0) == 0.75 * before.first_response[:, 0].sum(axis=0)).all()
    assert (after.prevention[:, 0] == before.prevention[:, 0]).all()


def test_a_chain_that_keeps_its_weight_leaves_the_boxes_as_they_were(unitary: Institution) -> None:
    law = Unitary2023(chain_weight=1.0).reform(unitary)
    before, after = (i.provisions().at({}).administration for i in (unitary, law))
    assert (after.first_response[:, 0] == before.first_response[:, 0]).all()


def test_the_difference_reads_as_a_reorganisation(unitary: Institution) -> None:
    units, rooms = Unitary2023().steps(unitary)
    said = diff(unitary, units.institution)
    assert said[0] == "Establishes national.mobile (force)."
    assert all("national.mobile" in sentence for sentence in said)
    assert diff(units.institution, rooms.institution)[0] == (
        "Changes: npa commands national.patrol over all affairs in first response: weight from 1 to 0.75 relative "
        "weight (reorganisation of the National Police, September 2023)."
    )


def test_helping_is_with_urgent_calls_only(law: Institution) -> None:
    helping = [c for c in law.find(Answers, NATIONAL_MOBILE) if not c.duty]
    assert [(c.urgent_only, c.share, c.joint) for c in helping] == [(True, 1.0, False)]


def test_a_share_that_cannot_be_is_refused() -> None:
    with pytest.raises(OutOfRange, match=r"^governance.unitary_2023.mobile_share: -0.1 is not allowed"):
        Unitary2023(mobile_share=-0.1)
