"""The null model: what closed forms alone say of a policy. No places, beats, days, offices or minds.

The way follows the square-root law in every district (Kolesar and Blum 1973), the queue is the wait for the own
station's crews, cut off where the hold ends (Erlang C), a misrouted call costs a way and an assessment, and what
follows from minutes follows by a logit or a straight line. Where the simulation orders policies as this does, it says
nothing that was not known before it ran.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, final

import numpy as np
from numpy.typing import NDArray

from experiments.theory.erlang import erlang_c
from experiments.theory.square_root import STRAIGHT

type Floats = NDArray[np.float64]

ROUNDS: Final = 60
"""A longer way keeps crews busy, which makes the way longer: a contraction, settled long before."""

DAY_MIN: Final = 1440.0


@final
@dataclass(frozen=True)
class Ground:
    """D districts: where crews and calls are."""

    area_km2: Floats
    crews: Floats
    """[D] share of all crews, sum 1."""
    calls: Floats
    """[D] share of all calls, sum 1."""
    pace: Floats
    """[D] minutes per straight-line km, detours included."""
    stations: int
    handling_min: float
    turnout_min: float


@final
@dataclass(frozen=True)
class Calls:
    """K kinds of calls, and which of F forces may take them."""

    rate: Floats
    """[K] calls a day."""
    service_min: Floats
    crews: Floats
    """[K] crews per call."""
    hold_min: Floats
    """[K] wait for the own station's crews before others may go."""
    speed: Floats
    """[K] speed over the ordinary one."""
    may: Floats
    """[F, K] share of the calls that each force may take first."""
    joint: Floats
    """[F, K] share of the calls to which a crew of the force goes in addition."""
    passed_on: Floats
    """[K] chance that the wrong force comes first, assesses and hands over."""
    passing_min: Floats
    """[K] minutes of assessment and hand-over, without the way."""


@final
@dataclass(frozen=True)
class Answer:
    """Minutes by kind of call [K], and the busy share of the crews of each force [F]."""

    queue_min: Floats
    travel_min: Floats
    handover_min: Floats
    response_min: Floats
    utilisation: Floats

    def mean(self, minutes: Floats, weight: Floats) -> float:
        """Mean over calls of these weights (calls a day); NaN where there are none."""
        return float(minutes @ weight / weight.sum()) if weight.sum() > 0 else math.nan


def answered(ground: Ground, calls: Calls, crews: Floats) -> Answer:
    """What `crews` [F] on duty make of the calls.

    Raises ValueError where nobody may take some call or the crews cannot carry the load.
    """
    if (calls.may.T @ crews <= 0).any():
        raise ValueError("null model: calls that no force may take")
    free, way = crews.copy(), np.zeros(len(calls.rate))
    for _ in range(ROUNDS):
        free = crews - _busy(calls, crews, way)
        if (free <= 0).any():
            raise ValueError("null model: crews that are busy all day")
        way = _way(ground, calls, calls.may.T @ free)
    wrong = _way(ground, calls, np.full(len(calls.rate), free.sum()))
    queue = np.array([_held(*each) for each in zip(*_lines(ground, calls, crews, way), strict=True)])
    handover = calls.passed_on * (ground.turnout_min + wrong + calls.passing_min)
    travel = ground.turnout_min + way
    return Answer(queue, travel, handover, ground.handling_min + queue + travel + handover, 1.0 - free / crews)


def presence_ratio(free: float, reference: float, elasticity: float) -> float:
    """Incidents over those at the reference where free crews are the only deterrent: (free / reference)^-elasticity."""
    return (free / reference) ** -elasticity


def logit_share(base: float, slope: float, ratio: float) -> float:
    """A share whose log-odds move by `slope` for each unit of the log of `ratio`; `base` at ratio 1."""
    odds = math.log(base / (1.0 - base)) + slope * math.log(ratio)
    return 1.0 / (1.0 + math.exp(-odds))


def _busy(calls: Calls, crews: Floats, way: Floats) -> Floats:
    """[F] crews that are busy on average: calls fall to the forces that may take them by their crews."""
    shares = calls.may * crews[:, None]
    shares = shares / shares.sum(axis=0)
    work = calls.rate * (calls.service_min + way)
    load: Floats = (shares * calls.crews + calls.joint) @ work / DAY_MIN
    return load


def _way(ground: Ground, calls: Calls, free: Floats) -> Floats:
    """[K] minutes on the way where so many crews [K] are free, mean over districts by calls."""
    spread = ground.calls * ground.pace * np.sqrt(ground.area_km2 / ground.crews)
    minutes: Floats = STRAIGHT * spread.sum() / np.sqrt(free) / calls.speed
    return minutes


def _lines(ground: Ground, calls: Calls, crews: Floats, way: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """[K] each: load, crews, mean service and hold of the line at one station. Classes of different service share a
    line; its mean service stands for theirs."""
    eligible = calls.may.T @ crews
    busy = calls.may.T @ _busy(calls, crews, way)
    service = calls.service_min + way
    return busy / ground.stations, eligible / ground.stations, service, calls.hold_min


def _held(load: float, crews: float, service: float, hold: float) -> float:
    """Mean of the wait or the hold, whichever is shorter: C w (1 - exp(-h / w)), w = s / (c - a)."""
    if hold <= 0:
        return 0.0
    if load >= crews:
        return hold
    wait = service / (crews - load)
    return _chance_of_waiting(load, crews) * wait * (1.0 - math.exp(-hold / wait))


def _chance_of_waiting(load: float, crews: float) -> float:
    """Erlang C between whole numbers of crews on a straight line: stations have 4.4 crews on average, none has."""
    below = max(1, math.floor(crews))
    share = min(max(crews - below, 0.0), 1.0)
    return (1.0 - share) * erlang_c(load, below) + share * erlang_c(load, below + 1)
