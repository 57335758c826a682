"""Section: maps of the districts, the level under the reference and the difference of the first policy beside it.

Other policies have a map where their difference is beyond the margin in some district, and a sentence where it is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize, TwoSlopeNorm
from numpy.typing import NDArray

from experiments.analysis.paired import PairedDifference
from experiments.reporting import geography, strings, style, wording
from experiments.reporting.blocks import Block, Figure, Pair, Section, Text
from experiments.reporting.headline import chosen
from experiments.reporting.map_drawing import Layer, draw
from experiments.reporting.numbers import decimals, plain
from experiments.reporting.study import Study
from sim.outcomes.outcome import Outcome
from sim.world.region import Region

LEAST_SPAN: Final = 0.1
"""Colours span at least this share of the middle value."""
MAPPED: Final = ("response", "fear")
"""Outcomes with maps of their own."""


def section(study: Study) -> Section:
    """Maps and a sentence on each, or why there is none."""
    if study.region is None:
        blocks: tuple[Block, ...] = (Text(strings.MAP_NONE),)
    elif len(study.region.districts) < 2:
        blocks = (Text(strings.MAP_SINGLE),)
    else:
        blocks = tuple(block for outcome in chosen(MAPPED) for block in _blocks(study, study.region, outcome))
    return Section("map", strings.MAP_TITLE, blocks)


def _blocks(study: Study, region: Region, outcome: Outcome) -> Iterator[Block]:
    """Maps of one outcome; nothing where the study has no values of it."""
    names = geography.short_names([d.name for d in region.districts])
    levels = study.district_means(outcome.key, study.reference, [d.name for d in region.districts])
    if not np.isfinite(levels).all():
        return
    words = {"title": outcome.title, "unit": outcome.unit, "reference": study.reference}
    yield Text(strings.MAP_LEAD.format(**words, **_ends(levels, names, sign=False)))
    figures = [_level(study, region, outcome, names, levels)]
    for other in study.others:
        found = [study.district_difference(outcome.key, other, district.name) for district in region.districts]
        known = [d for d in found if d is not None]
        if len(known) == len(found):
            drawn = other == study.others[0] or any(abs(d.mean) > study.margin(d) for d in known)
            yield Text(_words(study, names, other, known) + ("" if drawn else strings.MAP_WITHIN))
            if drawn:
                figures.append(_difference(study, region, outcome, names, other, known))
    yield Pair(tuple(figures))


def _words(study: Study, names: Sequence[str], policy: str, found: Sequence[PairedDifference]) -> str:
    return strings.MAP_LEAD_DIFFERENCE.format(
        policy=policy,
        reference=study.reference,
        clear=sum(d.distinguishable for d in found),
        districts=wording.districts(len(found)),
        **_ends(np.array([d.mean for d in found]), names, sign=True),
    )


def _ends(values: NDArray[np.float64], names: Sequence[str], *, sign: bool) -> dict[str, str]:
    low, high = int(np.argmin(values)), int(np.argmax(values))
    said = dict(zip(("low", "high"), _said(values[[low, high]], 3, sign=sign), strict=True))
    return {**said, "low_name": names[low], "high_name": names[high]}


def _said(values: NDArray[np.float64], digits: int, *, sign: bool) -> list[str]:
    """Numbers with as many decimals as the largest difference, or a middling level, needs to show these digits."""
    size = np.abs(values).max() if sign else np.median(values)
    places = decimals(float(size), digits)
    return [plain(value, places, sign=sign) for value in values]


def _span(values: NDArray[np.float64]) -> tuple[float, float]:
    """The ends of the colours: those of the values, or a tenth of the middle one, so that noise does not look large."""
    low, high = float(values.min()), float(values.max())
    wider = max(0.0, abs(float(np.median(values))) * LEAST_SPAN - (high - low)) / 2.0
    return low - wider, high + wider


def _level(study: Study, region: Region, outcome: Outcome, names: Sequence[str], values: NDArray[np.float64]) -> Figure:
    words = {"policy": study.reference, "unit": outcome.unit}
    layer = Layer(
        title=strings.MAP_LEVEL.format(title=outcome.title, policy=study.reference),
        scale=outcome.unit,
        colours=ScalarMappable(Normalize(*_span(values)), style.SEQUENTIAL),
        values=values,
        names=names,
        words=_said(values, 2 if _span(values)[0] == values.min() else 3, sign=False),
        solid=[True] * len(values),
    )
    wet = any(pair.across_river for pair in region.neighbours)
    n = wording.replications(len(study.replications(study.reference)))
    river = strings.MAP_RIVER if wet else ""
    caption = strings.MAP_CAPTION_LEVEL.format(title=outcome.title, n=n, river=river, **words)
    listed = _listed(names, _said(values, 3, sign=False))
    alt = strings.MAP_ALT_LEVEL.format(title=outcome.title.lower(), values=listed, **words)
    return Figure(f"map-{outcome.key}", draw(region, layer), alt, caption)


def _difference(
    study: Study,
    region: Region,
    outcome: Outcome,
    names: Sequence[str],
    policy: str,
    found: Sequence[PairedDifference],
) -> Figure:
    values = np.array([d.mean for d in found])
    reach = max(float(np.abs(values).max()), 1e-9)
    words = {"policy": policy, "reference": study.reference, "unit": outcome.unit}
    layer = Layer(
        title=strings.MAP_DIFFERENCE.format(title=outcome.title, policy=policy, reference=study.reference),
        scale=outcome.unit,
        colours=ScalarMappable(TwoSlopeNorm(0.0, -reach, reach), style.DIVERGING),
        values=values,
        names=names,
        words=_said(values, 2, sign=True),
        solid=[d.distinguishable for d in found],
    )
    caption = strings.MAP_CAPTION_DIFFERENCE.format(title=outcome.title, n=wording.replications(found[0].n), **words)
    listed = _listed(names, _said(values, 2, sign=True))
    alt = strings.MAP_ALT_DIFFERENCE.format(title=outcome.title.lower(), values=listed, **words)
    key = f"map-{outcome.key}-difference-{study.others.index(policy) + 1}"
    return Figure(key, draw(region, layer), alt, caption)


def _listed(names: Sequence[str], said: Sequence[str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in zip(names, said, strict=True))
