"""What a drawing of institutions shows: who is bound to whom by which kind of clause, and what a reform did to it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final, NamedTuple, final

from sim.institution.clauses import Amendment, Answers, Clause, Funds
from sim.institution.diff import with_same_forces
from sim.institution.institution import Institution
from sim.institution.organisation import DORMANT, Organisation
from sim.vocabulary import AFFAIRS, PHASES

KEPT, ADDED, CHANGED, REMOVED = "kept", "added", "changed", "removed"
CHANGES: Final = (KEPT, ADDED, CHANGED, REMOVED)


@final
@dataclass(frozen=True)
class Edge:
    """All clauses of one kind from one organisation to another, taken together."""

    kind: str
    source: str
    target: str
    change: str = KEPT


class Cell(NamedTuple):
    """Who takes an affair in a phase: those with the duty, those who help and when."""

    duties: tuple[str, ...]
    helpers: tuple[str, ...]

    @property
    def words(self) -> str:
        return " + ".join((", ".join(self.duties) or "nobody", *self.helpers))


type _Bonds = frozenset[Clause | Amendment]


@final
@dataclass(frozen=True)
class Shown:
    """One institution, or a reform of it."""

    organisations: tuple[Organisation, ...]
    edges: tuple[Edge, ...]
    cells: dict[tuple[str, str], tuple[Cell, bool]]
    """By (affair, phase): who takes it, and whether that is new."""
    shares: dict[str, float]
    idle: frozenset[str]
    """Organisations that the reform abolishes or that no clause binds."""

    def ruler(self, force: str) -> str:
        """Who commands a force, the holder of its careers first; "" if nobody does."""
        bound = [e for e in self.edges if e.target == force and e.change != REMOVED]
        commanding = [e.source for e in bound if e.kind == "Commands"]
        both = [e.source for e in bound if e.kind == "Appoints" and e.source in commanding]
        return next(iter(both or commanding), "")


def shown(before: Institution, after: Institution | None = None) -> Shown:
    """What there is to draw of an institution, or of what a reform makes of it."""
    base, after = (before, before) if after is None else (with_same_forces(before, after)[0], after)
    gone = tuple(o for o in base.organisations if o.name not in after.names)
    organisations, edges = (*after.organisations, *gone), _edges(base, after)
    bound = {end for e in edges if e.change != REMOVED for end in (e.source, e.target)}
    organisations = tuple(o for o in organisations if o.name in bound or o.kind not in DORMANT)
    idle = frozenset(o.name for o in organisations if o.name not in bound or o in gone)
    return Shown(organisations, edges, _cells(base, after), after.shares, idle)


def _edges(before: Institution, after: Institution) -> tuple[Edge, ...]:
    old, new = _by_ends(before), _by_ends(after)
    ends = {**new, **old}
    return tuple(Edge(*key, _change(old.get(key, frozenset()), new.get(key, frozenset()))) for key in ends)


def _by_ends(institution: Institution) -> dict[tuple[str, str, str], _Bonds]:
    """Clauses and amendments by kind and ends; `Answers` stand in the table. A clause that does nothing is none."""
    found: dict[tuple[str, str, str], set[Clause | Amendment]] = defaultdict(set)
    for clause in institution.clauses:
        if _does(clause):
            found[clause.kind, clause.source, clause.target].add(clause)
    for amendment in institution.amendments:
        found[amendment.clause.kind, amendment.clause.source, amendment.clause.target].add(amendment)
    return {key: frozenset(bonds) for key, bonds in found.items() if key[0] != Answers.__name__}


def _does(clause: Clause) -> bool:
    """Whether a number says something; who pays neither an amount nor a share pays nothing."""
    names = ("amount", "cost_share") if isinstance(clause, Funds) else tuple(clause.terms())
    return any(getattr(clause, name) != clause.terms()[name].absent for name in names)


def _change(old: _Bonds, new: _Bonds) -> str:
    if old == new:
        return KEPT
    return ADDED if not old else REMOVED if not new else CHANGED


def _cells(before: Institution, after: Institution) -> dict[tuple[str, str], tuple[Cell, bool]]:
    found = {}
    for affair in AFFAIRS:
        for phase in PHASES:
            cell = _cell(after, affair, phase)
            found[affair, phase] = (cell, cell != _cell(before, affair, phase))
    return found


def _cell(institution: Institution, affair: str, phase: str) -> Cell:
    clauses = institution.jurisdiction(affair, phase)
    helping: dict[str, list[str]] = defaultdict(list)
    for clause in clauses:
        if not clause.duty:
            helping[clause.source].append(_when(clause))
    for amendment in institution.amendments:
        moved = amendment.clause
        if isinstance(moved, Answers) and moved.scope.covers(affair, phase) and moved.source not in helping:
            helping[moved.source].append("by a strategy")
    helpers = tuple(f"{source} ({', '.join(when)})" for source, when in helping.items())
    return Cell(tuple(c.source for c in clauses if c.duty), helpers)


def _when(helping: Answers) -> str:
    if helping.joint:
        return "in addition"
    return "urgent" if helping.urgent_only else "helps"
