"""The page `docs/findings.md`: what strategies do, alone and together, in plain words with the tables' numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, Final, final

from experiments.evaluation import built_in, bundles_part, failing, marks, models_part, words
from experiments.evaluation.built_in import Ledger
from experiments.evaluation.lines import number
from experiments.evaluation.models_part import Ways
from experiments.evaluation.sources import Source, mixed
from experiments.inputs.failing import FailingSetting
from experiments.inputs.materiality import Margins
from experiments.inputs.tables import Row
from experiments.reporting import strings
from experiments.reporting.headline import BY_KEY, headlines
from experiments.reporting.numbers import NONE, plain
from sim.strategies.base import Strategy

type Rows = Sequence[Row]

HEADLINES: Final = tuple(outcome.key for outcome in headlines())
PAYERS: Final = ("cost", "cost_state", "cost_province")
FEW: Final = 3
TOLD: Final = 5
"""Differences told of each strategy, and interactions told of each model."""


@final
@dataclass(frozen=True)
class Kept:
    """What the page is made of: tables and where they are from, ledger, margins, failures, strategies, values."""

    alone: Rows
    of_alone: Source
    factorial: Mapping[str, Rows]
    of_factorial: Source
    ledger: Ledger
    margins: Margins
    found: tuple[FailingSetting, ...]
    known: Mapping[str, Strategy]
    values: Mapping[str, Any]
    """Every value of the table's study by dotted key, at its defaults; of governance models those of the first."""
    values_of_last: Mapping[str, Any]
    """The same with those of the last model."""
    ways: Ways
    """What the steps of the last model change."""


def page(kept: Kept) -> str:
    first = kept.of_factorial.models_of[0]
    lead = words.FINDINGS.format(generated=words.GENERATED, purpose=words.PURPOSE)
    rows = [row for row in kept.alone if row.cells["governance"] == first and row.cells["strategy"]]
    told = [row for row in rows if row.cells["outcome"] in HEADLINES and marks.sure(row)]
    material = [row for row in told if marks.material(row)]
    return marks.page(
        lead,
        kept.of_alone.said(),
        kept.of_factorial.said(),
        mixed(kept.of_alone, kept.of_factorial),
        models_part.section(kept.alone, kept.of_alone, kept.ledger, kept.values_of_last, kept.ways),
        words.EACH.format(model=first, world=kept.of_alone.region),
        "\n".join(_each(kept, name, told) for name in kept.known),
        *_together(kept),
        *_shared(kept, first),
        *bundles_part.parts(kept.factorial["bundles"], kept.factorial["closures"], kept.of_factorial),
        built_in.section(material, kept.ledger, kept.values),
        words.LIMITS,
    )


def _each(kept: Kept, name: str, told: Rows) -> str:
    """One strategy in a line: what it surely changes, the law, what it costs and whom, where it fails."""
    strategy, own = kept.known[name], [row for row in told if row.cells["strategy"] == name]
    moved = [row for row in own if BY_KEY[row.cells["outcome"]].family != "money"]
    moved.sort(key=lambda row: -_in_margins(kept, row))
    material = [row for row in moved if marks.material(row)]
    small = [row for row in moved if not marks.material(row)]
    fails = dict.fromkeys(one.outcome for one in kept.found if one.policy == failing.of_strategy(name))
    return words.ONE.format(
        title=strategy.title,
        material=_changes(material) or words.NOTHING,
        small=_changes(small[:FEW]) or words.NOTHING,
        cost=_paid(own),
        law=strings.BASES[strategy.legal_basis],
        fails=words.FAILS_IN.format(fails=", ".join(fails)) if set(fails) - {failing.COST} else words.NEVER,
    )


def _changes(rows: Rows) -> str:
    told = (
        f"{marks.title(r.cells['outcome'])} {marks.shown(r, 'full')} {marks.unit(r.cells['outcome'])} "
        f"({marks.verdict(r)})"
        for r in rows[:TOLD]
    )
    more = [words.MORE.format(n=len(rows) - TOLD)] if len(rows) > TOLD else []
    return "; ".join([*told, *more])


