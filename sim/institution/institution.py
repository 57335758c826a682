"""The institution: organisations and the clauses that bind them.

A pure value. A governance model is a reform of another institution (`split_force`, `enact`, `repeal`, `narrow`); a
strategy only says where a number would stand at full strength (`move`). Nothing is overwritten, so the difference of
two institutions is the reform itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from typing import final

from sim.institution.clauses import AFFAIRS_NODE, EVERYTHING, Amendment, Answers, Clause
from sim.institution.organisation import FORCE, Organisation, Origin
from sim.institution.provisions import Provisions, compiled
from sim.institution.splitting import (
    merged_amendments,
    merged_clauses,
    renamed_amendments,
    renamed_clauses,
    split_amendments,
    split_clauses,
)
from sim.vocabulary import Scope


@final
@dataclass(frozen=True)
class Institution:
    """Organisations in order (forces keep it as row order), clauses, amendments, and where split forces came from.

    Raises ValueError where a clause names an unknown organisation or two clauses say different things of one cell.
    """

    organisations: tuple[Organisation, ...]
    clauses: tuple[Clause, ...]
    amendments: tuple[Amendment, ...] = ()
    origin: Mapping[str, Origin] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _unique([o.name for o in self.organisations])
        for clause in chain(self.clauses, (a.clause for a in self.amendments)):
            self._known(clause.source, f"{clause.kind} {clause.ends}")
            if not (isinstance(clause, Answers) and clause.target == AFFAIRS_NODE):
                self._known(clause.target, f"{clause.kind} {clause.ends}")
        _no_overlap(self.clauses)

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(o.name for o in self.organisations)

    @property
    def forces(self) -> tuple[str, ...]:
        """Names of all forces, in order."""
        return tuple(o.name for o in self.organisations if o.kind == FORCE)

    @property
    def asked_of_officers(self) -> frozenset[str]:
        """The strategies that move a number which a force carries out: officers' acceptance matters to these alone."""
        forces = self.forces
        return frozenset(a.by for a in self.amendments if a.clause.doer in forces)

    @property
    def shares(self) -> dict[str, float]:
        """Share of each force in the crews of the undivided force it descends from; 1 where nothing was split."""
        shares: dict[str, float] = {}
        for force, origin in self.origin.items():
            whole = shares.get(origin.parent, 1.0)
            shares[force], shares[origin.parent] = whole * origin.share, whole * (1.0 - origin.share)
        return {force: shares.get(force, 1.0) for force in self.forces}

    def organisation(self, name: str) -> Organisation:
        self._known(name, "organisation")
        return self.organisations[self.names.index(name)]

    def find[C: Clause](self, kind: type[C], source: str | None = None, target: str | None = None) -> tuple[C, ...]:
        """Clauses of one kind between two ends; None means any. Raises ValueError for an unknown name."""
        for name in (source, target):
            if name not in (None, AFFAIRS_NODE):
                self._known(str(name), kind.__name__)
        return tuple(
            clause
            for clause in self.clauses
            if isinstance(clause, kind) and source in (None, clause.source) and target in (None, clause.target)
        )

    def jurisdiction(self, affair: str, phase: str) -> tuple[Answers, ...]:
        """Who takes this affair in this phase, duties first. Raises ValueError for an unknown affair or phase."""
        cell = Scope((affair,), (phase,))
        found = [clause for clause in self.find(Answers) if clause.scope & cell]
        return tuple(sorted(found, key=lambda clause: not clause.duty))

    def establish(self, *new: Organisation) -> Institution:
        """Add organisations, after those that exist."""
        return replace(self, organisations=self.organisations + new)

    def enact(self, *new: Clause) -> Institution:
        """Add clauses."""
        return replace(self, clauses=self.clauses + new)

    def repeal(
        self, kind: type[Clause], source: str | None = None, target: str | None = None, scope: Scope = EVERYTHING
    ) -> Institution:
        """Remove the clauses of one kind between two ends that lie wholly inside `scope`.

        Raises ValueError where there is none, so that a reform never repeals nothing in silence.
        """
        cells = set(scope.cells())
        gone = {c for c in self.find(kind, source, target) if cells.issuperset(c.scope.cells())}
        if not gone:
            raise ValueError(self._nothing(kind, f"{source or 'any'} -> {target or 'any'}"))
        return replace(self, clauses=tuple(c for c in self.clauses if c not in gone))

    def narrow(self, kind: type[Clause], force: str, scope: Scope, *, basis: str = "") -> Institution:
        """Keep only the part inside `scope` of the force's clauses of one kind (at either end); drop empty ones.

        `basis`: the law that narrows. Raises ValueError where the force has no such clause.
        """
        self._known(force, kind.__name__)
        concerned = {c for c in self.find(kind) if force in (c.source, c.target)}
        if not concerned:
            raise ValueError(self._nothing(kind, f"of {force}"))
        kept = (_inside(c, scope, basis) if c in concerned else c for c in self.clauses)
        return replace(self, clauses=tuple(c for c in kept if c is not None))

    def move(self, clause: Clause, *, by: str, **to: float) -> Institution:
        """Say where the named numbers of `clause` stand at full strength of strategy `by`. Nothing else changes.

        Raises ValueError for an unknown number, one out of bounds, or one that `by` has already moved there.
        """
        amendments = self.amendments + tuple(Amendment(by, clause, name, value) for name, value in to.items())
        _no_second_move(amendments)
        return replace(self, amendments=amendments)

    def split_force(
        self, force: str, to: str, share: float, boxes: str = "divided", *, basis: str = "assumption"
    ) -> Institution:
        """Give `share` of the crews of `force` the name `to`; every clause of `force` then holds for both.

        Nothing else changes: a run of the result is bit for bit a run of the original.
        """
        self._may_become(force, to)
        return Institution(
            (*self.organisations, replace(self.organisation(force), name=to, title="")),
            split_clauses(self.clauses, force, to),
            split_amendments(self.amendments, force, to),
            {**self.origin, to: Origin(force, share, boxes, basis)},
        )

    def rename_force(self, force: str, to: str, *, basis: str = "assumption") -> Institution:
        """Pass `force` whole to another name, with its place in the order and every clause."""
        self._may_become(force, to)
        return Institution(
            tuple(replace(o, name=to) if o.name == force else o for o in self.organisations),
            renamed_clauses(self.clauses, force, to),
            renamed_amendments(self.amendments, force, to),
            {**self.origin, to: Origin(force, 1.0, basis=basis)},
        )

    def merge_forces(self, force: str, other: str) -> Institution:
        """Undo a split: `other` becomes part of `force`. Raises ValueError where their clauses differ."""
        for name in (force, other):
            if name not in self.forces:
                raise ValueError(f"merge: no force {name!r}; allowed: {', '.join(self.forces)}")
        children = [to for to, origin in self.origin.items() if origin.parent == other]
        if children:
            raise ValueError(f"cannot merge {other} into {force}: merge {', '.join(children)} into {other} first")
        return Institution(
            tuple(o for o in self.organisations if o.name != other),
            merged_clauses(self.clauses, force, other),
            merged_amendments(self.amendments, force, other),
            {to: origin for to, origin in self.origin.items() if to != other},
        )

    def provisions(self) -> Provisions:
        """Compile into plain arrays, once per policy."""
        return compiled(self.organisations, self.clauses, self.amendments, self.shares)

    def _may_become(self, force: str, to: str) -> None:
        if force not in self.forces:
            raise ValueError(f"no force {force!r}; allowed: {', '.join(self.forces)}")
        if to in self.names or to in self.origin:
            raise ValueError(f"{force} cannot become {to!r}: the name is taken; taken are {', '.join(self.names)}")

    def _known(self, name: str, where: str) -> None:
        if name not in self.names:
            raise ValueError(f"{where}: no organisation {name!r}; allowed: {', '.join(self.names)}")

    def _nothing(self, kind: type[Clause], where: str) -> str:
        there = sorted({clause.ends for clause in self.find(kind)})
        return f"no {kind.__name__} clause {where}; there are: {', '.join(there) or 'none'}"


