"""Section: which assumptions would turn the answer, one at a time and two at once."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any, Final

from experiments.analysis.paired import PairedDifference
from experiments.analysis.tipping import crossing, turns
from experiments.reporting import strings, tipping_drawing, tipping_plane, wording
from experiments.reporting.blocks import Block, Figure, Folded, Items, Row, Section, Table, Text, cells
from experiments.reporting.headline import BY_KEY
from experiments.reporting.numbers import NONE, change, decimals, interval, plain, scale_of
from experiments.reporting.study import Study
from experiments.reporting.tipping_reading import Stage, Tried, shown, stage
from sim.outcomes.outcome import Outcome

SHOWN: Final = 10
"""Assumptions of the figure."""


def section(study: Study) -> Section:
    """Sentences for each outcome, the figure of the first, the map of two assumptions, tables."""
    said = study.tipping
    if said is None:
        return Section("tipping", strings.TIPPING_TITLE, (Text(strings.TIPPING_NONE),))
    ends = stage(said["ends"])
    again = stage(said["again"]) if said["again"] else ends
    outcomes = [BY_KEY[key] for key in said["outcomes"] if key in again.own]
    blocks: list[Block] = [Text(_lead(said, ends, again))]
    blocks.append(Items(sentences(study)))
    blocks += [_bars(study, said, again, outcome) for outcome in outcomes[:1] if again.furthest(outcome.key)]
    blocks += tipping_plane.blocks(study, said)
    blocks.append(_table(study, said, again, outcomes, strings.TIPPING_TABLE, "tipping-again"))
    if again is not ends:
        table = _table(study, said, ends, outcomes, strings.TIPPING_ALL, "tipping-ends")
        blocks.append(Folded(table.caption, (table,)))
    return Section("tipping", strings.TIPPING_TITLE, tuple(blocks))


def sentences(study: Study) -> tuple[str, ...]:
    """For each outcome asked about: which single assumptions turn its difference; empty where nothing was asked."""
    if study.tipping is None:
        return ()
    found = stage(study.tipping["again"] or study.tipping["ends"])
    return tuple(_sentence(study, found, BY_KEY[key]) for key in study.tipping["outcomes"] if key in found.own)


def searched(study: Study) -> tuple[str, ...]:
    """In which smaller world the sentences hold; empty where nothing was asked."""
    if study.tipping is None:
        return ()
    found = stage(study.tipping["again"] or study.tipping["ends"])
    return (
        strings.TIPPING_SEARCHED.format(
            region=found.about["region"],
            days=wording.days(found.about["days"]),
            burn=wording.days(found.about["burn_in_days"]),
            n=wording.replications(found.about["replications"]),
        ),
    )


def _lead(said: Mapping[str, Any], ends: Stage, again: Stage) -> str:
    without = ends.about["without"]
    return strings.TIPPING_LEAD.format(
        tried=ends.about["tried"],
        without=strings.TIPPING_WITHOUT.format(keys=wording.listed(without)) if without else "",
        policy=said["policy"],
        against=said["against"],
        region=ends.about["region"],
        days=wording.days(ends.about["days"]),
        burn=wording.days(ends.about["burn_in_days"]),
        n=wording.replications(ends.about["replications"]),
        outcomes=wording.listed([BY_KEY[key].title.lower() for key in said["outcomes"]]),
        again_region=again.about["region"],
        again_days=wording.days(again.about["days"]),
        again_n=wording.replications(again.about["replications"]),
    )


def _sentence(study: Study, found: Stage, outcome: Outcome) -> str:
    """Which ends turn the sign of the difference in one outcome, or which takes it furthest."""
    own = found.own[outcome.key]
    words = {"title": outcome.title, "change": change(own, outcome.unit), "interval": interval(own, outcome.unit)}
    words["step"] = scale_of(outcome.unit).step
    if own.bounded and not own.distinguishable:
        asked = study.tipping or {}
        whole = study.difference(outcome.key, asked["policy"], asked["against"])
        if whole is not None and whole.bounded and whole.distinguishable:
            return strings.TIPPING_UNTESTED.format(whole=change(whole, outcome.unit), **words)
        return strings.TIPPING_OPEN.format(**words)
    turned = [one for one in found.tried if outcome.key in one.differences]
    turned = [one for one in turned if turns(own.mean, one.differences[outcome.key].mean)]
    if turned:
        said = (_turn(one, own, outcome) for one in turned)
        return strings.TIPPING_TURNED.format(turns="; ".join(said), **words)
    furthest = found.furthest(outcome.key, 1)
    if not furthest:
        return strings.TIPPING_UNMOVED.format(**words)
    ends = (one for one in found.ends(furthest[0]) if outcome.key in one.differences)
    end = min(ends, key=lambda one: one.differences[outcome.key].mean / own.mean)
    reached = change(end.differences[outcome.key], outcome.unit)
    if end.differences[outcome.key].mean == 0.0:
        return strings.TIPPING_GONE.format(key=end.key, value=end.said, **words)
    return strings.TIPPING_HELD.format(key=end.key, value=end.said, end=reached, **words)


def _turn(one: Tried, own: PairedDifference, outcome: Outcome) -> str:
    there = one.differences[outcome.key]
    between = ""
    if not isinstance(one.own, str) and not isinstance(one.value, str):
        at = crossing(one.own, one.value, own.mean, there.mean)
        between = strings.TIPPING_CROSSING.format(at=plain(at, decimals(at, 2))) if math.isfinite(at) else ""
    sure = there.bounded and there.distinguishable
    certainty = strings.TIPPING_SURE if sure else strings.TIPPING_UNSURE
    end = change(there, outcome.unit)
    return strings.TIPPING_TURN.format(key=one.key, value=one.said, end=end, crossing=between, certainty=certainty)


def _bars(study: Study, said: Mapping[str, Any], found: Stage, outcome: Outcome) -> Figure:
    own, scale = found.own[outcome.key], scale_of(outcome.unit)
    rows = [(key, found.ends(key)) for key in found.furthest(outcome.key, SHOWN)]
    least = study.margin(own)
    words = {"policy": said["policy"], "against": said["against"], "title": outcome.title, "step": scale.step}
    axis = strings.TIPPING_BARS_AXIS.format(**words)
    n = wording.replications(found.about["replications"])
    shown_margin = plain(least * scale.factor, decimals(least * scale.factor, 2))
    caption = strings.TIPPING_BARS_CAPTION.format(n=n, margin=shown_margin, **words)
    ends = (one for _, several in rows for one in several if outcome.key in one.differences)
    values = (f"{one.key} = {one.said}: {change(one.differences[outcome.key], outcome.unit)}" for one in ends)
    alt = strings.TIPPING_BARS_ALT.format(values="; ".join(values))
    drawing = tipping_drawing.bars(rows, outcome.key, own.mean, least, scale.factor, axis)
    return Figure("tipping-bars", drawing, alt, caption)


def _table(
    study: Study, said: Mapping[str, Any], found: Stage, outcomes: list[Outcome], caption: str, key: str
) -> Table:
    n = wording.replications(found.about["replications"])
    words = caption.format(policy=said["policy"], against=said["against"], n=n)
    head = (*strings.TIPPING_HEAD, *(f"{o.title}, {scale_of(o.unit).step}" for o in outcomes))
    own = Row("own", cells(strings.TIPPING_OWN, "", "", *_cells(study, found.own, outcomes)))
    rows = tuple(_rows(study, found, outcomes))
    return Table(key, words, head, (own, *rows), frozenset(range(1, len(head))))


def _rows(study: Study, found: Stage, outcomes: list[Outcome]) -> Iterator[Row]:
    for one in found.tried:
        words = (one.key, shown(one.own), one.said, *_cells(study, one.differences, outcomes))
        yield Row(f"{one.key}={one.value}", cells(*words))


def _cells(study: Study, found: Mapping[str, PairedDifference], outcomes: list[Outcome]) -> Iterator[str]:
    for outcome in outcomes:
        difference = found.get(outcome.key)
        if difference is None:
            yield NONE
        elif not difference.bounded:
            yield change(difference, outcome.unit)
        else:
            verdict = strings.JUDGEMENTS[study.judged(outcome, difference)]
            words = {"change": change(difference, outcome.unit), "interval": interval(difference, outcome.unit)}
            yield strings.TIPPING_CELL.format(verdict=verdict, **words)