def _paid(own: Rows) -> str:
    """What it costs in bn KRW a year, in all and by payer."""
    by = {row.cells["outcome"]: row for row in own}
    total, state, province = (number(by[key], "full") if key in by else 0.0 for key in PAYERS)
    parts = {"state": state, "province": province, "others": total - state - province}
    said = ", ".join(f"{payer} {bundles_part.money(paid)}" for payer, paid in parts.items())
    return f"{bundles_part.money(total)} ({said})"


def _in_margins(kept: Kept, row: Row) -> float:
    margin = kept.margins[row.cells["outcome"]].at(number(row, "reference"))
    return abs(number(row, "full")) / margin if margin else float("inf")


def _together(kept: Kept) -> Iterator[str]:
    yield words.TOGETHER
    effects = kept.factorial["effects"]
    for model in kept.of_factorial.models_of:
        by = {(row.cells["what"], row.cells["outcome"]): row for row in effects if row.cells["governance"] == model}
        told = [key for key in HEADLINES if ("whole", key) in by and beyond(kept.margins, by["whole", key])]
        head = (f"under `{model}`", "unit", "all", "95 %", "sum", "not additive", "95 %")
        yield marks.table(head, (_whole(key, by) for key in told))
        yield _orders([row for row in kept.factorial["variance"] if row.cells["governance"] == model])


def beyond(margins: Margins, row: Row) -> bool:
    """Whether an effect of a factorial is surely larger than the margin of its outcome."""
    margin = margins[row.cells["outcome"]].at(number(row, "reference"))
    return number(row, "low") > margin or number(row, "high") < -margin


def _whole(key: str, by: Mapping[tuple[str, str], Row]) -> tuple[str, ...]:
    total, singles, rest = (by.get((what, key)) for what in ("whole", "sum", "not_additive"))
    said = [_mean(row) for row in (total, singles, rest)]
    spread = [marks.spread(row, "mean") if row else NONE for row in (total, rest)]
    bold = f"**{said[2]}**" if rest and marks.sure(rest) else said[2]
    return marks.title(key), marks.unit(key), said[0], spread[0], said[1], bold, spread[1]


def _mean(row: Row | None) -> str:
    return marks.shown(row, "mean") if row else "0"


def _orders(rows: Rows) -> str:
    if not rows:
        return ""
    shares = {name: median(number(row, name) for row in rows) for name in ("single", "pair", "higher", "noise")}
    return words.ORDERS.format(**{name: f"{plain(100 * share, 1)} %" for name, share in shares.items()})


def _shared(kept: Kept, model: str) -> Iterator[str]:
    """Shapley shares of what all change materially, then the largest interactions."""
    yield words.SHARED.format(model=model)
    effects = [row for row in kept.factorial["effects"] if row.cells["governance"] == model]
    by = {(row.cells["what"], row.cells["strategies"], row.cells["outcome"]): row for row in effects}
    wholes = {row.cells["outcome"]: row for row in effects if row.cells["what"] == "whole"}
    told = [key for key in HEADLINES if key in wholes and beyond(kept.margins, wholes[key])]
    names = dict.fromkeys(row.cells["strategies"] for row in effects if row.cells["what"] == "shapley")
    head = ("outcome", "unit", *(kept.known[name].title if name in kept.known else name for name in names))
    yield marks.table(head, (_shares(key, names, by) for key in told))
    pairs = [row for row in effects if row.cells["what"] == "pair" and marks.sure(row)]
    largest = sorted(pairs, key=lambda row: -abs(number(row, "mean")) / _margin(kept, row))[:TOLD]
    if largest:
        yield words.PAIRS
        yield "\n".join(map(_pair, largest))


def _margin(kept: Kept, row: Row) -> float:
    return kept.margins[row.cells["outcome"]].at(number(row, "reference")) or 1e-9


def _shares(key: str, names: Mapping[str, None], by: Mapping[tuple[str, str, str], Row]) -> tuple[str, ...]:
    each = (by.get(("shapley", name, key)) for name in names)
    said = (f"{marks.shown(row, 'mean')} ({marks.spread(row, 'mean')})" if row else "0" for row in each)
    return marks.title(key), marks.unit(key), *said


def _pair(row: Row) -> str:
    key, both = row.cells["outcome"], row.cells["strategies"].replace("+", " and ").replace("_", " ")
    interval = marks.spread(row, "mean")
    return f"* {both}: {marks.title(key)} {marks.shown(row, 'mean')} {marks.unit(key)} ({interval})"
