"""The event loop becomes a textbook: no ways, one place, exponential service. Closed forms, |z| < 4."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.demand.calls import ServiceLaw
from sim.response import state
from sim.response.room import Room

TABLE = Path(__file__).parent / "tables" / "queueing.csv"
REPLICATIONS = 40
CALLERS = 50_000
SETTLING = 2_000
"""Callers not counted: the line starts empty."""

LOCAL = np.array([0] * 4 + [1] * 4)
TWO_FORCES = [np.where(LOCAL == 0, 0, -1), np.where(LOCAL == 1, 0, -1)]

type Figures = dict[str, float]


def arrivals(chance: np.random.Generator, per_hour: float) -> NDArray[np.float64]:
    return np.cumsum(chance.exponential(60.0 / per_hour, CALLERS))


def service(chance: np.random.Generator, law: list[Any]) -> NDArray[np.float64]:
    """Minutes by the model's own service laws."""
    kind, mean = law[:2]
    name = {"exp": "exponential", "det": "constant", "lognorm": "lognormal"}[kind]
    variation = law[2] if kind == "lognorm" else 1.0
    return ServiceLaw(name, variation, 1.0, np.zeros(3)).minutes(chance.random(CALLERS), np.full(CALLERS, float(mean)))


def served(bench: Any, crews: int, calls: Any, terms: Any = None, **given: Any) -> Room:
    plain = bench(crew_station=[0] * crews, force=given.pop("force", None))
    days = (calls.minute[-1] + 1e5) / 1440.0
    return plain.run(calls, terms, days=days, stop_min=1e9, **given)


def waits(room: Room) -> NDArray[np.float64]:
    return (room.calls.assigned - room.calls.joined)[SETTLING:]


def waiting(bench: Any, chance: np.random.Generator, *, lam_per_h: float, mean_s_min: float, c: int) -> Figures:
    calls = bench.calls(arrivals(chance, lam_per_h), service_min=service(chance, ["exp", mean_s_min]))
    wait = waits(served(bench, c, calls))
    return {
        "p_wait": float(np.mean(wait > 0)),
        "Wq": float(wait.mean()),
        "Wq_given_wait": float(wait[wait > 0].mean()),
        "p_wait_gt_10min": float(np.mean(wait > 10)),
        "sojourn": float((wait + calls.service_min[SETTLING:]).mean()),
    }


def single(bench: Any, chance: np.random.Generator, *, lam_per_h: float, dist: list[Any]) -> Figures:
    calls = bench.calls(arrivals(chance, lam_per_h), service_min=service(chance, dist))
    return {"Wq": float(waits(served(bench, 1, calls)).mean())}


def classes(chance: np.random.Generator, rates: list[float]) -> NDArray[np.int64]:
    return chance.choice(len(rates), CALLERS, p=np.array(rates) / sum(rates))


def by_class(wait: NDArray[np.float64], klass: NDArray[np.int64]) -> Figures:
    own = klass[SETTLING:]
    return {f"Wq_{k + 1}": float(wait[own == k].mean()) for k in range(klass.max() + 1)}


def priority(bench: Any, chance: np.random.Generator, *, lams_per_h: list[float], mean_s_min: float, c: int) -> Figures:
    klass = classes(chance, lams_per_h)
    minutes = service(chance, ["exp", mean_s_min])
    wait = waits(served(bench, c, bench.calls(arrivals(chance, sum(lams_per_h)), priority=klass, service_min=minutes)))
    return by_class(wait, klass) | {"Wq_all": float(wait.mean()), "p_wait": float(np.mean(wait > 0))}


def single_priority(bench: Any, chance: np.random.Generator, *, lams_per_h: list[float], dist: list[Any]) -> Figures:
    klass = classes(chance, lams_per_h)
    minutes = np.choose(klass, [service(chance, law) for law in dist])
    wait = waits(served(bench, 1, bench.calls(arrivals(chance, sum(lams_per_h)), priority=klass, service_min=minutes)))
    return by_class(wait, klass) | {"Wq_all": float(wait.mean())}


