"""Section: the days of the study, each policy with its band, and its difference from the reference below."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, NamedTuple, final

import numpy as np
from numpy.typing import NDArray

from experiments.analysis.bands import Band, Span, averaged, band, span_of
from experiments.reporting import strings, wording
from experiments.reporting.blocks import Block, Figure, Pair, Section, Text
from experiments.reporting.daily_drawing import Curves, draw
from experiments.reporting.headline import BY_KEY
from experiments.reporting.numbers import decimals, plain, scale_of
from experiments.reporting.study import Study

SHOWN: Final = ("response", "calls", "utilisation", "true", "trust", "fear")
"""Series with a figure of their own."""


@final
class Found(NamedTuple):
    """One series: its words, the span of its points, and bands in the unit that is shown."""

    key: str
    title: str
    unit: str
    step: str
    levels: tuple[Band, ...]
    differences: tuple[Band, ...]


def section(study: Study) -> Section:
    """A figure for each series and a sentence on its differences; or that no days were kept."""
    shared = study.replications(*study.policies)
    kept = [key for key in SHOWN if shared and all((policy, key) in study.daily for policy in study.policies)]
    if not kept:
        return Section("daily", strings.DAILY_TITLE, (Text(strings.DAILY_NONE),))
    span = span_of(study.about["days"], datetime.fromisoformat(study.about["start"]))
    found = [series for key in kept if (series := _found(study, key, span, shared)) is not None]
    lead = strings.DAILY_LEAD.format(span=strings.DAILY_SPANS[span.kind], n=wording.replications(len(shared)))
    figures = tuple(_figure(study, series, span, len(shared)) for series in found)
    blocks: tuple[Block, ...] = (Text(lead), *_said(study, found, span, len(shared)), Pair(figures))
    return Section("daily", strings.DAILY_TITLE, blocks)


def _found(study: Study, key: str, span: Span, shared: tuple[int, ...]) -> Found | None:
    """None where the series has no values, as trust without minds."""
    title, unit = strings.DAILY_NAMES.get(key) or (BY_KEY[key].title, BY_KEY[key].unit)
    scale = scale_of(unit)
    means = [scale.factor * averaged(_days(study, policy, key, shared), span) for policy in study.policies]
    if not all(np.isfinite(values).all() for values in means):
        return None
    levels = tuple(band(values) for values in means)
    differences = tuple(band(values - means[0]) for values in means[1:])
    return Found(key, title, scale.unit, scale.step, levels, differences)


def _days(study: Study, policy: str, key: str, shared: tuple[int, ...]) -> NDArray[np.float64]:
    """[replication, day]."""
    return np.array([study.daily[policy, key][replication] for replication in shared], float)


def _said(study: Study, found: list[Found], span: Span, n: int) -> list[Block]:
    """How often the band of a difference excludes 0, beside how often chance alone would make it do so."""
    if n < 2:
        return [Text(strings.DAILY_ONE)]
    several = [
        strings.DAILY_CLEAR.format(
            policy=policy,
            reference=study.reference,
            counted=", ".join(
                strings.DAILY_COUNT.format(
                    title=one.title.lower(), clear=plain(100 * float(one.differences[i].clear.mean()), 0)
                )
                for one in found
            ),
        )
        for i, policy in enumerate(study.others)
    ]
    return [Text(" ".join((*several, strings.DAILY_CHANCE.format(points=strings.DAILY_POINTS[span.kind]))))] * bool(
        several
    )


def _figure(study: Study, one: Found, span: Span, n: int) -> Figure:
    started = _started(study)
    start = datetime.fromisoformat(study.about["start"])
    curves = Curves(
        strings.DAILY_LEVEL.format(title=one.title, unit=one.unit),
        strings.DAILY_DIFFERENCE.format(reference=study.reference, unit=one.step),
        [start + timedelta(days=float(day)) for day in span.middle],
        study.policies,
        one.levels,
        one.differences,
        None if started is None else start + timedelta(days=started),
    )
    words = {"title": one.title, "reference": study.reference, "span": strings.DAILY_SPANS[span.kind]}
    bands = strings.DAILY_BANDS.format(n=wording.replications(n)) if n > 1 else strings.DAILY_BANDS_NONE
    caption = (strings.DAILY_CAPTION if one.differences else strings.DAILY_CAPTION_ONE).format(bands=bands, **words)
    mark = "" if started is None else strings.DAILY_TRANSITION if study.turned else strings.DAILY_START
    alt = strings.DAILY_ALT.format(values="; ".join(_values(study, one)), **words)
    return Figure(f"daily-{one.key}", draw(curves), alt, caption + mark)


def _values(study: Study, one: Found) -> list[str]:
    """Per policy, between which levels it runs."""
    ends = [(float(level.mean.min()), float(level.mean.max())) for level in one.levels]
    places = decimals(max(high for _, high in ends), 4)
    return [
        strings.DAILY_VALUE.format(policy=policy, low=plain(low, places), high=plain(high, places), unit=one.unit)
        for policy, (low, high) in zip(study.policies, ends, strict=True)
    ]


def _started(study: Study) -> int | None:
    """Day shown on which policies take over or strategies start, counted from the first; None where nothing does."""
    configuration, cases = study.about["configuration"], study.about["cases"]
    if study.turned:
        return study.turned
    carried = any(cases[p]["strategies"] and not cases[p].get("reference") for p in study.policies)
    day = int(configuration["strategies_start_day"])
    return day if carried and not configuration["at_rest"] and 0 <= day < study.about["days"] else None
