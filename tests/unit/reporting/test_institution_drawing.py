"""A drawing shows every bond, and nothing lies upon anything else."""

import itertools

import pytest

from experiments.reporting.institution_drawing import COLOURS, figure
from experiments.reporting.institution_edges import ADDED, CHANGED, KEPT, REMOVED, shown
from experiments.reporting.institution_layout import lay_out
from experiments.reporting.style import svg
from sim.governance.boxes_returned import BoxesReturned
from sim.governance.dual import Dual
from sim.governance.national import National
from sim.governance.unitary import Unitary
from sim.governance.unitary_2023 import NATIONAL_MOBILE, Unitary2023
from sim.institution.clauses import KINDS, Answers
from sim.institution.names import ANALYSIS, COMMISSION, INSTITUTE, NATIONAL_PATROL, NPA
from sim.strategies.research_institute import ResearchInstitute
from sim.strategies.workload_analysis import WorkloadAnalysis

UNITARY = Unitary().institution()
REFORMS = {model.key: model.reform(UNITARY) for model in (Dual(), Unitary2023(), BoxesReturned(), National())}
DRAWN = {"unitary": shown(UNITARY), **{key: shown(UNITARY, after) for key, after in REFORMS.items()}}


@pytest.mark.parametrize("key", DRAWN)
def test_every_bond_is_drawn_between_its_ends(key):
    what, layout = DRAWN[key], lay_out(DRAWN[key])
    assert {line.edge for line in layout.lines} == set(what.edges)
    for line in layout.lines:
        for end, name in ((line.start, line.edge.source), (line.end, line.edge.target)):
            box = layout.boxes[name]
            assert abs(end[0] - box.x) <= box.width / 2
            assert abs(end[1] - box.y) <= box.height / 2


@pytest.mark.parametrize("key", DRAWN)
def test_no_box_lies_upon_another_or_outside(key):
    layout = lay_out(DRAWN[key])
    for one, other in itertools.combinations(layout.boxes.values(), 2):
        apart = abs(one.x - other.x) - (one.width + other.width) / 2, abs(one.y - other.y) - one.height
        assert max(apart) >= 8.0
    for box in layout.boxes.values():
        assert box.width / 2 <= box.x <= layout.width - box.width / 2
        assert box.height / 2 <= box.y <= layout.height - box.height / 2


@pytest.mark.parametrize("key", DRAWN)
def test_no_two_lines_share_a_port_and_none_passes_behind_a_box(key):
    layout = lay_out(DRAWN[key])
    ports = [end for line in layout.lines for end in (line.start, line.end)]
    assert len(set(ports)) == len(ports)
    for line in layout.lines:
        for one, two in itertools.pairwise((line.start, *line.via, line.end)):
            between = [b for b in layout.boxes.values() if min(one[1], two[1]) < b.y < max(one[1], two[1])]
            for box in between:
                x = one[0] + (two[0] - one[0]) * (box.y - one[1]) / (two[1] - one[1])
                assert abs(x - box.x) > box.width / 2, (line.edge, box)


def test_every_kind_but_answers_has_a_colour_of_its_own():
    assert set(COLOURS) == {kind.__name__ for kind in KINDS} - {Answers.__name__}
    assert len(set(COLOURS.values())) == len(COLOURS)


def test_what_a_reform_does_to_a_bond():
    def change(key, kind, source, target):
        return next(e.change for e in DRAWN[key].edges if (e.kind, e.source, e.target) == (kind, source, target))

    assert change("dual", "Appoints", COMMISSION, "local.patrol") == ADDED
    assert change("dual", "Appoints", NPA, "local.patrol") == REMOVED
    assert change("dual", "Appoints", NPA, NATIONAL_PATROL) == KEPT
    assert change("boxes_returned", "Commands", COMMISSION, NATIONAL_PATROL) == CHANGED
    assert {e.change for e in DRAWN["unitary"].edges} == {KEPT}


def test_a_clause_without_numbers_is_no_bond():
    paid = {(e.source, e.target) for e in DRAWN["dual"].edges if e.kind == "Funds"}
    assert ("state_treasury", "local.patrol") in paid
    assert ("province_treasury", "local.patrol") not in paid, "its share is 0"


def test_who_is_bound_by_nothing_is_told_apart():
    assert COMMISSION in DRAWN["national"].idle
    assert DRAWN["unitary"].idle == frozenset()


def test_who_lies_dormant_is_drawn_once_it_is_bound():
    assert INSTITUTE not in {o.name for o in DRAWN["unitary"].organisations}
    founded = shown(UNITARY, ResearchInstitute().amend(UNITARY))
    assert INSTITUTE in {o.name for o in founded.organisations}
    assert {e.target for e in founded.edges if e.source == INSTITUTE and e.change == ADDED} >= {NPA, COMMISSION}


def test_the_table_marks_what_is_new():
    cells = DRAWN["unitary_2023"].cells
    cell, new = cells["violent", "first_response"]
    assert (cell.words, new) == (f"{NATIONAL_PATROL} + {NATIONAL_MOBILE} (urgent)", True)
    assert cells["violent", "investigation"][1] is False


def test_the_same_reform_gives_the_same_picture():
    one, other = (svg(figure(UNITARY, REFORMS["dual"])) for _ in range(2))
    assert one == other


def test_a_unit_that_nobody_tells_anything_is_not_drawn():
    assert ANALYSIS not in {o.name for o in DRAWN["unitary"].organisations}
    told = shown(UNITARY, WorkloadAnalysis().amend(UNITARY))
    assert {(e.kind, e.source) for e in told.edges if e.target == ANALYSIS and e.change == ADDED} == {
        ("Informs", NATIONAL_PATROL)
    }
