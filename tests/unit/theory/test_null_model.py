"""The null model is made of the closed forms it names."""

import math
from dataclasses import replace

import numpy as np
import pytest

from experiments.theory.erlang import WaitingLine
from experiments.theory.null_model import Calls, Ground, answered, logit_share, presence_ratio
from experiments.theory.square_root import distance_ratio, mean_travel

GROUND = Ground(
    area_km2=np.array([100.0]),
    crews=np.ones(1),
    calls=np.ones(1),
    pace=np.array([60.0 * 1.35 / 22.0]),
    stations=10,
    handling_min=0.75,
    turnout_min=1.7,
)


def calls(forces=1, **changed):
    kinds = 2
    plain = Calls(
        rate=np.array([300.0, 100.0]),
        service_min=np.array([30.0, 30.0]),
        crews=np.ones(kinds),
        hold_min=np.array([10.0, 0.0]),
        speed=np.ones(kinds),
        may=np.ones((forces, kinds)),
        joint=np.zeros((forces, kinds)),
        passed_on=np.zeros(kinds),
        passing_min=np.zeros(kinds),
    )
    return replace(plain, **changed)


def test_the_way_is_the_square_root_law_for_the_free_crews():
    found = answered(GROUND, calls(), np.array([40.0]))
    free = 40.0 * (1.0 - found.utilisation[0])
    assert found.travel_min[0] - 1.7 == pytest.approx(mean_travel(100.0, free, 22.0, 1.35), rel=1e-12)


def test_utilisation_is_the_work_of_calls_and_ways():
    found = answered(GROUND, calls(), np.array([40.0]))
    work = 400.0 * (30.0 + found.travel_min[0] - 1.7) / 1440.0
    assert found.utilisation[0] == pytest.approx(work / 40.0, rel=1e-12)


def test_a_hold_without_end_is_erlang_c_at_the_station():
    found = answered(GROUND, calls(hold_min=np.array([1e9, 0.0])), np.array([40.0]))
    service = 30.0 + found.travel_min[0] - 1.7
    line = WaitingLine(400.0 / 10 / 1440.0, service, 4)
    assert found.queue_min[0] == pytest.approx(line.wait, rel=1e-9)
    assert found.queue_min[1] == 0.0


def test_a_force_of_another_name_changes_nothing():
    one = answered(GROUND, calls(), np.array([40.0]))
    two = answered(GROUND, calls(forces=2), np.array([25.0, 15.0]))
    assert two.response_min == pytest.approx(one.response_min, rel=1e-12)
    assert two.utilisation == pytest.approx([one.utilisation[0]] * 2, rel=1e-12)


def test_dividing_the_calls_lengthens_ways_by_the_root_of_the_share():
    may = np.array([[1.0, 0.0], [0.0, 1.0]])
    found = answered(GROUND, calls(forces=2, may=may, rate=np.array([1e-9, 1e-9])), np.array([30.0, 10.0]))
    whole = answered(GROUND, calls(rate=np.array([1e-9, 1e-9])), np.array([40.0]))
    ratio = (found.travel_min - 1.7) / (whole.travel_min - 1.7)
    assert ratio == pytest.approx([distance_ratio(0.75), distance_ratio(0.25)], rel=1e-9)


def test_a_misrouted_call_costs_a_way_and_an_assessment():
    plain = answered(GROUND, calls(), np.array([40.0]))
    found = answered(GROUND, calls(passed_on=np.array([0.5, 0.0]), passing_min=np.array([8.0, 8.0])), np.array([40.0]))
    assert found.handover_min[0] == pytest.approx(0.5 * (plain.travel_min[0] + 8.0), rel=1e-9)
    assert found.handover_min[1] == 0.0
    assert found.response_min - plain.response_min == pytest.approx(found.handover_min, rel=1e-9)


def test_more_crews_never_lengthen_the_response():
    minutes = [answered(GROUND, calls(), np.array([float(crews)])).response_min for crews in range(14, 60)]
    assert (np.diff(minutes, axis=0) < 0).all()


@pytest.mark.parametrize("crews", [3.0, 8.0])
def test_too_few_crews_are_refused(crews):
    with pytest.raises(ValueError, match="busy all day"):
        answered(GROUND, calls(), np.array([crews]))


def test_calls_that_nobody_may_take_are_refused():
    with pytest.raises(ValueError, match="no force may take"):
        answered(GROUND, calls(may=np.array([[1.0, 0.0]])), np.array([40.0]))


def test_means_are_over_calls():
    found = answered(GROUND, calls(), np.array([40.0]))
    by_hand = (300.0 * found.response_min[0] + 100.0 * found.response_min[1]) / 400.0
    assert found.mean(found.response_min, calls().rate) == pytest.approx(by_hand)
    assert math.isnan(found.mean(found.response_min, np.zeros(2)))


def test_logit_and_presence():
    assert logit_share(0.84, -1.5, 1.0) == pytest.approx(0.84)
    assert logit_share(0.5, -1.0, math.e) == pytest.approx(1.0 / (1.0 + math.e))
    assert presence_ratio(50.0, 100.0, 0.5) == pytest.approx(math.sqrt(2.0))
