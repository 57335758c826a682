"""Books of a run that went on under another policy: those before and those after as one."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, Final

import numpy as np

from sim.ledger import Decisions, Ledger, Service

ADDED: Final = ("hour", "by_segment", "calls", "bins", "thinning", "discovered", "free", "patrol", "presence")
"""Sums that have no rows for forces or payers."""
BY_FORCE: Final = ("by_force", "use_by_force", "free_by_force")
LISTED: Final = ("true", "reported", "recorded", "daily", "use", "people", "surveys", "hazard", "assembly")
"""One entry a day, or a year."""
SUMMED: Final = ("casework", "society")
"""Sums by name."""


def continued(before: Ledger, after: Ledger) -> Ledger:
    """The books of all days. Forces and payers of `after` come first, those that ended with `before` behind them.

    Raises ValueError unless `after` begins where `before` ends.
    """
    if before.first + before.days != after.first:
        ended, began = before.first + before.days, after.first
        raise ValueError(f"books that end on day {ended} and begin on day {began}; allowed: one day after the other")
    forces, payers, purposes = (
        tuple(dict.fromkeys((*getattr(after, name), *getattr(before, name))))
        for name in ("forces", "payers", "purposes")
    )
    books = replace(after, first=before.first, earlier=before.earlier, forces=forces, payers=payers, purposes=purposes)
    books.days, books.came = before.days + after.days, before.came + after.came
    books.carried_in, books.open = before.carried_in, after.open
    books.clipped = before.clipped + after.clipped
    books.decisions = _sum(Decisions, before.decisions, after.decisions)
    books.service = _sum(Service, before.service, after.service)
    for name in LISTED:
        setattr(books, name, [*getattr(before, name), *getattr(after, name)])
    for name in ADDED:
        parts = [getattr(one, name) for one in (before, after) if getattr(one, name) is not None]
        setattr(books, name, np.sum(parts, axis=0) if parts else None)
    for name in SUMMED:
        had, has = getattr(before, name), getattr(after, name)
        setattr(books, name, {key: had.get(key, 0) + has.get(key, 0) for key in {**had, **has}})
    for name in BY_FORCE:
        setattr(books, name, _by_row(name, before, after, forces))
    for one in (before, after):
        books.bill[np.ix_([payers.index(p) for p in one.payers], [purposes.index(p) for p in one.purposes])] += one.bill
    return books


def _sum[T](kind: type[T], one: T, other: T) -> T:
    return kind(**{f.name: getattr(one, f.name) + getattr(other, f.name) for f in fields(one)})  # type: ignore[arg-type]


def _by_row(name: str, before: Ledger, after: Ledger, forces: tuple[str, ...]) -> Any:
    example = getattr(after, name)
    found = np.zeros((len(forces), *example.shape[1:]), example.dtype)
    for one in (before, after):
        found[[forces.index(force) for force in one.forces]] += getattr(one, name)
    return found
