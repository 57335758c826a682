"""The institution as a networkx graph."""

import subprocess
import sys

import networkx as nx
import pytest

from sim.governance.dual import LOCAL_PATROL, Dual
from sim.governance.unitary import Unitary
from sim.institution.institution import Institution
from sim.institution.names import COMMISSION, NATIONAL_PATROL
from sim.institution.network import network


@pytest.fixture(scope="module")
def dual() -> Institution:
    return Dual().reform(Unitary().institution())


def test_nodes_are_organisations_and_edges_are_clauses(dual: Institution) -> None:
    graph = network(dual)
    assert set(graph) == {*dual.names, "affairs"}
    assert graph.number_of_edges() == len(dual.clauses)
    assert graph.nodes[LOCAL_PATROL]["kind"] == "force"
    assert graph.nodes[LOCAL_PATROL]["share"] == 0.36


def test_edges_carry_numbers_conditions_statement_and_basis(dual: Institution) -> None:
    graph = network(dual)
    commands = [e for e in graph.get_edge_data(COMMISSION, LOCAL_PATROL).values() if e["kind"] == "Commands"]
    assert sorted(e["weight"] for e in commands) == [0.5, 1.0]
    aid = [e for e in graph.get_edge_data(NATIONAL_PATROL, "affairs").values() if e["urgent_only"]]
    assert [(e["duty"], e["joint"], e["share"]) for e in aid] == [(False, False, 1.0)]
    assert all(e["basis"] and e["statement"] for _, _, e in graph.edges(data=True))


def test_the_graph_can_be_written_to_a_file(dual: Institution, tmp_path) -> None:
    nx.write_graphml(network(dual), tmp_path / "dual.graphml")
    assert nx.read_graphml(tmp_path / "dual.graphml").number_of_nodes() == len(dual.names) + 1


def test_declaring_a_model_loads_neither_networkx_nor_kernels() -> None:
    code = (
        "import sys, sim.governance.dual, sim.strategies.base, sim.institution.network; "
        "print({'networkx', 'numba', 'mesa', 'pandas', 'scipy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
