"""Erlang's formulas against definitions, limits and each other."""

import math
from fractions import Fraction

import numpy as np
import pytest

from experiments.theory.erlang import ImpatientLine, LossSystem, WaitingLine, erlang_b, erlang_c


@pytest.mark.parametrize("crews", [1, 2, 5, 12])
def test_erlang_b_is_the_truncated_poisson_law(crews: int) -> None:
    load = Fraction(7, 2)
    terms = [load**k / math.factorial(k) for k in range(crews + 1)]
    assert erlang_b(3.5, crews) == pytest.approx(float(terms[-1] / sum(terms)), rel=1e-14)


def test_one_crew_waits_as_often_as_it_is_busy() -> None:
    assert erlang_c(0.3, 1) == pytest.approx(0.3, rel=1e-15)


def test_a_thousand_crews_neither_overflow_nor_vanish() -> None:
    line = WaitingLine(rate=95.0, service=10.0, crews=1000)
    assert 0 < line.p_wait < 0.1
    assert 0 < ImpatientLine(95.0, 10.0, 1000, patience=30.0).p_abandon < 1e-3
    assert ImpatientLine(0.01, 1.0, 1000, patience=30.0).p_wait == 0.0


def test_without_calls_nobody_waits() -> None:
    line = WaitingLine(0.0, 30.0, 2)
    assert (line.p_wait, line.wait, line.waiting, line.sojourn) == (0.0, 0.0, 0.0, 30.0)


def test_an_overloaded_line_waits_for_ever() -> None:
    line = WaitingLine(rate=1.0, service=3.0, crews=3)
    assert line.p_wait == 1.0
    assert line.wait == line.waiting == line.wait_quantile(0.5) == math.inf
    assert line.p_longer(1e6) == 1.0


def test_quantile_inverts_the_tail() -> None:
    line = WaitingLine(0.15, 40.0, 8)
    assert line.p_longer(line.wait_quantile(0.95)) == pytest.approx(0.05, rel=1e-12)
    assert line.wait_quantile(0.5) == 0.0


def test_mean_wait_is_the_integral_of_the_tail() -> None:
    line = WaitingLine(0.15, 40.0, 8)
    times = np.linspace(0.0, 800.0, 80_001)
    assert np.trapezoid([line.p_longer(t) for t in times], times) == pytest.approx(line.wait, rel=1e-5)


def test_a_loss_system_carries_what_it_does_not_lose() -> None:
    system = LossSystem(10.0, 0.5, 6)
    assert system.utilisation * 6 == pytest.approx(system.offered * (1 - system.p_lost), rel=1e-14)


def test_impatience_equal_to_service_makes_every_call_leave_alike() -> None:
    line = ImpatientLine(rate=0.2, service=30.0, crews=5, patience=30.0)
    poisson = [math.exp(-6.0) * 6.0**n / math.factorial(n) for n in range(30)]
    assert line.states[:30] == pytest.approx(poisson, rel=1e-12)


def test_endless_patience_is_a_waiting_line() -> None:
    patient, line = ImpatientLine(0.15, 40.0, 8, patience=1e9), WaitingLine(0.15, 40.0, 8)
    assert patient.wait == pytest.approx(line.wait, rel=1e-5)
    assert patient.p_wait == pytest.approx(line.p_wait, rel=1e-5)
    assert patient.p_abandon < 1e-8


def test_no_patience_is_a_loss_system() -> None:
    assert ImpatientLine(10.0, 0.5, 6, patience=1e-9).p_abandon == pytest.approx(
        LossSystem(10.0, 0.5, 6).p_lost, rel=1e-6
    )


def test_an_overloaded_impatient_line_loses_the_excess() -> None:
    line = ImpatientLine(rate=2.0, service=10.0, crews=10, patience=1e5)
    assert line.p_abandon == pytest.approx(0.5, rel=1e-6)
    assert line.utilisation == pytest.approx(1.0, rel=1e-6)


@pytest.mark.parametrize(
    ("rate", "service", "crews"), [(-0.1, 1.0, 1), (0.1, 0.0, 1), (0.1, 1.0, 0), (math.nan, 1.0, 1), (math.inf, 1.0, 1)]
)
def test_impossible_stations_are_refused(rate: float, service: float, crews: int) -> None:
    with pytest.raises(ValueError, match="crews >= 1"):
        WaitingLine(rate, service, crews)


@pytest.mark.parametrize(("rate", "patience"), [(0.0, 1.0), (1.0, 0.0), (1.0, math.inf)])
def test_impossible_patience_is_refused(rate: float, patience: float) -> None:
    with pytest.raises(ValueError, match="patience"):
        ImpatientLine(rate, 1.0, 1, patience)
