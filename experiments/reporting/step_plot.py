"""Small step plots: how far each outcome is from the reference after every step of a reform."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from numpy.typing import NDArray

from experiments.reporting import strings, style, wording
from experiments.reporting.blocks import Figure
from experiments.reporting.headline import STEPPED, chosen
from experiments.reporting.numbers import signed_percent
from experiments.reporting.study import Study
from sim.outcomes.outcome import Outcome


def figure(study: Study, policy: str, cases: tuple[str, ...], shared: tuple[int, ...]) -> Figure:
    """One panel for each outcome followed; the first case is the one that the others are compared with."""
    labels = (cases[0], *(study.about["cases"][case]["step"] or policy for case in cases[1:]))
    outcomes = followed(study)
    ways = [_way(study, outcome.key, cases, shared) for outcome in outcomes]
    values = (
        strings.STEPS_VALUE.format(title=outcome.title, percent=signed_percent(float(way[-1].mean())))
        for outcome, way in zip(outcomes, ways, strict=True)
    )
    return Figure(
        f"steps-{study.others.index(policy) + 1}",
        _draw(labels, outcomes, ways),
        strings.STEPS_ALT.format(policy=policy, values="; ".join(values)),
        strings.STEPS_CAPTION.format(reference=cases[0], n=wording.replications(len(shared))),
    )


def followed(study: Study) -> tuple[Outcome, ...]:
    """Those of `STEPPED` that the study has."""
    return tuple(outcome for outcome in chosen(STEPPED) if study.known(outcome.key))


def _way(study: Study, outcome: str, cases: tuple[str, ...], shared: tuple[int, ...]) -> NDArray[np.float64]:
    """[case, replication] difference from the first case in % of its mean."""
    values = np.array([study.values(case, outcome, shared) for case in cases])
    level = values[0].mean()
    return 100.0 * (values - values[0]) / (abs(level) if level else np.nan)


@style.styled
def _draw(labels: tuple[str, ...], outcomes: tuple[Outcome, ...], ways: list[NDArray[np.float64]]) -> Drawing:
    rows = -(-len(outcomes) // 2)
    drawing = style.sheet(5.6, 1.0 + 1.5 * rows)
    grid = drawing.subplots(rows, 2, sharex=True, squeeze=False)
    for axes, outcome, way in zip(grid.flat, outcomes, ways, strict=False):
        _panel(axes, way)
        axes.set_title(outcome.title, fontsize=8)
    for axes in grid.flat[len(outcomes) :]:
        axes.set_visible(False)
    for axes in grid[-1]:
        axes.set_xticks(range(len(labels)), labels, rotation=40, ha="right", rotation_mode="anchor")
    drawing.supylabel(strings.STEPS_AXIS.format(reference=labels[0]), fontsize=8.5)
    return drawing


def _panel(axes: Axes, way: NDArray[np.float64]) -> None:
    x = np.arange(len(way))
    axes.axhline(0, color=style.FAINT, linewidth=0.8, zorder=0)
    axes.grid(axis="y", color=style.HAIR, linewidth=0.5)
    axes.set_axisbelow(True)
    axes.step(x, way.mean(axis=1), where="mid", color=style.POLICIES[1], linewidth=1.6)
    for replication in way.T:
        axes.plot(x, replication, "o", color=style.POLICIES[1], markersize=2.8, alpha=0.6, markeredgewidth=0)
    reach = float(np.nanmax(np.abs(way), initial=0.0))
    if reach == 0:
        axes.set_ylim(-1, 1)
