"""Numbers: every movable number of an institution in one table, and where it stands at today's strength.

A row is one number of one edge; it has a cell per affair and phase. N rows, A affairs, P phases, S strategies.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple, final

import numpy as np
from numpy.typing import NDArray

from sim.institution.clauses import Amendment, Clause, Term
from sim.institution.links import Link
from sim.vocabulary import AFFAIRS, PHASES, Scope

_SHAPE: Final = (len(AFFAIRS), len(PHASES))


class Row(NamedTuple):
    """One number of one edge. `clause`: any clause of the edge, for its ends and conditions."""

    clause: Clause
    name: str
    about: Term


@final
@dataclass(frozen=True, eq=False)
class Numbers:
    """Where every number stands today."""

    table: Table
    values: NDArray[np.float64]
    """[N, A, P]"""
    clipped: int
    """Numbers (cells) that the reforms together would have carried beyond their bounds."""

    def of[C: Clause](self, kind: type[C], name: str) -> Iterable[tuple[C, NDArray[np.float64], NDArray[np.bool_]]]:
        """(clause, value [A, P], enacted [A, P]) of each edge of one kind that carries the number `name`."""
        for clause, row in self.table.rows_of(kind, name):
            yield clause, self.values[row], self.table.enacted[row]


@final
@dataclass(frozen=True, eq=False)
class Table:
    """Base values, and the shift of each strategy on the number's own scale."""

    strategies: tuple[str, ...]
    """Sorted, so that the order in which strategies are listed is nothing."""
    rows: tuple[Row, ...]
    enacted: NDArray[np.bool_]
    """[N, A, P]: a clause holds here (elsewhere the number has its absent value)."""
    base: NDArray[np.float64]
    """[N, A, P]"""
    shift: NDArray[np.float64]
    """[S, N, A, P]"""
    links: tuple[tuple[Link, NDArray[np.bool_]], ...]
    """Each link with the rows [N, 1, 1] on it."""
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    """[N, 1, 1]"""
    accepted: NDArray[np.bool_]
    """[N, 1, 1]: a force carries the clause out, so that the number moves as far as its officers accept it."""
    index: Mapping[tuple[type[Clause], str], tuple[int, ...]]

    def rows_of[C: Clause](self, kind: type[C], name: str) -> Iterable[tuple[C, int]]:
        for row in self.index.get((kind, name), ()):
            clause = self.rows[row].clause
            assert isinstance(clause, kind)
            yield clause, row

    def at(self, strength: Mapping[str, float], acceptance: float = 1.0) -> Numbers:
        """The numbers at today's strength per strategy. A number that no strategy moves today keeps its bits.

        `acceptance`: share of its shift to which a number moves that a force carries out; all others move in full.
        The sum runs over strategies one by one in key order: a matrix product may round differently when an idle
        strategy is listed.
        """
        shift = np.zeros_like(self.base)
        for strategy, shifts in zip(self.strategies, self.shift, strict=True):
            if today := strength.get(strategy, 0.0):
                shift += shifts * today
        if acceptance != 1.0:
            shift *= np.where(self.accepted, acceptance, 1.0)
        moved = shift != 0.0
        values = self.base.copy()
        for link, on in self.links:
            here = moved & on
            values[here] = link.back(link.to(self.base[here]) + shift[here])
        within = np.where(moved, np.clip(values, self.low, self.high), values)
        return Numbers(self, within, int(np.count_nonzero(within != values)))


def tabulated(
    order: tuple[str, ...], forces: tuple[str, ...], clauses: Iterable[Clause], amendments: Iterable[Amendment]
) -> Table:
    """Compile clauses and amendments. `order`: names of organisations; rows are sorted by it, then by conditions."""
    clauses, amendments = tuple(clauses), tuple(amendments)
    edges = {c.edge: c for c in (*(a.clause for a in amendments), *clauses)}
    place = {name: position for position, name in enumerate(order)}
    ranked = sorted(edges.values(), key=lambda c: _sorting(c, place))
    rows = tuple(Row(clause, name, about) for clause in ranked for name, about in clause.terms().items())
    where = {(row.clause.edge, row.name): n for n, row in enumerate(rows)}
    strategies = tuple(sorted({a.by for a in amendments}))
    base, enacted = _base(rows, where, clauses)
    return Table(
        strategies,
        rows,
        enacted,
        base,
        _shifts(strategies, where, amendments, base),
        _links(rows),
        _column([row.about.low for row in rows]),
        _column([row.about.high for row in rows]),
        np.array([row.clause.doer in forces for row in rows], np.bool_).reshape(-1, 1, 1),
        _index(rows),
    )


def _sorting(clause: Clause, place: Mapping[str, int]) -> tuple[str, int, int, str]:
    last = len(place)
    ends = place.get(clause.source, last), place.get(clause.target, last)
    return clause.kind, *ends, repr(clause.conditions)


def _base(
    rows: tuple[Row, ...], where: Mapping[tuple[tuple[object, ...], str], int], clauses: Iterable[Clause]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    base = np.empty((len(rows), *_SHAPE))
    base[:] = _column([row.about.absent for row in rows])
    enacted = np.zeros(base.shape, dtype=np.bool_)
    for clause in clauses:
        cells = _cells(clause.scope)
        for name in clause.terms():
            row = where[clause.edge, name]
            base[row][cells] = getattr(clause, name)
            enacted[row] |= cells
    return base, enacted


def _shifts(
    strategies: tuple[str, ...],
    where: Mapping[tuple[tuple[object, ...], str], int],
    amendments: Iterable[Amendment],
    base: NDArray[np.float64],
) -> NDArray[np.float64]:
    shift = np.zeros((len(strategies), *base.shape))
    for a in amendments:
        row, cells = where[a.clause.edge, a.term], _cells(a.clause.scope)
        link = a.clause.terms()[a.term].link
        goal = link.to(np.full(int(cells.sum()), a.to, dtype=np.float64))
        shift[strategies.index(a.by), row][cells] = goal - link.to(base[row][cells])
    return shift


def _links(rows: tuple[Row, ...]) -> tuple[tuple[Link, NDArray[np.bool_]], ...]:
    used = dict.fromkeys(row.about.link for row in rows)
    return tuple((link, np.array([row.about.link == link for row in rows])[:, None, None]) for link in used)


def _index(rows: tuple[Row, ...]) -> dict[tuple[type[Clause], str], tuple[int, ...]]:
    found: dict[tuple[type[Clause], str], tuple[int, ...]] = {}
    for n, row in enumerate(rows):
        key = (type(row.clause), row.name)
        found[key] = (*found.get(key, ()), n)
    return found


def _column(values: list[float]) -> NDArray[np.float64]:
    return np.array(values, dtype=np.float64).reshape(-1, 1, 1)


def _cells(scope: Scope) -> NDArray[np.bool_]:
    """[A, P]: the cells that a scope covers."""
    return np.array([[scope.covers(a, p) for p in PHASES] for a in AFFAIRS])
