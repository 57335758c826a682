"""The difference of two institutions, as sentences that a lawyer can read, each with its legal basis."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sim.institution.clauses import KINDS, Amendment, Answers, Clause, Term
from sim.institution.institution import Institution
from sim.institution.organisation import Origin
from sim.vocabulary import AFFAIRS, LOCAL, NATIONAL, PHASES, Scope

ANSWERING: Final = ("duty", "aid", "joint")
"""Ways of answering calls."""

_SETS: Final = {AFFAIRS: "all affairs", LOCAL: "autonomous affairs", NATIONAL: "national affairs"}


def diff(before: Institution, after: Institution) -> tuple[str, ...]:
    """Sentences: forces split, passed on or merged; clauses added, removed, changed, narrowed; amendments.

    Clauses that only follow a split or a new name are not listed: the sentence on the force says it. Empty where
    nothing differs.
    """
    base, forces = with_same_forces(before, after)
    return (*forces, *_organisations(base, after), *_clauses(base, after), *_amendments(base, after))


def kinds(before: Institution, after: Institution) -> tuple[str, ...]:
    """Kinds of clauses, amended ones too, in which two institutions differ; "split" first where forces do."""
    base, forces = with_same_forces(before, after)
    found = {clause.kind for clause in _differing(base, after)}
    divided = ("split",) if forces or base.forces != after.forces else ()
    return (*divided, *(kind.__name__ for kind in KINDS if kind.__name__ in found))


def answering(before: Institution, after: Institution) -> tuple[str, ...]:
    """In which ways of answering calls two institutions differ: `duty`, `aid`, `joint` attendance."""
    base, _ = with_same_forces(before, after)
    found = {sort_of(clause) for clause in _differing(base, after) if isinstance(clause, Answers)}
    return tuple(sort for sort in ANSWERING if sort in found)


def sort_of(clause: Answers) -> str:
    """One of `ANSWERING`."""
    return "duty" if clause.duty else "joint" if clause.joint else "aid"


def _differing(base: Institution, after: Institution) -> set[Clause]:
    amended = {a.clause for a in set(base.amendments) ^ set(after.amendments)}
    return set(base.clauses) ^ set(after.clauses) | amended


def with_same_forces(before: Institution, after: Institution) -> tuple[Institution, list[str]]:
    """`before` with the splits and new names of `after`, and a sentence for each."""
    before, sentences = _returned(before, after)
    for force, origin in after.origin.items():
        if before.origin.get(force, origin) != origin:
            sentences.append(f"{_split_sentence(force, origin)} Before: {_split_words(force, before.origin[force])}.")
        if force in before.origin or force in before.names or origin.parent not in before.forces:
            continue
        if origin.parent in after.names:
            before = before.split_force(origin.parent, force, origin.share, origin.boxes, basis=origin.basis)
            sentences.append(_split_sentence(force, origin))
        else:
            before = before.rename_force(origin.parent, force, basis=origin.basis)
            sentences.append(f"Forces: {origin.parent} becomes {force} as a whole ({origin.basis}).")
    return before, sentences


def _returned(before: Institution, after: Institution) -> tuple[Institution, list[str]]:
    """`before` with the forces that go back to where they came from, and a sentence for each."""
    sentences = []
    for force, origin in reversed(tuple(before.origin.items())):
        if force in after.names or origin.parent not in after.names:
            continue
        if origin.parent in before.names:
            before = _merged(before, origin.parent, force)
            sentences.append(f"Forces: {force} becomes part of {origin.parent} again.")
        else:
            before = before.rename_force(force, origin.parent)
            sentences.append(f"Forces: {force} becomes {origin.parent} again.")
    return before, sentences


def _merged(before: Institution, parent: str, force: str) -> Institution:
    try:
        return before.merge_forces(parent, force)
    except ValueError:
        return before  # the two were bound differently: what bound the force is then listed as removed


def _split_sentence(force: str, origin: Origin) -> str:
    return f"Forces: {_split_words(force, origin)}."


def _split_words(force: str, origin: Origin) -> str:
    share = f"{100 * origin.share:.3g} %"
    return f"{share} of the crews of {origin.parent} become {force}; police boxes are {origin.boxes} ({origin.basis})"


def _organisations(before: Institution, after: Institution) -> Iterator[str]:
    for organisation in after.organisations:
        if organisation.name not in before.names:
            yield f"Establishes {organisation.name} ({organisation.kind.replace('_', ' ')})."
    for organisation in before.organisations:
        if organisation.name not in after.names and organisation.name not in before.origin:
            yield f"Abolishes {organisation.name} ({organisation.kind.replace('_', ' ')})."


def _clauses(before: Institution, after: Institution) -> Iterator[str]:
    old = [clause for clause in before.clauses if clause not in set(after.clauses)]
    new = [clause for clause in after.clauses if clause not in set(before.clauses)]
    for clause in new:
        former = _former(clause, old)
        if former is None:
            yield f"Adds: {_described(clause)}."
        else:
            old.remove(former)
            yield from _changes(former, clause)
    for clause in old:
        yield f"Removes: {_described(clause)}."


def _former(clause: Clause, old: list[Clause]) -> Clause | None:
    """The clause on the same edge that this one replaces: the one whose scope it shares or narrows."""
    cells = set(clause.scope.cells())
    return next((c for c in old if c.edge == clause.edge and cells.issubset(c.scope.cells())), None)


def _changes(old: Clause, new: Clause) -> Iterator[str]:
    where = f"{headed(new)} over {scope_words(new.scope)}"
    narrower = set(old.scope.cells()) != set(new.scope.cells())
    moved = [name for name in new.terms() if getattr(old, name) != getattr(new, name)]
    if narrower:
        yield f"Narrows: {headed(new)} from {scope_words(old.scope)} to {scope_words(new.scope)} ({new.basis})."
    for name in moved:
        values = f"from {getattr(old, name):.4g} to {getattr(new, name):.4g} {new.terms()[name].unit}"
        yield f"Changes: {where}: {name.replace('_', ' ')} {values} ({new.basis})."
    if old.statement != new.statement:
        yield f"Restates: {where}: {new.statement} ({new.basis})."
    elif not narrower and not moved:
        yield f"Bases anew: {where}, no longer on {old.basis} ({new.basis})."


def _amendments(before: Institution, after: Institution) -> Iterator[str]:
    for a in after.amendments:
        if a not in before.amendments:
            yield f"Amends: {_amended(a)}."
    for a in before.amendments:
        if a not in after.amendments:
            yield f"Drops: {_amended(a)}."


def _amended(a: Amendment) -> str:
    where = f"{headed(a.clause)} over {scope_words(a.clause.scope)}"
    unit = a.clause.terms()[a.term].unit
    return (
        f"{a.by} moves {a.term.replace('_', ' ')} of {where} to {a.to:.4g} {unit} at full strength ({a.clause.basis})"
    )


def headed(clause: Clause) -> str:
    """Who does what to whom, with the conditions that are not the rule."""
    said = [name.replace("_", " ") for name, value in clause.conditions if value is True and name != "duty"]
    if isinstance(clause, Answers):
        head = f"{clause.source} {'answers' if clause.duty else 'helps'}"
    else:
        head = f"{clause.source} {clause.verb} {clause.target}"
    return f"{head} ({', '.join(said)})" if said else head


def _described(clause: Clause) -> str:
    numbers = [
        counted(name, getattr(clause, name), about)
        for name, about in clause.terms().items()
        if getattr(clause, name) != about.absent
    ]
    said = f": {clause.statement}" if clause.statement else ""
    figures = f"; {', '.join(numbers)}" if numbers else ""
    return f"{headed(clause)} over {scope_words(clause.scope)}{said}{figures} ({clause.basis})"


def counted(name: str, value: float, about: Term) -> str:
    """A number with its name and unit, without the name where the unit says it."""
    if about.unit.endswith(name):
        return f"{about.unit} {value:.4g}"
    return f"{value:.4g} {about.unit}" if name in about.unit else f"{name.replace('_', ' ')} {value:.4g} {about.unit}"


def scope_words(scope: Scope) -> str:
    """A scope in words: "national affairs in prevention"."""
    affairs = tuple(a for a in AFFAIRS if not scope.affairs or a in scope.affairs)
    phases = tuple(p for p in PHASES if not scope.phases or p in scope.phases)
    said = _SETS.get(affairs) or _listed(affairs)
    return said if phases == PHASES else f"{said} in {_listed(phases)}"


def _listed(names: tuple[str, ...]) -> str:
    words = [name.replace("women_youth", "women and youth").replace("_", " ") for name in names]
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else words[0]
