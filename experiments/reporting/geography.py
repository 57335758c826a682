"""Where districts lie, how the river runs between the banks, and what they are called in short."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline

from sim.world.region import Region

KM_PER_DEGREE: Final = 111.32


def centres(region: Region) -> NDArray[np.float64]:
    """[D, 2] km east and north of the middle of the region (equirectangular, good to 1 % over a province)."""
    degrees = np.array([[d.longitude, d.latitude] for d in region.districts])
    middle = degrees.mean(axis=0)
    return (degrees - middle) * KM_PER_DEGREE * np.array([np.cos(np.radians(middle[1])), 1.0])


def river(region: Region, spots: NDArray[np.float64], margin: float) -> NDArray[np.float64] | None:
    """[N, 2] km from west to east, or None where no two pairs of districts face each other across a river.

    Through the middles of the pairs that the table marks as across the river, neighbouring middles taken together, and
    `margin` km beyond the outermost at either end.
    """
    middles = sorted(tuple((spots[p.one] + spots[p.other]) / 2) for p in region.neighbours if p.across_river)
    if len(middles) < 2:
        return None
    joined = _joined(middles, apart=0.06 * float(np.ptp(spots[:, 0])))
    if len(joined) < 2:
        return None
    way = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(joined, axis=0).T))))
    course = CubicSpline(way, joined, bc_type="natural")(np.linspace(0, way[-1], 120))
    first, last = course[0] - course[8], course[-1] - course[-9]
    ends = (course[0] + margin * first / np.hypot(*first), course[-1] + margin * last / np.hypot(*last))
    return np.vstack((ends[0], course, ends[1]))


def short_names(names: Sequence[str]) -> tuple[str, ...]:
    """Names without the ending ("-gu", "-si", "-gun") where all districts share it."""
    endings = {name.rpartition("-")[2] for name in names if "-" in name}
    alone = len(endings) == 1 and all("-" in name for name in names)
    return tuple(name.rpartition("-")[0] for name in names) if alone else tuple(names)


def _joined(middles: Sequence[tuple[float, ...]], apart: float) -> NDArray[np.float64]:
    """Middles from west to east, those less than `apart` km further east averaged."""
    groups: list[list[tuple[float, ...]]] = [[middles[0]]]
    for middle in middles[1:]:
        if middle[0] - groups[-1][0][0] < apart:
            groups[-1].append(middle)
        else:
            groups.append([middle])
    return np.array([np.mean(group, axis=0) for group in groups])
