"""The agenda of a commission: it commands by resolution, and its sittings are few (Act arts. 18, 28(4)).

A matter is one affair in one district. A sitting resolves the most urgent matters that no valid resolution covers;
a resolution holds for a time and is followed gradually, as far as the commission has a say in careers.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.administration.rules import AdministrationRules

type Floats = NDArray[np.float64]


def sit(day: int, valid_until: Floats, urgency: Floats, rules: AdministrationRules) -> Floats:
    """[D, A] until when resolutions hold, after a sitting. `urgency` [D, A]; matters of none are not on the agenda."""
    open_ = (valid_until <= day) & (urgency > 0.0)
    matters = np.flatnonzero(open_)
    first = matters[np.argsort(-urgency.ravel()[matters], kind="stable")][: rules.resolutions]
    valid_until = valid_until.copy()
    valid_until.ravel()[first] = day + rules.validity_days
    return valid_until


def settled(day: int, urgency: Floats, rules: AdministrationRules) -> Floats:
    """[D, A] the same after years: the most urgent matters are resolved in turn, as many as sittings allow."""
    valid_until = np.full(urgency.shape, float(day))
    able = int(rules.resolutions * rules.validity_days / rules.sitting_days)
    matters = np.flatnonzero(urgency > 0.0)
    first = matters[np.argsort(-urgency.ravel()[matters], kind="stable")][:able]
    turns = np.arange(1, len(first) + 1) / max(len(first), 1)
    valid_until.ravel()[first] = day + rules.validity_days * turns
    return valid_until


def heed(stake: float, rules: AdministrationRules) -> float:
    """Share to which crews follow a resolution of a principal that holds `stake` of their careers."""
    return max(stake, rules.stake_floor)


def followed(so_far: Floats, resolved: Floats, days: float) -> Floats:
    """[D, A] share to which crews follow, a day later; at once where `days` is 0.

    `resolved` [D, A]: the share to which they will follow what is resolved now, 0 where nothing is.
    """
    if days <= 0.0:
        return resolved.copy()
    share: Floats = so_far - np.expm1(-1.0 / days) * (resolved - so_far)
    return share
