"""Splitting and merging: the same clauses under two names, which must not change a run.

A clause that names the force at both ends has four copies. Merging is the inverse or an error: what a merged force
would mean where its halves were bound differently is a question for the law, not for us.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sim.institution.clauses import Amendment, Clause


def split_clauses(clauses: Iterable[Clause], force: str, to: str) -> tuple[Clause, ...]:
    """Every clause, followed by its copies that name `to` where it names `force`."""
    return tuple(copy for clause in clauses for copy in _copies(clause, force, to))


def split_amendments(amendments: Iterable[Amendment], force: str, to: str) -> tuple[Amendment, ...]:
    """Every amendment, followed by its copies, as clauses are."""
    return tuple(replace(a, clause=copy) for a in amendments for copy in _copies(a.clause, force, to))


def renamed_clauses(clauses: Iterable[Clause], force: str, to: str) -> tuple[Clause, ...]:
    """Every clause with `force` called `to`."""
    return tuple(_renamed(clause, force, to) for clause in clauses)


def renamed_amendments(amendments: Iterable[Amendment], force: str, to: str) -> tuple[Amendment, ...]:
    """Every amendment with `force` called `to`."""
    return tuple(replace(a, clause=_renamed(a.clause, force, to)) for a in amendments)


def merged_clauses(clauses: tuple[Clause, ...], force: str, other: str) -> tuple[Clause, ...]:
    """The clauses with `other` called `force`. Raises ValueError where the two are bound differently."""
    merged = tuple(dict.fromkeys(renamed_clauses(clauses, other, force)))
    unlike = set(split_clauses(merged, force, other)) ^ set(clauses)
    if unlike:
        raise ValueError(_refusal(force, other, unlike))
    return merged


def merged_amendments(amendments: tuple[Amendment, ...], force: str, other: str) -> tuple[Amendment, ...]:
    """The amendments with `other` called `force`. Raises ValueError where the two are amended differently."""
    merged = tuple(dict.fromkeys(renamed_amendments(amendments, other, force)))
    unlike = set(split_amendments(merged, force, other)) ^ set(amendments)
    if unlike:
        raise ValueError(_refusal(force, other, {a.clause for a in unlike}))
    return merged


def _copies(clause: Clause, force: str, to: str) -> Iterable[Clause]:
    for source in (clause.source, to) if clause.source == force else (clause.source,):
        for target in (clause.target, to) if clause.target == force else (clause.target,):
            yield replace(clause, source=source, target=target)


def _renamed(clause: Clause, name: str, to: str) -> Clause:
    source = to if clause.source == name else clause.source
    target = to if clause.target == name else clause.target
    return replace(clause, source=source, target=target)


def _refusal(force: str, other: str, unlike: set[Clause]) -> str:
    differing = sorted({f"{clause.kind} {clause.ends}" for clause in unlike})
    return f"cannot merge {other} into {force}: they are bound differently by {', '.join(differing)}"
