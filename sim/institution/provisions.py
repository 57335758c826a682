"""Provisions: an institution compiled once per policy; `at(strength)` gives today's terms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import final

from sim.institution.administration_cut import AdministrationCut
from sim.institution.casework_cut import CaseworkCut
from sim.institution.clauses import Amendment, Appoints, Clause, Commands, Evaluates, Funds
from sim.institution.funding_cut import FundingCut
from sim.institution.names import STATE_TREASURY
from sim.institution.numbers import Numbers, Table, tabulated
from sim.institution.organisation import (
    ANALYSIS,
    COMMISSION,
    FORCE,
    FOUNDATION,
    HEADQUARTERS,
    MUNICIPALITY,
    PATROL,
    TREASURY,
    Organisation,
)
from sim.institution.research_cut import ResearchCut
from sim.institution.response_cut import ResponseCut
from sim.institution.terms import Terms
from sim.vocabulary import CORPS, INSTITUTE


@final
@dataclass(frozen=True, eq=False)
class Provisions:
    """Plain arrays behind an institution.

    `strength`: today's strength per strategy; keys unknown here move nothing. `acceptance`: how far forces do what
    strategies ask of them (`Clause.doer`).
    """

    table: Table
    response: ResponseCut
    administration: AdministrationCut
    casework: CaseworkCut
    funding: FundingCut
    research: ResearchCut

    def at(self, strength: Mapping[str, float] | None = None, acceptance: float = 1.0) -> Terms:
        """Today's terms, in fresh arrays."""
        numbers = self.numbers(strength, acceptance)
        return Terms(
            forces=self.response.forces,
            case_forces=self.casework.case_forces,
            principals=self.administration.principals,
            payers=self.funding.payers,
            receivers=self.funding.receivers,
            learners=self.research.learners,
            response=self.response.read(numbers),
            administration=self.administration.read(numbers),
            casework=self.casework.read(numbers),
            funding=self.funding.read(numbers),
            research=self.research.read(numbers),
        )

    def numbers(self, strength: Mapping[str, float] | None = None, acceptance: float = 1.0) -> Numbers:
        """Every number today, whoever reads it, and how many were clipped to their bounds."""
        return self.table.at(strength or {}, acceptance)

    def clipped(self, strength: Mapping[str, float] | None = None, acceptance: float = 1.0) -> int:
        """How many numbers (cells) stand at a bound today because the strategies together would pass it."""
        return self.numbers(strength, acceptance).clipped


def compiled(
    organisations: tuple[Organisation, ...],
    clauses: Iterable[Clause],
    amendments: Iterable[Amendment],
    shares: Mapping[str, float],
) -> Provisions:
    """Compile. `shares`: crews of each force as a share of the undivided force."""
    clauses, amendments = tuple(clauses), tuple(amendments)
    every = (*clauses, *(a.clause for a in amendments))

    def named(wanted: Callable[[Organisation], bool]) -> tuple[str, ...]:
        return tuple(o.name for o in organisations if wanted(o))

    def kind(sort: str) -> tuple[str, ...]:
        return named(lambda o: o.kind == sort)

    forces = named(lambda o: o.kind == FORCE and o.branch == PATROL)
    case_forces = named(lambda o: o.kind == FORCE and o.branch != PATROL)
    all_forces = (*forces, *case_forces)
    ruling = {c.source for c in every if isinstance(c, Commands | Appoints | Evaluates) and c.target in all_forces}
    paying = {c.source for c in every if isinstance(c, Funds)}
    paid = {c.target for c in every if isinstance(c, Funds)}
    principals = named(lambda o: o.name in ruling)
    headquarters, commissions, corps = frozenset(kind(HEADQUARTERS)), frozenset(kind(COMMISSION)), kind(CORPS)
    institutes = kind(INSTITUTE)
    receivers = named(lambda o: o.name in paid and o.name not in all_forces)
    return Provisions(
        tabulated(tuple(o.name for o in organisations), all_forces, clauses, amendments),
        ResponseCut(forces, tuple(shares[f] for f in forces), headquarters),
        AdministrationCut(principals, forces, case_forces, corps, commissions, headquarters, frozenset(kind(ANALYSIS))),
        CaseworkCut(forces, case_forces, kind(MUNICIPALITY), corps),
        FundingCut(
            named(lambda o: o.name in paying),
            all_forces,
            receivers,
            frozenset(kind(TREASURY)) - {STATE_TREASURY},
            tuple(o.kind for o in organisations if o.name in receivers),
            frozenset(kind(FOUNDATION)),
        ),
        ResearchCut(institutes, (*principals, *all_forces)),
    )
