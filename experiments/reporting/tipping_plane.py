"""Block of the section on tipping: the difference in one outcome over two assumptions at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.analysis.tipping import mean, turns
from experiments.reporting import strings, tipping_drawing, wording
from experiments.reporting.blocks import Block, Figure, Text
from experiments.reporting.headline import BY_KEY
from experiments.reporting.numbers import decimals, plain, scale_of
from experiments.reporting.study import Study
from experiments.running.tipping_stages import apart
from sim.outcomes.outcome import Outcome


def blocks(study: Study, said: Mapping[str, Any]) -> tuple[Block, ...]:
    """The map and what it says, or why there is none."""
    outcome = BY_KEY[said["outcomes"][0]]
    line = said["line"]
    if line is None:
        return (Text(strings.TIPPING_NO_MAP.format(title=outcome.title)),)
    x, y, values = _grid(line, outcome)
    if not np.isfinite(values).any():
        return ()
    turned = sum(turns(_own(study, said, outcome), value) for value in values.ravel().tolist())
    words = strings.TIPPING_MAP_SAID.format(title=outcome.title, points=np.isfinite(values).sum(), turned=turned)
    return Text(words), _figure(study, said, outcome, (x, y, values))


def _grid(line: Mapping[str, Any], outcome: Outcome) -> tuple[list[float], list[float], NDArray[np.float64]]:
    """Values of both assumptions, and [second, first] means of the difference; NaN where nothing ran."""
    at = {tuple(one["at"]): mean(apart(one["values"]).get(outcome.key, ())) for one in line["grid"]}
    x, y = (sorted({point[axis] for point in at}) for axis in (0, 1))
    return x, y, np.array([[at[across, along] for across in x] for along in y], float)


def _own(study: Study, said: Mapping[str, Any], outcome: Outcome) -> float:
    """The difference at the study's own values, in its own days and region."""
    return study.mean(said["policy"], outcome.key) - study.mean(said["against"], outcome.key)


def _figure(
    study: Study, said: Mapping[str, Any], outcome: Outcome, grid: tuple[list[float], list[float], NDArray[np.float64]]
) -> Figure:
    line, scale, (x, y, values) = said["line"], scale_of(outcome.unit), grid
    least = study.margins[outcome.key].at(study.mean(said["against"], outcome.key)) * scale.factor
    pair = {"policy": said["policy"], "against": said["against"]}
    axis = strings.TIPPING_BARS_AXIS.format(title=outcome.title, step=scale.step, **pair)
    own = (float(line["own"][0]), float(line["own"][1]))
    labels = (line["keys"][0], line["keys"][1], axis)
    drawing = tipping_drawing.plane(x, y, values * scale.factor, least, own, labels)
    low, high = (plain(v * scale.factor, 3, sign=True) for v in (np.nanmin(values), np.nanmax(values)))
    alt = strings.TIPPING_MAP_ALT.format(first=labels[0], second=labels[1], low=low, high=high, step=scale.step)
    caption = strings.TIPPING_MAP_CAPTION.format(
        title=outcome.title,
        n=wording.replications(line["replications"]),
        points=int(np.isfinite(values).sum()),
        region=line["region"],
        days=wording.days(line["days"]),
        burn=wording.days(line["burn_in_days"]),
        margin=plain(least, decimals(least, 2)),
        step=scale.step,
        **pair,
    )
    return Figure("tipping-map", drawing, alt, caption)
