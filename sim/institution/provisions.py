"""Provisions: an institution compiled once per policy; `at(strength)` gives today's terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import final

from sim.institution.clauses import Amendment, Clause
from sim.institution.numbers import Numbers, Table, tabulated
from sim.institution.organisation import FORCE, HEADQUARTERS, PATROL, Organisation
from sim.institution.response_cut import ResponseCut
from sim.institution.terms import Terms


@final
@dataclass(frozen=True, eq=False)
class Provisions:
    """Plain arrays behind an institution. `strength`: today's strength per strategy; keys unknown here move nothing."""

    table: Table
    response: ResponseCut

    def at(self, strength: Mapping[str, float] | None = None) -> Terms:
        """Today's terms, in fresh arrays."""
        return Terms(self.response.forces, self.response.read(self.numbers(strength)))

    def numbers(self, strength: Mapping[str, float] | None = None) -> Numbers:
        """Every number today, whoever reads it, and how many were clipped to their bounds."""
        return self.table.at(strength or {})

    def clipped(self, strength: Mapping[str, float] | None = None) -> int:
        """How many numbers (cells) stand at a bound today because the strategies together would pass it."""
        return self.numbers(strength).clipped


def compiled(
    organisations: tuple[Organisation, ...],
    clauses: Iterable[Clause],
    amendments: Iterable[Amendment],
    shares: Mapping[str, float],
) -> Provisions:
    """Compile. `shares`: crews of each force as a share of the undivided force."""
    forces = tuple(o.name for o in organisations if o.kind == FORCE and o.branch == PATROL)
    headquarters = frozenset(o.name for o in organisations if o.kind == HEADQUARTERS)
    table = tabulated(tuple(o.name for o in organisations), clauses, amendments)
    return Provisions(table, ResponseCut(forces, tuple(shares[f] for f in forces), headquarters))