def pools(
    bench: Any, chance: np.random.Generator, *, lam_a: float, lam_b: float, mean_s_min: float, c_a: int, c_b: int
) -> Figures:
    """One room: two forces with affairs of their own, and the same calls with one pool."""
    klass = classes(chance, [lam_a, lam_b])
    minutes = service(chance, ["exp", mean_s_min])
    calls = bench.calls(arrivals(chance, lam_a + lam_b), affair=4 * klass, service_min=minutes)
    force = [0] * c_a + [1] * c_b
    split = waits(served(bench, c_a + c_b, calls, bench.terms(TWO_FORCES), force=force))
    one = waits(served(bench, c_a + c_b, calls))
    a, b = (split[klass[SETTLING:] == k] for k in (0, 1))
    return {
        "Wq_a": float(a.mean()),
        "Wq_b": float(b.mean()),
        "p_wait_a": float(np.mean(a > 0)),
        "p_wait_b": float(np.mean(b > 0)),
        "Wq_split_mean": float(split.mean()),
        "Wq_pooled": float(one.mean()),
        "p_wait_pooled": float(np.mean(one > 0)),
    }


def loss(bench: Any, chance: np.random.Generator, *, lam_per_h: float, mean_s_min: float, c: int) -> Figures:
    calls = bench.calls(arrivals(chance, lam_per_h), service_min=service(chance, ["exp", mean_s_min]))
    room = served(bench, c, calls, queue_capacity=0)
    return {"p_block": float(np.mean(room.calls.state[SETTLING:] == state.BLOCKED))}


def impatient(
    bench: Any, chance: np.random.Generator, *, lam_per_h: float, mean_s_min: float, c: int, mean_patience_min: float
) -> Figures:
    calls = bench.calls(
        arrivals(chance, lam_per_h),
        service_min=service(chance, ["exp", mean_s_min]),
        patience_min=chance.exponential(mean_patience_min, CALLERS),
    )
    room = served(bench, c, calls)
    gone = room.calls.state[SETTLING:] == state.ABANDONED
    in_queue = room.calls.queue_min[SETTLING:]
    return {
        "p_wait": float(np.mean(in_queue > 0)),
        "p_abandon": float(np.mean(gone)),
        "mean_time_in_queue_all": float(in_queue.mean()),
    }


SYSTEMS: Mapping[str, Callable[..., Figures]] = {
    "waiting": waiting,
    "single": single,
    "priority": priority,
    "single_priority": single_priority,
    "pools": pools,
    "loss": loss,
    "impatient": impatient,
}


def cases() -> dict[str, tuple[str, str, dict[str, float]]]:
    """System, parameters and expected figures by case."""
    found: dict[str, tuple[str, str, dict[str, float]]] = {}
    with TABLE.open(newline="") as file:
        for row in csv.DictReader(file):
            if row["system"] in SYSTEMS:
                case = found.setdefault(row["case"], (row["system"], row["parameters"], {}))
                case[2][row["metric"]] = float(row["value"])
    return found


CASES = cases()


@pytest.mark.parametrize("case", CASES)
def test_the_event_loop_meets_the_closed_form(case: str, bench: Any) -> None:
    system, parameters, expected = CASES[case]
    given = json.loads(parameters)
    chances = np.random.default_rng([20_240_501, list(CASES).index(case)]).spawn(REPLICATIONS)
    figures = [SYSTEMS[system](bench, chance, **given) for chance in chances]
    assert figures[0].keys() <= expected.keys()
    for metric in figures[0]:
        sample = np.array([f[metric] for f in figures])
        z = (sample.mean() - expected[metric]) / (sample.std(ddof=1) / np.sqrt(REPLICATIONS))
        assert abs(z) < 4, f"{metric}: {sample.mean():.4f} against {expected[metric]:.4f}, z = {z:.1f}"


def test_every_queue_of_the_table_that_the_loop_can_be_is_tested() -> None:
    assert {system for system, _, _ in CASES.values()} == set(SYSTEMS)
    one_pool = {"mmc-1", "mmc-2", "mmc-3", "prio-1", "prio-2", "pmg1-1", "mg1-1", "mg1-2", "loss-1", "loss-2", "erlA-1"}
    assert CASES.keys() == one_pool | {"split-1", "split-2"}
