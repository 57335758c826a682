"""An institution in words: organisations, clauses by kind, who answers what, and what strategies move."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np

from experiments.reporting.institution_edges import shown
from sim.institution.clauses import KINDS, Amendment, Clause
from sim.institution.diff import counted, headed, scope_words
from sim.institution.institution import Institution
from sim.institution.numbers import Numbers
from sim.institution.organisation import Organisation
from sim.vocabulary import AFFAIRS, LOCAL, PHASES, Scope

WIDTH: Final = 110


def text(institution: Institution, strength: Mapping[str, float]) -> str:
    """Everything an institution says, in lines. `strength`: of each strategy that amends it, once it is set up."""
    parts = (_organisations(institution), _clauses(institution), _jurisdiction(institution))
    lines = [line for part in parts for line in part]
    if institution.amendments:
        lines += list(_amendments(institution, strength))
    return "\n".join(lines) + "\n"


def _organisations(institution: Institution) -> Iterator[str]:
    yield "Organisations"
    wide = max(len(name) for name in institution.names)
    for organisation in institution.organisations:
        kind = ", ".join(filter(None, (organisation.kind, organisation.branch))).replace("_", " ")
        name = f"{organisation.name:<{wide}}  {kind:<24}"
        yield f"  {name}{organisation.title}{_crews(organisation, institution)}".rstrip()


def _crews(organisation: Organisation, institution: Institution) -> str:
    share = institution.shares.get(organisation.name, 1.0)
    if organisation.name in institution.origin or share < 1.0:
        origin = institution.origin.get(organisation.name)
        basis = f"; {origin.basis}" if origin else ""
        return f" ({100 * share:.3g} % of the crews{basis})"
    crews = 0.0 < organisation.people < 1.0
    return f" (crews on top: {100 * organisation.people:.3g} % of those of the police boxes)" if crews else ""


def _clauses(institution: Institution) -> Iterator[str]:
    for kind in KINDS:
        yield f"\n{kind.__name__}: {(kind.__doc__ or '').splitlines()[0]}"
        found = institution.find(kind)
        for clause in found:
            yield from _told(clause)
        if not found:
            yield "  none"


def _told(clause: Clause) -> Iterator[str]:
    yield f"  {headed(clause)} over {scope_words(clause.scope)}"
    values = ((name, getattr(clause, name), about) for name, about in clause.terms().items())
    numbers = [counted(name, value, about) for name, value, about in values if value != about.absent]
    rules = (f"{name.replace('_', ' ')} {value}" for name, value in clause.conditions if not isinstance(value, bool))
    yield from _wrapped("; ".join((*numbers, *rules)))
    yield from _wrapped(f"{clause.statement} ({clause.basis})")


def _wrapped(words: str) -> list[str]:
    return textwrap.wrap(words, WIDTH, initial_indent="      ", subsequent_indent="      ")


def _jurisdiction(institution: Institution) -> Iterator[str]:
    cells = shown(institution).cells
    yield "\nWho answers (duties + help; * autonomous affairs)"
    rows = [
        (scope_words(Scope((a,))) + (" *" if a in LOCAL else ""), *(cells[a, p][0].words for p in PHASES))
        for a in AFFAIRS
    ]
    head = ("", *(phase.replace("_", " ") for phase in PHASES))
    wide = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    for row in (head, *rows):
        yield "  " + "  ".join(word.ljust(width) for word, width in zip(row, wide, strict=True)).rstrip()


def _amendments(institution: Institution, strength: Mapping[str, float]) -> Iterator[str]:
    provisions = institution.provisions()
    today, later = provisions.numbers({}), provisions.numbers(strength)
    yield "\nAmendments: what strategies move"
    for a in institution.amendments:
        about = a.clause.terms()[a.term]
        yield f"  {a.by}: {a.term.replace('_', ' ')} of {headed(a.clause)} over {scope_words(a.clause.scope)}"
        accepted = " as far as officers accept it" if a.clause.doer in institution.forces else ""
        stands = f"{_stands(today, a)} without strategies, {_stands(later, a)} under this policy{accepted}, "
        stands += f"{a.to:.4g} if {a.by} "
        yield from _wrapped(f"{stands}alone were at full strength; {about.unit}")
        yield from _wrapped(f"{a.clause.statement} ({a.clause.basis})" if a.clause.statement else f"({a.clause.basis})")


def _stands(numbers: Numbers, a: Amendment) -> str:
    """Where the number stands in the cells of the amendment, from the least to the largest."""
    rows = numbers.table.rows
    row = next(n for n, r in enumerate(rows) if r.clause.edge == a.clause.edge and r.name == a.term)
    covered = np.array([[a.clause.scope.covers(affair, phase) for phase in PHASES] for affair in AFFAIRS])
    values = sorted({f"{value:.4g}" for value in numbers.values[row][covered]}, key=float)
    return values[0] if len(values) == 1 else f"{values[0]} to {values[-1]}"
