"""Section: the square-root law beside the simulation, for the two pools of a policy that divides the crews."""

from __future__ import annotations

import math

import numpy as np

from experiments.analysis.paired import paired_difference
from experiments.reporting import strings, wording
from experiments.reporting.blocks import Block, Row, Section, Table, Text, cells
from experiments.reporting.numbers import NONE, plain
from experiments.reporting.study import Study
from experiments.theory.square_root import distance_ratio

type Line = tuple[str, float, float, float, float]
"""Kind of affairs, share of crews, simulated ratio, and the ends of its interval."""


def section(study: Study) -> Section:
    """A table for each policy that divides the crews, or a sentence."""
    divided = [other for other in study.others if 0 < study.mean(other, "crews_local") < 1]
    if not divided:
        return Section("closed-forms", strings.CLOSED_TITLE, (Text(strings.CLOSED_NONE),))
    blocks = [block for policy in divided for block in _of(study, policy)]
    return Section("closed-forms", strings.CLOSED_TITLE, (Text(strings.CLOSED_LEAD), *blocks, Text(_measure(study))))


def _of(study: Study, policy: str) -> tuple[Block, ...]:
    shared = study.replications(policy, study.reference)
    local = study.mean(policy, "crews_local", shared)
    lines = (
        (strings.CLOSED_NATIONAL, 1 - local, *_simulated(study, policy, "national", shared)),
        (strings.CLOSED_LOCAL, local, *_simulated(study, policy, "local", shared)),
    )
    caption = strings.CLOSED_TABLE.format(policy=policy, reference=study.reference, n=wording.replications(len(shared)))
    rows = tuple(Row(line[0], cells(*_words(line))) for line in lines)
    table = Table(f"closed-{policy}", caption, strings.CLOSED_HEAD, rows, frozenset(range(1, 5)))
    return table, Text(_agreement(*lines))


def _words(line: Line) -> tuple[str, ...]:
    kind, share, ratio, low, high = line
    ends = f"{plain(low, 2)} to {plain(high, 2)}" if math.isfinite(low) else NONE
    return kind, f"{plain(100 * share, 1)} %", plain(distance_ratio(share), 2), plain(ratio, 2), ends


def _simulated(study: Study, policy: str, kind: str, shared: tuple[int, ...]) -> tuple[float, float, float]:
    """Mean over replications of the ratio of minutes that depend on distance, with its t interval."""
    outcome, fixed = _outcome(study, kind)
    ours, theirs = (study.values(case, outcome, shared) - fixed for case in (policy, study.reference))
    if not (np.isfinite(ours).all() and (theirs > 0).all()):
        return math.nan, math.nan, math.nan
    ratio = paired_difference(outcome, ours / theirs, np.zeros(len(shared)))
    return ratio.mean, ratio.low, ratio.high


def _outcome(study: Study, kind: str) -> tuple[str, float]:
    """The outcome that comes closest to distance, and the minutes in it that no distance changes."""
    rules = study.about["configuration"]["response"]
    if (study.reference, f"travel_{kind}") in study.outcomes:
        return f"travel_{kind}", rules["turnout_min"]
    return f"response_{kind}", rules["processing_min"] + rules["turnout_min"]


def _measure(study: Study) -> str:
    rules = study.about["configuration"]["response"]
    words = strings.CLOSED_TRAVEL if _outcome(study, "local")[0] == "travel_local" else strings.CLOSED_RESPONSE
    return words.format(turnout=plain(rules["turnout_min"], 2), handling=plain(rules["processing_min"], 2))


def _agreement(national: Line, local: Line) -> str:
    by_law, simulated = national[1] - local[1], local[2] - national[2]
    if not math.isfinite(simulated) or by_law * simulated <= 0:
        return strings.CLOSED_OTHER
    first, second = (local, national) if simulated > 0 else (national, local)
    return strings.CLOSED_SAME.format(order=strings.CLOSED_ORDER.format(first=first[0], second=second[0]))
