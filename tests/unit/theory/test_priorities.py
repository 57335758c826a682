"""Priority formulas: their special cases and their behaviour past the limit of stability."""

import math

import numpy as np
import pytest

from experiments.theory.erlang import WaitingLine
from experiments.theory.priorities import (
    mean_over_calls,
    preemptive_sojourns,
    priority_waits,
    single_crew_wait,
    single_crew_waits,
)


def test_one_class_is_a_waiting_line() -> None:
    line = WaitingLine(0.15, 40.0, 8)
    assert priority_waits([0.15], 40.0, 8) == pytest.approx([line.wait], rel=1e-14)
    assert preemptive_sojourns([0.15], 40.0, 8) == pytest.approx([line.sojourn], rel=1e-14)


def test_both_formulas_agree_on_one_crew_with_exponential_service() -> None:
    rates = [0.01, 0.02]
    assert single_crew_waits(rates, [20.0, 20.0], [1.0, 1.0]) == pytest.approx(
        priority_waits(rates, 20.0, 1), rel=1e-13
    )
    assert single_crew_wait(0.03, 20.0, 1.0) == pytest.approx(WaitingLine(0.03, 20.0, 1).wait, rel=1e-13)


def test_constant_service_halves_the_wait_of_exponential_service() -> None:
    assert single_crew_wait(0.02, 30.0, 0.0) == pytest.approx(single_crew_wait(0.02, 30.0, 1.0) / 2, rel=1e-14)


def test_urgent_calls_keep_a_finite_wait_when_others_overload_the_crews() -> None:
    urgent, other = priority_waits([0.05, 0.5], 30.0, 4)
    assert urgent == pytest.approx(30.0 / 4 / (1 - 0.375), rel=1e-14)
    assert other == math.inf


def test_past_the_limit_more_calls_of_the_lowest_class_change_nothing_above() -> None:
    few, many = (single_crew_waits([0.01, rate], [20.0, 60.0], [0.5, 2.0]) for rate in (0.02, 0.2))
    assert few[0] == pytest.approx(many[0], rel=1e-14)
    assert few[1] == many[1] == math.inf


def test_the_wait_is_continuous_at_the_limit() -> None:
    below, above = (single_crew_waits([0.01, 0.8 / 60 + shift], [20.0, 60.0], [0.5, 2.0])[0] for shift in (-1e-9, 1e-9))
    assert below == pytest.approx(above, rel=1e-6)


def test_the_first_class_is_blind_to_others_only_if_it_preempts() -> None:
    alone = preemptive_sojourns([0.05], 30.0, 4)[0]
    assert preemptive_sojourns([0.05, 0.06], 30.0, 4)[0] == alone
    assert priority_waits([0.05, 0.06], 30.0, 4)[0] > priority_waits([0.05], 30.0, 4)[0]


def test_preemption_leaves_overloaded_classes_behind() -> None:
    sojourns = preemptive_sojourns([0.05, 0.5, 0.1], 30.0, 4)
    assert np.isfinite(sojourns[0])
    assert list(sojourns[1:]) == [math.inf, math.inf]


def test_mean_over_calls_counts_calls() -> None:
    assert mean_over_calls([1.0, 3.0], [8.0, 4.0]) == 5.0