def _unique(names: list[str]) -> None:
    for name, count in Counter(names).items():
        if count > 1:
            raise ValueError(f"organisation {name!r} is there {count} times; names must differ")


def _no_overlap(clauses: Iterable[Clause]) -> None:
    covered: dict[tuple[object, ...], set[tuple[str, str]]] = {}
    for clause in clauses:
        taken, cells = covered.setdefault(clause.edge, set()), set(clause.scope.cells())
        for affair, phase in taken & cells:
            raise ValueError(f"two clauses {clause.kind} {clause.ends} cover {affair} in {phase}; narrow one of them")
        taken |= cells


def _no_second_move(amendments: Iterable[Amendment]) -> None:
    covered: dict[tuple[object, ...], set[tuple[str, str]]] = {}
    for a in amendments:
        taken, cells = covered.setdefault((a.by, a.term, a.clause.edge), set()), set(a.clause.scope.cells())
        if taken & cells:
            raise ValueError(f"{a.by} moves {a.term} of {a.clause.kind} {a.clause.ends} twice")
        taken |= cells


def _inside(clause: Clause, scope: Scope, basis: str) -> Clause | None:
    both = clause.scope & scope
    if both is None:
        return None
    if set(both.cells()) == set(clause.scope.cells()):
        return clause
    return replace(clause, scope=both, basis=basis or clause.basis)
