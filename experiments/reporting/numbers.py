"""Numbers as text: significant digits, true minus signs, percent and percentage points."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, final

from experiments.analysis.paired import PairedDifference

MINUS: Final = "\N{MINUS SIGN}"
NONE: Final = "\N{EM DASH}"
NEARLY_ZERO: Final = "\N{ALMOST EQUAL TO}0"
"""A difference that is not exactly 0 and smaller than the places shown: the rest that sums of fractions leave."""
LEAST_PERCENT: Final = 0.001
"""The smallest share that is written out, in %."""
MOST_PERCENT: Final = 10_000.0
"""The largest: beyond it the reference is next to nothing, and a share of it says no more."""


@final
@dataclass(frozen=True)
class Scale:
    """How values of one unit are shown: multiplied by `factor`, values and differences under their own unit."""

    factor: float
    unit: str
    step: str


def scale_of(unit: str) -> Scale:
    """Shares are shown in percent and their differences in percentage points; other units as they are."""
    if unit.startswith("share"):
        return Scale(100.0, f"%{unit.removeprefix('share')}", "points")
    return Scale(1.0, unit, unit)


def decimals(size: float, digits: int = 3) -> int:
    """Decimals that show `digits` significant digits of a number of this size: 0 to 6."""
    if not math.isfinite(size) or size == 0:
        return 0
    return min(6, max(0, digits - 1 - math.floor(math.log10(abs(size)))))


def plain(value: float, places: int, *, sign: bool = False) -> str:
    """A number with a true minus sign and thousands apart; a dash where there is none."""
    if not math.isfinite(value):
        return NONE
    said = f"{value:{'+' if sign else ''},.{places}f}"
    if sign and value != 0 and not said.strip("+-0.,"):
        return NEARLY_ZERO
    return said.replace("-", MINUS)


def level(value: float, unit: str) -> str:
    """A value of an outcome to four significant digits, without its unit."""
    shown = value * scale_of(unit).factor
    return plain(shown, min(decimals(shown, 4), 4))


def amount(size: float, unit: str) -> str:
    """A size without a sign in the unit of differences, to two significant digits."""
    shown = size * scale_of(unit).factor
    said = plain(shown, decimals(shown, 2))
    return said.rstrip("0").rstrip(".") if "." in said else said


def change(difference: PairedDifference, unit: str) -> str:
    """The mean of a paired difference, signed; "exactly 0" only where every pair is equal."""
    factor = scale_of(unit).factor
    if exactly_zero(difference):
        return "0"
    return plain(difference.mean * factor, decimals(_size(difference) * factor), sign=True)


def interval(difference: PairedDifference, unit: str, ends: tuple[float, float] | None = None) -> str:
    """The interval of a paired difference, or `ends` to as many places, or that it is unbounded."""
    if not difference.bounded:
        return "unbounded"
    factor = scale_of(unit).factor
    places = decimals(_size(difference) * factor)
    low, high = (plain(bound * factor, places, sign=bound != 0) for bound in ends or (difference.low, difference.high))
    return f"{low} to {high}"


def percent(difference: PairedDifference) -> str:
    """The mean of a paired difference in % of the reference; a dash where the reference is 0."""
    return signed_percent(relative(difference)[0])


def signed_percent(value: float) -> str:
    """A number of percent with its sign; only that it is small where three decimals would not show it."""
    if 0 < abs(value) < LEAST_PERCENT / 2:
        return f"< {LEAST_PERCENT} %"
    if MOST_PERCENT < abs(value) < math.inf:
        return f"{'>' if value > 0 else '<'} {plain(math.copysign(MOST_PERCENT, value), 0)} %"
    return f"{plain(value, min(decimals(value, 2), 3), sign=value != 0)} %" if math.isfinite(value) else NONE


def chance(p: float) -> str:
    """A p-value to two significant digits; small ones as a bound."""
    return "< 0.0001" if p < 1e-4 else plain(p, min(max(decimals(p, 2), 2), 4))


def relative(difference: PairedDifference) -> tuple[float, float, float]:
    """Mean, low and high of a paired difference in % of the reference; NaN where the reference is 0."""
    if difference.reference_mean == 0:
        return math.nan, math.nan, math.nan
    per = 100.0 / abs(difference.reference_mean)
    return difference.mean * per, difference.low * per, difference.high * per


def exactly_zero(difference: PairedDifference) -> bool:
    """Whether all pairs are equal, which is known from two replications on by their spread, from one by its mean."""
    return difference.mean == 0 and (difference.n == 1 or difference.sd == 0)


def _size(difference: PairedDifference) -> float:
    half = difference.high - difference.mean
    return max(abs(difference.mean), half) if math.isfinite(half) else abs(difference.mean)
