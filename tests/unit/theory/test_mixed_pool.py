"""The pool of unlike calls against the two closed forms that exist at its edges."""

import math

import pytest

from experiments.theory.erlang import WaitingLine
from experiments.theory.mixed_pool import MixedPool
from experiments.theory.priorities import single_crew_wait


@pytest.mark.parametrize("crews", [1, 3, 8, 30])
def test_equal_services_are_a_waiting_line(crews: int) -> None:
    rate = 0.8 * crews / 30.0
    pool, line = MixedPool((0.3 * rate, 0.7 * rate), (30.0, 30.0), crews), WaitingLine(rate, 30.0, crews)
    assert pool.p_wait == pytest.approx(line.p_wait, rel=1e-9)
    assert pool.wait == pytest.approx(line.wait, rel=1e-9)


@pytest.mark.parametrize("load", [0.05, 0.7, 0.99])
def test_one_crew_meets_pollaczek_and_khinchine(load: float) -> None:
    share, short, long = 0.2, 1.0, 10.0
    mean = (1 - share) * short + share * long
    second_moment = 2 * ((1 - share) * short**2 + share * long**2)
    variation = math.sqrt(second_moment / mean**2 - 1)
    rate = load / mean
    pool = MixedPool(((1 - share) * rate, share * rate), (short, long), 1)
    assert pool.p_wait == pytest.approx(load, rel=1e-9)
    assert pool.wait == pytest.approx(single_crew_wait(rate, mean, variation), rel=1e-9)


def test_the_names_of_the_kinds_do_not_matter() -> None:
    assert MixedPool((0.5, 0.1), (1.0, 9.0), 3).wait == pytest.approx(
        MixedPool((0.1, 0.5), (9.0, 1.0), 3).wait, rel=1e-12
    )


def test_pooling_unlike_calls_can_raise_the_mean_wait() -> None:
    apart = (WaitingLine(50 / 60, 1.0, 1), WaitingLine(5 / 60, 10.0, 1))
    split = (50 * apart[0].wait + 5 * apart[1].wait) / 55
    assert MixedPool((50 / 60, 5 / 60), (1.0, 10.0), 2).wait > split


@pytest.mark.parametrize(
    ("rates", "services", "crews"),
    [
        ((0.0, 1.0), (0.1, 0.1), 1),
        ((1.0, 1.0), (0.1, 0.0), 1),
        ((1.0, 1.0), (1.0, 1.0), 2),
        ((1.0, 1.0), (0.1, 0.1), 0),
    ],
)
def test_impossible_pools_are_refused(rates: tuple[float, float], services: tuple[float, float], crews: int) -> None:
    with pytest.raises(ValueError, match="load below 1"):
        MixedPool(rates, services, crews)
