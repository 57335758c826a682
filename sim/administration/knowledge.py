"""Knowledge: what principals know of places, from records and from residents.

What is not known is taken to be as everywhere: the unknown share is spread evenly over streets. The even spread goes
by residents, so that splitting a place changes nothing.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.spatial import cKDTree

from sim.administration.rules import AdministrationRules
from sim.institution.terms import AdministrationTerms

type Floats = NDArray[np.float64]


class Said(NamedTuple):
    """What residents say, in units of their own. Two rows: everybody, and those who know of the commission."""

    asked: Floats
    """[2, A, P] where all are asked alike."""
    came: Floats
    """[2, A, P] by those who come by themselves, at the same total."""


def streets(residents: Floats) -> Floats:
    """[P] share of the region's streets in each place; by residents, for forest has none."""
    share: Floats = np.maximum(residents, 1.0)
    return share / share.sum()


def nearness(x_km: Floats, y_km: Floats, bandwidth_km: float) -> csr_array:
    """[P, P] how far an incident in one place counts for another: exp(-distance / bandwidth), 0 beyond five of them."""
    spots = np.column_stack((x_km, y_km))
    pairs = cKDTree(spots).sparse_distance_matrix(cKDTree(spots), 5.0 * bandwidth_km, output_type="coo_matrix")
    weight = np.exp(-pairs.data / bandwidth_km)
    return csr_array((weight, (pairs.row, pairs.col)), shape=(len(spots), len(spots)))


def mapped(values: Floats, near: csr_array, even: Floats) -> Floats:
    """[A, P] a density map: incidents nearby over streets nearby, times the place's own streets.

    Places at one spot show one density, so that dividing a place makes nobody see more noise than before.
    """
    density: Floats = (near @ values.T).T / (near @ even)
    return density * even


def faded(record: Floats, today: Floats, memory_days: float) -> Floats:
    """[A, P] a record in which a day's weight fades with mean age `memory_days`; both in units a day."""
    return record + (today - record) / memory_days


def passed_on(told: Floats, record: Floats, delay_days: Floats, days: float) -> Floats:
    """[R, A, P] what principals have been told, `days` later: news takes `delay_days` [R, A] on average."""
    arrived = -np.expm1(-days / np.maximum(delay_days, 1e-9))
    return told + arrived[:, :, None] * (record - told)


def shrunk(values: Floats, known: Floats, even: Floats) -> Floats:
    """[A, P] values by place of which a share [A] is known; the rest is spread evenly ([P], sums to 1)."""
    return known[:, None] * values + (1.0 - known)[:, None] * values.sum(axis=1, keepdims=True) * even


def spoken(heard: Floats, skew: Floats, experience: Floats, even: Floats, said: Said | None, knowing: bool) -> Floats:
    """[A, P] what residents are understood to say, of whom a share `heard` [A] is; the rest is taken to be even.

    `skew` [A]: how far those who come by themselves stand for all. `knowing`: only who knows of a commission speaks.
    Where nobody has a mind (no `said`), what is said is what is lived through, and who comes lives as residents do.
    """
    if said is None:
        return shrunk(experience, heard * (1.0 - skew), even)
    asked, came = said.asked[int(knowing)], said.came[int(knowing)]
    alike, loud = heard * (1.0 - skew), heard * skew
    level = said.asked[0].sum(axis=1, keepdims=True)
    found: Floats = alike[:, None] * asked + loud[:, None] * came + (1.0 - alike - loud)[:, None] * level * even
    return found


def weighed(seen: Floats, said: Floats, weight: Floats) -> Floats:
    """[A, P] what is seen, and with `weight` [A] what is said, at the same total over the affairs it is said on."""
    on = weight > 0.0
    total = said[on].sum()
    scale = seen[on].sum() / total if total > 0.0 else 0.0
    found: Floats = (1.0 - weight)[:, None] * seen + (weight * scale)[:, None] * said
    return found


def understood(
    terms: AdministrationTerms,
    principal: int,
    told: Floats,
    experience: Floats,
    even: Floats,
    aware: float,
    rules: AdministrationRules,
    said: Said | None = None,
) -> Floats:
    """[A, P] harm by place as a principal sees it: records, what residents say, and the pull of populous places.

    `told` [A, P] harm a day in the records it has, `experience` [A, P] incidents a day that residents live through;
    `said` what they say of it. What is heard is weighed against records with `heard_weight`, at the same total over
    the affairs it is heard on. `local_capture` pulls a commission's map to where residents are many.
    """
    seen = shrunk(told, terms.known[principal], even)
    weight = terms.heard_weight[principal]
    if weight.any() and terms.heard[principal].any():
        knowing = bool(terms.by_resolution[principal])
        heard = (aware if knowing else 1.0) * terms.heard[principal]
        seen = weighed(seen, spoken(heard, terms.heard_skew[principal], experience, even, said, knowing), weight)
    if terms.by_resolution[principal] and rules.local_capture > 0.0:
        seen = shrunk(seen, np.full(len(seen), 1.0 - rules.local_capture), even)
    return seen
