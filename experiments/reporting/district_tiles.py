"""Where districts lie on paper: each in a cell of a grid, as near to its place as the others let it be."""

from __future__ import annotations

from typing import Final, NamedTuple, final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from experiments.reporting import geography
from sim.world.region import Region

ROOM: Final = 1.5
"""Cells of the grid per district, before rounding up."""
SLENDER: Final = 1.8
"""The longer side of the grid is at most so many times the shorter one."""
FAR: Final = 1e6
"""What it costs to stand on the wrong bank; above any distance on the grid."""


@final
class Tiles(NamedTuple):
    """A region as a grid. Columns count from west to east, rows from north to south; cells are 1 by 1."""

    column: NDArray[np.int64]
    """[D]"""
    row: NDArray[np.int64]
    """[D]"""
    shape: tuple[int, int]
    """Columns and rows."""
    banks: NDArray[np.int64]
    """[C] rows north of the river in each column; empty where no river divides the region."""


def tiles(region: Region) -> Tiles:
    """The cells of all districts: the least sum of squared ways from where they lie, everyone on their own bank."""
    spots = geography.centres(region)
    shape = _shape(spots)
    at = np.column_stack([_spread(spots[:, 0], spots[:, 0]), _spread(-spots[:, 1], -spots[:, 1])]) * shape
    banks = _banks(region, spots, shape)
    cells = np.array([(c, r) for r in range(shape[1]) for c in range(shape[0])])
    cost = ((at[:, None] - (cells + 0.5)[None]) ** 2).sum(axis=2)
    if banks.size:
        north = np.array([district.bank == "north" for district in region.districts])
        cost = cost + FAR * (north[:, None] != (cells[:, 1] < banks[cells[:, 0]])[None])
    district, cell = linear_sum_assignment(cost)
    chosen = cells[cell[np.argsort(district)]]
    return _trimmed(Tiles(chosen[:, 0], chosen[:, 1], shape, banks))


def _shape(spots: NDArray[np.float64]) -> tuple[int, int]:
    """Columns and rows with some more cells than districts, in the proportions of the region."""
    wide, high = np.ptp(spots, axis=0)
    slender = float(np.clip(wide / max(high, 1e-9), 1 / SLENDER, SLENDER))
    needed = ROOM * len(spots)
    columns = max(1, round(np.sqrt(needed * slender)))
    return columns, int(np.ceil(needed / columns))


def _spread(along: NDArray[np.float64], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Values on the scale 0 to 1 of some places: halfway between their distance and their rank, crowds pulled apart."""
    order = np.sort(along)
    low, high = order[0], max(order[-1], order[0] + 1e-9)
    rank = np.interp(values, order, (np.arange(len(order)) + 0.5) / len(order))
    spread: NDArray[np.float64] = ((values - low) / (high - low) + rank) / 2.0
    return spread


def _banks(region: Region, spots: NDArray[np.float64], shape: tuple[int, int]) -> NDArray[np.int64]:
    """[C] how many rows lie north of the river in each column, so that both banks have room for their districts."""
    course = geography.river(region, spots, margin=float(np.ptp(spots)))
    if course is None or any(district.bank not in ("north", "south") for district in region.districts):
        return np.array([], np.int64)
    across = _spread(spots[:, 0], course[:, 0])
    down = _spread(-spots[:, 1], -course[:, 1])
    middles = (np.arange(shape[0]) + 0.5) / shape[0]
    level = np.interp(middles, across, down) * shape[1]
    north = sum(district.bank == "north" for district in region.districts)
    shifts = np.linspace(-shape[1], shape[1], 40 * shape[1] + 1)
    shifts = shifts[np.argsort(np.abs(shifts), kind="stable")]
    for shift in shifts:
        rows = np.clip(np.round(level + shift), 0, shape[1]).astype(np.int64)
        if north <= rows.sum() <= shape[0] * shape[1] - (len(region.districts) - north):
            return rows
    return np.array([], np.int64)


def _trimmed(found: Tiles) -> Tiles:
    """Without columns and rows at the edges in which nobody stands."""
    left, top = int(found.column.min()), int(found.row.min())
    shape = (int(found.column.max()) + 1 - left, int(found.row.max()) + 1 - top)
    banks = found.banks[left : left + shape[0]]
    return Tiles(found.column - left, found.row - top, shape, np.clip(banks - top, 0, shape[1]))
