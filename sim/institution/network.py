"""The institution as a networkx graph, to look at, to analyse, or to write to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.institution.clauses import AFFAIRS_NODE, Clause
from sim.institution.institution import Institution

if TYPE_CHECKING:
    import networkx


def network(institution: Institution) -> networkx.MultiDiGraph[str]:
    """Organisations as nodes, clauses as edges keyed by kind and position; `Answers` points at the node "affairs".

    Attributes are plain numbers and strings, so that `networkx.write_graphml` takes them: `kind`, `affairs`,
    `phases`, `statement`, `basis`, and every number and condition of the clause under its own name.
    """
    import networkx  # here, because a simulation that draws nothing need not load it

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    shares = institution.shares
    for organisation in institution.organisations:
        graph.add_node(
            organisation.name,
            kind=organisation.kind,
            branch=organisation.branch,
            title=organisation.title,
            people=organisation.people,
            money=organisation.money,
            knowledge=organisation.knowledge,
            share=shares.get(organisation.name, 1.0),
        )
    graph.add_node(AFFAIRS_NODE, kind=AFFAIRS_NODE)
    for position, clause in enumerate(institution.clauses):
        graph.add_edge(clause.source, clause.target, f"{clause.kind} {position}", **_attributes(clause))
    return graph


def _attributes(clause: Clause) -> dict[str, object]:
    numbers = {name: getattr(clause, name) for name in clause.terms()}
    return {
        "kind": clause.kind,
        "affairs": ", ".join(clause.scope.affairs) or "all",
        "phases": ", ".join(clause.scope.phases) or "all",
        "statement": clause.statement,
        "basis": clause.basis,
        **numbers,
        **dict(clause.conditions),
    }
