"""Theorems of queueing theory that the closed forms must obey for any numbers."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.theory.erlang import ImpatientLine, WaitingLine, erlang_b, erlang_c
from experiments.theory.mixed_pool import MixedPool
from experiments.theory.pools import HandoverNetwork, pooled, split_wait
from experiments.theory.priorities import mean_over_calls, priority_waits, single_crew_waits

loads = st.floats(0.02, 0.97)
services = st.floats(0.5, 90.0)
crew_numbers = st.integers(1, 40)


@st.composite
def waiting_lines(draw: st.DrawFn, service: float) -> WaitingLine:
    crews = draw(crew_numbers)
    return WaitingLine(draw(loads) * crews / service, service, crews)


@st.composite
def divided_forces(draw: st.DrawFn) -> list[WaitingLine]:
    service = draw(services)
    return draw(st.lists(waiting_lines(service), min_size=2, max_size=5))


@st.composite
def classes(draw: st.DrawFn) -> tuple[np.ndarray, float, int]:
    """Rates of up to four classes that together leave the crews stable."""
    parts = np.array(draw(st.lists(st.floats(0.05, 1.0), min_size=1, max_size=4)))
    service, crews = draw(services), draw(crew_numbers)
    return parts / parts.sum() * draw(loads) * crews / service, service, crews


@given(st.floats(0.01, 60.0), crew_numbers)
def test_another_crew_lowers_the_chance_of_waiting(offered: float, crews: int) -> None:
    assert erlang_c(offered, crews + 1) <= erlang_c(offered, crews)
    assert 0 <= erlang_b(offered, crews) <= erlang_c(offered, crews) <= 1


@given(divided_forces())
def test_a_pool_never_waits_longer_than_its_parts(parts: list[WaitingLine]) -> None:
    assert pooled(parts).wait <= split_wait(parts) * (1 + 1e-12)


@given(classes())
def test_priorities_only_redistribute_waits(case: tuple[np.ndarray, float, int]) -> None:
    rates, service, crews = case
    line = WaitingLine(float(rates.sum()), service, crews)
    for order in itertools.permutations(rates):
        assert mean_over_calls(order, priority_waits(order, service, crews)) == pytest.approx(line.wait, rel=1e-9)


@given(classes(), st.data())
def test_load_times_wait_is_conserved_under_any_order(case: tuple[np.ndarray, float, int], data: st.DataObject) -> None:
    """Kleinrock's conservation law, which needs no common service law for a single crew."""
    rates, service, crews = case
    times = np.array(data.draw(st.lists(services, min_size=rates.size, max_size=rates.size)))
    variations = np.array(data.draw(st.lists(st.floats(0.0, 2.0), min_size=rates.size, max_size=rates.size)))
    parts = rates * service / crews
    order = data.draw(st.permutations(range(rates.size)))

    def conserved(of: list[int]) -> float:
        return float(parts[of] @ single_crew_waits(parts[of] / times[of], times[of], variations[of]))

    assert conserved(list(order)) == pytest.approx(conserved(list(range(rates.size))), rel=1e-9)


@given(classes())
def test_a_higher_class_never_waits_longer(case: tuple[np.ndarray, float, int]) -> None:
    assert (np.diff(priority_waits(*case)) >= 0).all()


@given(loads, services, crew_numbers, st.floats(0.1, 1000.0), st.floats(0.01, 100.0))
def test_the_unit_of_time_is_free(load: float, service: float, crews: int, patience: float, unit: float) -> None:
    rate = load * crews / service
    ours = ImpatientLine(rate, service, crews, patience)
    theirs = ImpatientLine(rate / unit, service * unit, crews, patience * unit)
    assert theirs.wait == pytest.approx(ours.wait * unit, rel=1e-8)
    assert theirs.p_abandon == pytest.approx(ours.p_abandon, rel=1e-8)


@given(st.floats(0.05, 3.0), services, crew_numbers, st.floats(0.5, 300.0))
def test_who_is_not_served_has_given_up(load: float, service: float, crews: int, patience: float) -> None:
    line = ImpatientLine(load * crews / service, service, crews, patience)
    busy = float(np.minimum(np.arange(line.states.size), crews) @ line.states)
    assert line.rate * (1 - line.p_abandon) == pytest.approx(busy / service, rel=1e-9)


@given(st.floats(0.0, 0.6), st.floats(0.0, 0.3))
def test_more_handing_over_means_more_time(probability: float, more: float) -> None:
    less_time, more_time = (
        HandoverNetwork((0.04, 0.04), (25.0, 40.0), (4, 5), ((0.0, p), (0.1, 0.0))).sojourn
        for p in (probability, probability + more)
    )
    assert less_time <= more_time * (1 + 1e-12)


@given(loads, st.floats(0.1, 0.9), st.floats(1.0, 20.0), st.integers(1, 6))
def test_unlike_calls_wait_longer_than_like_ones(load: float, long: float, ratio: float, crews: int) -> None:
    mean = (1 - long) + long * ratio
    rate = load * crews / mean
    unlike = MixedPool(((1 - long) * rate, long * rate), (1.0, ratio), crews)
    assert unlike.wait >= WaitingLine(rate, mean, crews).wait * (1 - 1e-9)
