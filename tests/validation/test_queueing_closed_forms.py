"""Closed forms against figures that were computed apart from them (tables/queueing.csv)."""

import csv
import json
import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from experiments.theory.erlang import ImpatientLine, LossSystem, WaitingLine
from experiments.theory.mixed_pool import MixedPool
from experiments.theory.pools import HandoverNetwork, pooled, split_wait
from experiments.theory.priorities import (
    mean_over_calls,
    preemptive_sojourns,
    priority_waits,
    single_crew_wait,
    single_crew_waits,
)

HOUR = 60.0
TABLE = Path(__file__).parent / "tables" / "queueing.csv"

type Figures = Mapping[str, float]


def waiting(lam_per_h: float, mean_s_min: float, c: int) -> Figures:
    line = WaitingLine(lam_per_h / HOUR, mean_s_min, c)
    return {
        "rho": line.load,
        "p_wait": line.p_wait,
        "Wq": line.wait,
        "Lq": line.waiting,
        "Wq_given_wait": line.wait_of_waiting,
        "p_wait_gt_10min": line.p_longer(10.0),
        "q90_wait": line.wait_quantile(0.9),
        "sojourn": line.sojourn,
    }


def priority(lams_per_h: list[float], mean_s_min: float, c: int) -> Figures:
    waits = priority_waits([rate / HOUR for rate in lams_per_h], mean_s_min, c)
    one_queue = WaitingLine(sum(lams_per_h) / HOUR, mean_s_min, c)
    return _by_class("Wq", waits) | {
        "Wq_all": mean_over_calls(lams_per_h, waits),
        "p_wait": one_queue.p_wait,
        "rho": one_queue.load,
        "Wq_fcfs": one_queue.wait,
    }


def preemptive(lams_per_h: list[float], mean_s_min: float, c: int) -> Figures:
    return _by_class("sojourn", preemptive_sojourns([rate / HOUR for rate in lams_per_h], mean_s_min, c))


def single(lam_per_h: float, dist: list[Any]) -> Figures:
    wait = single_crew_wait(lam_per_h / HOUR, dist[1], _variation(dist))
    return {"rho": lam_per_h / HOUR * dist[1], "Wq": wait, "sojourn": wait + dist[1]}


def single_priority(lams_per_h: list[float], dist: list[list[Any]]) -> Figures:
    rates = [rate / HOUR for rate in lams_per_h]
    waits = single_crew_waits(rates, [d[1] for d in dist], [_variation(d) for d in dist])
    load = sum(rate * d[1] for rate, d in zip(rates, dist, strict=True))
    return _by_class("Wq", waits) | {"Wq_all": mean_over_calls(rates, waits), "rho": load}


def pools(lam_a: float, lam_b: float, mean_s_min: float, c_a: int, c_b: int) -> Figures:
    parts = WaitingLine(lam_a / HOUR, mean_s_min, c_a), WaitingLine(lam_b / HOUR, mean_s_min, c_b)
    together = pooled(parts)
    return _by_part(parts) | {
        "Wq_split_mean": split_wait(parts),
        "Wq_pooled": together.wait,
        "ratio_split_over_pooled": split_wait(parts) / together.wait,
        "p_wait_pooled": together.p_wait,
    }


def mixed_pool(lam_a: float, lam_b: float, mean_a_min: float, mean_b_min: float, c_a: int, c_b: int) -> Figures:
    parts = WaitingLine(lam_a / HOUR, mean_a_min, c_a), WaitingLine(lam_b / HOUR, mean_b_min, c_b)
    together = MixedPool((lam_a / HOUR, lam_b / HOUR), (mean_a_min, mean_b_min), c_a + c_b)
    return _by_part(parts) | {
        "Wq_split_mean": split_wait(parts),
        "Wq_pooled_fcfs": together.wait,
        "p_wait_pooled": together.p_wait,
        "ratio_split_over_pooled": split_wait(parts) / together.wait,
    }


def loss(lam_per_h: float, mean_s_min: float, c: int) -> Figures:
    system = LossSystem(lam_per_h / HOUR, mean_s_min, c)
    return {"offered_erlangs": system.offered, "p_block": system.p_lost, "utilisation": system.utilisation}


def impatient(lam_per_h: float, mean_s_min: float, c: int, mean_patience_min: float) -> Figures:
    line = ImpatientLine(lam_per_h / HOUR, mean_s_min, c, mean_patience_min)
    return {
        "offered_rho": line.load,
        "p_wait": line.p_wait,
        "p_abandon": line.p_abandon,
        "Lq": line.waiting,
        "mean_time_in_queue_all": line.wait,
        "utilisation": line.utilisation,
    }


def handover(**p: Any) -> Figures:
    network = HandoverNetwork(
        arrivals=(p["lam_a"] / HOUR, p["lam_b"] / HOUR),
        services=(p["mean_a_min"], p["mean_b_min"]),
        crews=(p["c_a"], p["c_b"]),
        routing=((0.0, p["p_a_to_b"]), (p["p_b_to_a"], 0.0)),
    )
    figures = {"mean_total_sojourn": network.sojourn, "p_two_or_more_visits": network.p_handed_over}
    for name, line, total in zip("ab", network.lines, network.sojourns_entering, strict=True):
        figures |= {
            f"eff_lam_{name}_per_h": line.rate * HOUR,
            f"rho_{name}": line.load,
            f"Wq_{name}": line.wait,
            f"visit_sojourn_{name}": line.sojourn,
            f"total_sojourn_entering_{name}": total,
        }
    return figures


SYSTEMS: Mapping[str, Callable[..., Figures]] = {
    "waiting": waiting,
    "priority": priority,
    "preemptive": preemptive,
    "single": single,
    "single_priority": single_priority,
    "pools": pools,
    "mixed_pool": mixed_pool,
    "loss": loss,
    "impatient": impatient,
    "handover": handover,
}


def _by_class(name: str, times: Any) -> dict[str, float]:
    return {f"{name}_{k}": float(time) for k, time in enumerate(times, start=1)}


def _by_part(parts: tuple[WaitingLine, WaitingLine]) -> dict[str, float]:
    waits = {f"Wq_{name}": part.wait for name, part in zip("ab", parts, strict=True)}
    return waits | {f"p_wait_{name}": part.p_wait for name, part in zip("ab", parts, strict=True)}


def _variation(dist: list[Any]) -> float:
    """SD over mean of a service law: ["det", mean], ["exp", mean] or ["lognorm", mean, variation]."""
    return {"det": 0.0, "exp": 1.0, "lognorm": dist[-1]}[dist[0]]


def _rows() -> list[dict[str, str]]:
    with TABLE.open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", _rows(), ids=lambda row: f"{row['case']}-{row['metric']}")
def test_closed_form_meets_the_table(row: dict[str, str]) -> None:
    figures = SYSTEMS[row["system"]](**json.loads(row["parameters"]))
    assert math.isclose(figures[row["metric"]], float(row["value"]), rel_tol=1e-6)


def test_the_table_covers_every_system() -> None:
    assert {row["system"] for row in _rows()} == set(SYSTEMS)
