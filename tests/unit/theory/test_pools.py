"""Pools, their parts, and calls handed over between them."""

import math

import pytest

from experiments.theory.erlang import WaitingLine
from experiments.theory.pools import HandoverNetwork, crews_for_wait, pooled, split_wait


def two_forces(there: float, back: float) -> HandoverNetwork:
    return HandoverNetwork((0.1, 0.05), (25.0, 40.0), (4, 5), ((0.0, there), (back, 0.0)))


def test_a_pool_adds_calls_and_crews() -> None:
    assert pooled([WaitingLine(0.25, 30.0, 9), WaitingLine(0.5, 30.0, 18)]) == WaitingLine(0.75, 30.0, 27)


def test_a_pool_of_unlike_services_is_no_waiting_line() -> None:
    with pytest.raises(ValueError, match="different service times"):
        pooled([WaitingLine(0.1, 30.0, 4), WaitingLine(0.1, 31.0, 4)])


def test_one_overloaded_part_spoils_the_mean() -> None:
    assert split_wait([WaitingLine(0.1, 30.0, 4), WaitingLine(0.2, 30.0, 4)]) == math.inf


def test_two_halves_need_a_quarter_more_crews() -> None:
    """16 crews at load 0.75: each half needs 10 instead of 8 for the wait of the pool."""
    whole = WaitingLine(0.4, 30.0, 16)
    assert crews_for_wait(0.4, 30.0, whole.wait) == 16
    assert crews_for_wait(0.2, 30.0, whole.wait) == 10


def test_no_number_of_crews_answers_before_the_call() -> None:
    with pytest.raises(ValueError, match="wait must be > 0"):
        crews_for_wait(0.4, 30.0, 0.0)


def test_without_handover_stations_are_strangers() -> None:
    network = two_forces(0.0, 0.0)
    apart = WaitingLine(0.1, 25.0, 4), WaitingLine(0.05, 40.0, 5)
    assert network.lines == apart
    assert list(network.sojourns_entering) == pytest.approx([line.sojourn for line in apart], rel=1e-14)
    assert network.p_handed_over == 0.0


def test_circulating_calls_meet_the_balance_of_rates() -> None:
    network = two_forces(0.3, 0.2)
    first, second = (line.rate for line in network.lines)
    assert first == pytest.approx(0.1 + 0.2 * second, rel=1e-14)
    assert second == pytest.approx(0.05 + 0.3 * first, rel=1e-14)


def test_total_time_meets_littles_law() -> None:
    network = two_forces(0.3, 0.2)
    present = sum(line.rate * line.sojourn for line in network.lines)
    assert network.sojourn == pytest.approx(present / 0.15, rel=1e-13)


def test_one_overloaded_station_leaves_no_stationary_state() -> None:
    assert two_forces(0.0, 0.0).sojourn < math.inf
    assert HandoverNetwork((0.2, 0.05), (25.0, 40.0), (4, 5), ((0.0, 0.0), (0.0, 0.0))).sojourn == math.inf


@pytest.mark.parametrize(
    ("routing", "message"),
    [
        (((0.0, 1.0), (1.0, 0.0)), "for ever"),
        (((0.6, 0.6), (0.0, 0.0)), "at most 1"),
        (((0.0, -0.1), (0.0, 0.0)), "at most 1"),
        (((0.0,), (0.0,)), "same stations"),
    ],
)
def test_impossible_routing_is_refused(routing: tuple[tuple[float, ...], ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        HandoverNetwork((0.1, 0.05), (25.0, 40.0), (4, 5), routing)
