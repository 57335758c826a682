"""Section: response time and its parts, for every policy and after every step of a reform."""

from __future__ import annotations

from typing import Final

import numpy as np
from matplotlib.figure import Figure as Drawing
from numpy.typing import NDArray

from experiments.reporting import fewer, strings, style, wording
from experiments.reporting.blocks import Figure, Folded, Row, Section, Table, Text, cells
from experiments.reporting.headline import BY_KEY
from experiments.reporting.numbers import plain
from experiments.reporting.study import Study

PARTS: Final = ("handling", "queue", "handover", "travel")
ANY: Final = "first_any"


def section(study: Study) -> Section:
    """Bars and the table behind them."""
    keys = shown(study)
    shared = study.replications(*keys)
    labels = tuple(label(study, key) for key in keys)
    minutes = np.array([[study.mean(key, part, shared) for part in (*PARTS, ANY)] for key in keys])
    said = wording.replications(len(shared))
    figure = Figure(
        "response-parts",
        _draw(labels, minutes),
        strings.PARTS_ALT.format(values="; ".join(map(_value, labels, minutes))),
        strings.PARTS_CAPTION.format(n=said),
    )
    table = Table(
        "parts",
        strings.PARTS_TABLE.format(n=said),
        strings.PARTS_HEAD,
        tuple(_row(key, name, row) for key, name, row in zip(keys, labels, minutes, strict=True)),
        frozenset(range(1, 7)),
    )
    return Section(
        "parts",
        strings.PARTS_TITLE,
        (Text(strings.PARTS_LEAD), *fewer.note(study, shared), figure, Folded(table.caption, (table,))),
    )


def shown(study: Study) -> tuple[str, ...]:
    """The reference, then every other policy after the steps that lead to it."""
    return (study.reference, *(key for other in study.others for key in (*study.steps(other), other)))


def label(study: Study, case: str) -> str:
    """A policy by its name, a step by "up to" its name; where several policies have steps, with the policy."""
    about = study.about["cases"][case]
    if not about["step"]:
        return case
    several = sum(bool(study.steps(other)) for other in study.others) > 1
    words = strings.PARTS_STEP_OF if several else strings.PARTS_STEP
    return words.format(step=about["step"], policy=about["policy"])


def _value(name: str, minutes: NDArray[np.float64]) -> str:
    parts = ", ".join(f"{BY_KEY[p].title.lower()} {plain(m, 2)}" for p, m in zip(PARTS, minutes, strict=False))
    return strings.PARTS_VALUE.format(case=name, total=plain(minutes[:-1].sum(), 2), parts=parts)


def _row(key: str, name: str, minutes: NDArray[np.float64]) -> Row:
    several = (*minutes[:-1], minutes[:-1].sum(), minutes[-1])
    return Row(key, cells(name, *(plain(m, 3) for m in several)))


@style.styled
def _draw(labels: tuple[str, ...], minutes: NDArray[np.float64]) -> Drawing:
    drawing = style.sheet(5.6, 1.2 + 0.3 * len(labels))
    axes = drawing.subplots()
    rows, left = np.arange(len(labels)), np.zeros(len(labels))
    bars = []
    for part, colour, column in zip(PARTS, style.PARTS, minutes.T, strict=False):
        bars.append(axes.barh(rows, column, left=left, height=0.68, color=colour, label=BY_KEY[part].title))
        left = left + column
    (diamonds,) = axes.plot(minutes[:, -1], rows, "D", color=style.INK, mec="white", ms=4.5, label=strings.PARTS_ANY)
    for row, total, end in zip(rows, left, np.maximum(left, minutes[:, -1]), strict=True):
        axes.annotate(plain(total, 2), (end, row), xytext=(6, 0), textcoords="offset points", va="center", fontsize=8)
    axes.set_yticks(rows, labels)
    axes.invert_yaxis()
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(strings.PARTS_AXIS)
    axes.margins(x=0.1)
    drawing.legend(handles=[*bars, diamonds], loc="outside upper left", ncols=3, handlelength=1.0, columnspacing=1.0)
    return drawing
