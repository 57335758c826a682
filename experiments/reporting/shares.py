"""Section: the share of crews beside the share of calls, since a force is short or ample by their ratio."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from experiments.reporting import strings, style, wording
from experiments.reporting.blocks import Figure, Section, Text
from experiments.reporting.numbers import plain
from experiments.reporting.study import Study

type Share = tuple[str, float, float]
"""A policy, the share of crews in forces with local duty only, the share of calls on autonomous affairs."""


def section(study: Study) -> Section:
    """A sentence for each policy, and bars."""
    shared = study.replications(*study.policies)
    found = [(p, study.mean(p, "crews_local", shared), study.mean(p, "calls_local", shared)) for p in study.policies]
    values = (strings.SHARES_VALUE.format(policy=p, crews=_percent(c), local=_percent(a)) for p, c, a in found)
    figure = Figure(
        "shares",
        _draw(found),
        strings.SHARES_ALT.format(values="; ".join(values)),
        strings.SHARES_CAPTION.format(n=wording.replications(len(shared))),
    )
    return Section("shares", strings.SHARES_TITLE, (*(Text(_sentence(share)) for share in found), figure))


def _sentence(share: Share) -> str:
    policy, crews, calls = share
    if not 0 < crews < 1:
        return strings.SHARES_ONE_POOL.format(policy=policy, local=_percent(calls))
    return strings.SHARES_TWO.format(
        policy=policy,
        crews=_percent(crews),
        local=_percent(calls),
        ratio=plain(crews / calls, 2),
        other_ratio=plain((1 - crews) / (1 - calls), 2),
    )


def _percent(share: float) -> str:
    return f"{plain(100 * share, 1)} %"


@style.styled
def _draw(found: Sequence[Share]) -> Drawing:
    drawing = style.sheet(5.6, 0.9 + 0.62 * len(found))
    axes = drawing.subplots()
    ticks: list[tuple[float, str]] = []
    for i, (policy, crews, calls) in enumerate(found):
        for row, name, share in ((2.6 * i, strings.SHARES_CREWS, crews), (2.6 * i + 1, strings.SHARES_CALLS, calls)):
            _bar(axes, row, share, one_pool=name == strings.SHARES_CREWS and not 0 < crews < 1)
            ticks.append((row, f"{policy}: {name}"))
    axes.barh([0], [0], color=style.NATIONAL, label=strings.SHARES_NATIONAL)
    axes.barh([0], [0], color=style.LOCAL, label=strings.SHARES_LOCAL)
    axes.set_yticks([row for row, _ in ticks], [name for _, name in ticks])
    axes.invert_yaxis()
    axes.tick_params(axis="y", length=0)
    axes.set_xlim(0, 100)
    axes.set_xlabel(strings.SHARES_AXIS)
    drawing.legend(loc="outside upper left", ncols=2)
    return drawing


def _bar(axes: Axes, row: float, local: float, *, one_pool: bool) -> None:
    if one_pool:
        axes.barh([row], [100], height=0.85, color=style.PARTS[0])
        axes.text(50, row, strings.SHARES_POOL, ha="center", va="center")
        return
    axes.barh([row], [100 * (1 - local)], height=0.85, color=style.NATIONAL)
    axes.barh([row], [100 * local], left=100 * (1 - local), height=0.85, color=style.LOCAL)
    axes.text(50 * (1 - local), row, _percent(1 - local), ha="center", va="center", color="white")
    axes.text(100 - 50 * local, row, _percent(local), ha="center", va="center", color=style.INK)
