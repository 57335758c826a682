"""Section: maps of the districts, the level under the reference and the difference of every other policy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize, TwoSlopeNorm
from numpy.typing import NDArray

from experiments.analysis.paired import PairedDifference
from experiments.reporting import geography, strings, style, wording
from experiments.reporting.blocks import Block, Figure, Pair, Section, Text
from experiments.reporting.map_drawing import Layer, draw
from experiments.reporting.numbers import plain
from experiments.reporting.study import Study
from sim.world.region import Region

MAPPED: Final = "response"


def section(study: Study) -> Section:
    """Maps and a sentence on each, or why there is none."""
    if study.region is None:
        blocks: tuple[Block, ...] = (Text(strings.MAP_NONE),)
    elif len(study.region.districts) < 2:
        blocks = (Text(strings.MAP_SINGLE),)
    else:
        blocks = _blocks(study, study.region)
    return Section("map", strings.MAP_TITLE, blocks)


def _blocks(study: Study, region: Region) -> tuple[Block, ...]:
    names = geography.short_names([d.name for d in region.districts])
    levels = study.district_means(MAPPED, study.reference, [d.name for d in region.districts])
    lead = strings.MAP_LEAD.format(reference=study.reference, **_ends(levels, names, sign=False))
    sentences, figures = [Text(lead)], [_level(study, region, names, levels)]
    for other in study.others:
        found = [study.district_difference(MAPPED, other, district.name) for district in region.districts]
        known = [d for d in found if d is not None]
        if len(known) == len(found):
            sentences.append(Text(_words(study, names, other, known)))
            figures.append(_difference(study, region, names, other, known))
    return (*sentences, Pair(tuple(figures)))


def _words(study: Study, names: Sequence[str], policy: str, found: Sequence[PairedDifference]) -> str:
    return strings.MAP_LEAD_DIFFERENCE.format(
        policy=policy,
        reference=study.reference,
        clear=sum(d.distinguishable for d in found),
        districts=wording.districts(len(found)),
        **_ends(np.array([d.mean for d in found]), names, sign=True),
    )


def _ends(values: NDArray[np.float64], names: Sequence[str], *, sign: bool) -> dict[str, str]:
    low, high = int(np.nanargmin(values)), int(np.nanargmax(values))
    said = {"low": plain(values[low], 2, sign=sign), "high": plain(values[high], 2, sign=sign)}
    return {**said, "low_name": names[low], "high_name": names[high]}


def _level(study: Study, region: Region, names: Sequence[str], values: NDArray[np.float64]) -> Figure:
    layer = Layer(
        title=strings.MAP_LEVEL.format(policy=study.reference),
        colours=ScalarMappable(Normalize(float(values.min()), float(values.max())), style.SEQUENTIAL),
        values=values,
        names=names,
        words=[plain(value, 1) for value in values],
        solid=[True] * len(values),
    )
    wet = any(pair.across_river for pair in region.neighbours)
    n = wording.replications(len(study.replications(study.reference)))
    caption = strings.MAP_CAPTION_LEVEL.format(policy=study.reference, n=n, river=strings.MAP_RIVER if wet else "")
    alt = strings.MAP_ALT_LEVEL.format(policy=study.reference, values=_listed(names, values, sign=False))
    return Figure("map-level", draw(region, layer), alt, caption)


def _difference(
    study: Study, region: Region, names: Sequence[str], policy: str, found: Sequence[PairedDifference]
) -> Figure:
    values = np.array([d.mean for d in found])
    reach = max(float(np.abs(values).max()), 1e-9)
    words = {"policy": policy, "reference": study.reference}
    layer = Layer(
        title=strings.MAP_DIFFERENCE.format(**words),
        colours=ScalarMappable(TwoSlopeNorm(0.0, -reach, reach), style.DIVERGING),
        values=values,
        names=names,
        words=[plain(value, 2, sign=True) for value in values],
        solid=[d.distinguishable for d in found],
    )
    caption = strings.MAP_CAPTION_DIFFERENCE.format(**words, n=wording.replications(found[0].n))
    alt = strings.MAP_ALT_DIFFERENCE.format(**words, values=_listed(names, values, sign=True))
    return Figure(f"map-difference-{study.others.index(policy) + 1}", draw(region, layer), alt, caption)


def _listed(names: Sequence[str], values: NDArray[np.float64], *, sign: bool) -> str:
    return "; ".join(f"{name} {plain(value, 2, sign=sign)}" for name, value in zip(names, values, strict=True))
