"""Section: how much of the gap between policies is left under other rules, such as no hold and no penalty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple, final

from matplotlib.figure import Figure as Drawing

from experiments.analysis.paired import PairedDifference
from experiments.reporting import fewer, forest, strings, style, wording
from experiments.reporting.blocks import Block, Cell, Figure, Row, Section, Table, Text, cells
from experiments.reporting.forest import Point, Series
from experiments.reporting.headline import chosen
from experiments.reporting.numbers import NONE, change, interval, percent, plain, scale_of
from experiments.reporting.study import Study
from sim.outcomes.outcome import Outcome

SHOWN: Final = (
    "response",
    "response_urgent",
    "response_national",
    "response_local",
    "violent_true",
    "incidents",
    "trust",
    "perceived_safety",
    "clearance",
    "utilisation",
)


@final
class Gap(NamedTuple):
    """An outcome with its difference at default rules and in the scenario."""

    outcome: Outcome
    default: PairedDifference | None
    there: PairedDifference | None


def section(study: Study) -> Section:
    """One table and one plot for each scenario and policy, or why there is none."""
    pairs = [(title, other) for title in study.scenarios() for other in study.others if study.under(other, title)]
    if not pairs:
        said = strings.SCENARIO_NONE.format(reference=study.reference)
        return Section("scenarios", strings.SCENARIO_TITLE_NONE, (Text(said),))
    title = strings.SCENARIO_TITLE.format(scenarios="; ".join(study.scenarios()))
    blocks = [block for i, (name, other) in enumerate(pairs, 1) for block in _blocks(study, name, other, i)]
    return Section("scenarios", title, tuple(blocks))


def _blocks(study: Study, scenario: str, policy: str, number: int) -> tuple[Block, ...]:
    gaps, shared = _gaps(study, scenario, policy)
    words = {
        "policy": policy,
        "reference": study.reference,
        "scenario": scenario,
        "n": wording.replications(len(shared)),
    }
    figure = Figure(
        f"scenario-{number}",
        _draw(study, gaps, scenario),
        strings.SCENARIO_ALT.format(scenario=scenario, values="; ".join(map(_value, gaps))),
        strings.SCENARIO_CAPTION.format(**words),
    )
    head = tuple(name.format(scenario=scenario) for name in strings.SCENARIO_HEAD)
    rows = tuple(Row(gap.outcome.key, _cells(gap)) for gap in gaps)
    table = Table(f"scenario-{number}", strings.SCENARIO_TABLE.format(**words), head, rows, frozenset(range(2, 8)))
    return Text(_lead(gaps[0], words)), *fewer.note(study, shared), figure, table


def _gaps(study: Study, scenario: str, policy: str) -> tuple[tuple[Gap, ...], tuple[int, ...]]:
    """The gap of every outcome shown, and the replications that have all four cases."""
    there = study.under(policy, scenario), study.under(study.reference, scenario)
    shared = study.replications(policy, study.reference, *there)
    return tuple(
        Gap(o, study.difference(o.key, policy, among=shared), study.difference(o.key, *there, shared))
        for o in chosen(SHOWN)
        if study.known(o.key)
    ), shared


def _lead(gap: Gap, words: dict[str, str]) -> str:
    left, unit = "", gap.outcome.unit
    if gap.default is not None and gap.there is not None and gap.default.mean:
        left = strings.SCENARIO_LEFT.format(share=f"{plain(100 * gap.there.mean / gap.default.mean, 0)} %")
    return strings.SCENARIO_LEAD.format(
        title=gap.outcome.title,
        default=change(gap.default, unit) if gap.default else NONE,
        there=change(gap.there, unit) if gap.there else NONE,
        unit=scale_of(unit).step,
        left=left,
        **words,
    )


def _value(gap: Gap) -> str:
    default, there = (percent(d) if d else NONE for d in (gap.default, gap.there))
    return strings.SCENARIO_VALUE.format(title=gap.outcome.title, default=default, there=there)


def _cells(gap: Gap) -> tuple[Cell, ...]:
    unit = gap.outcome.unit
    said: list[str] = []
    for d in (gap.default, gap.there):
        said += (change(d, unit), interval(d, unit), percent(d)) if d else (NONE, NONE, NONE)
    return cells(gap.outcome.title, scale_of(unit).step, *said)


@style.styled
def _draw(study: Study, gaps: Sequence[Gap], scenario: str) -> Drawing:
    shown = [gap for gap in gaps if gap.default is not None and study.margin(gap.default) > 0]
    drawing = style.sheet(5.6, 1.2 + 0.3 * len(shown))
    axes = drawing.subplots()
    series = tuple(
        Series(name, style.POLICIES[i], "o", tuple(_point(study, gap, (gap.default, gap.there)[i]) for gap in shown))
        for i, name in enumerate((strings.SCENARIO_DEFAULT, scenario))
    )
    forest.panel(axes, [gap.outcome for gap in shown], series)
    forest.legend(drawing, axes, series)
    axes.set_xlabel(strings.FOREST_AXIS.format(reference=study.reference))
    return drawing


def _point(study: Study, gap: Gap, difference: PairedDifference | None) -> Point | None:
    """Both differences in the margin at default rules, so that they can be compared."""
    return forest.point(gap.outcome, difference, study.margin(gap.default) if gap.default else 0.0)
