"""How a reform restates clauses that stand: the same edge and scope, other numbers, words or basis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sim.institution.clauses import Clause
from sim.institution.institution import Institution


def restated(institution: Institution, changes: Mapping[Clause, Mapping[str, Any]]) -> Institution:
    """The institution with new values for fields of some of its clauses. Raises ValueError for a clause it lacks."""
    for clause in changes:
        if clause not in institution.clauses:
            raise ValueError(f"no {clause.kind} clause {clause.ends} like this to restate")
    clauses = tuple(replace(c, **changes[c]) if c in changes else c for c in institution.clauses)
    return replace(institution, clauses=clauses)
