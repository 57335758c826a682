"""The world of one replication: where everything is, the same under every policy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, final

import numpy as np
from numpy.typing import NDArray

from sim.randomness import Streams
from sim.world import places as generation
from sim.world import population, segments, stations
from sim.world.places import Places
from sim.world.population import Population
from sim.world.region import Region
from sim.world.rules import WorldRules
from sim.world.segments import Segments
from sim.world.stations import Stations
from sim.world.travel import Roads, roads

if TYPE_CHECKING:
    import networkx


@final
@dataclass(frozen=True)
class World:
    """Places, segments, stations, roads and residents of a region."""

    region: Region
    rules: WorldRules
    places: Places
    segments: Segments
    stations: Stations
    roads: Roads
    population: Population
    load: NDArray[np.float64]
    """[P] expected share of calls by place; sums to 1."""

    @property
    def crews(self) -> int:
        return len(self.stations.crew_station)

    def place_network(self) -> networkx.Graph[int]:
        """Places as nodes with their columns; edges join each place to its six nearest, with the distance in km."""
        import networkx

        graph: networkx.Graph[int] = networkx.Graph(name=self.region.name)
        districts = self.region.districts
        for p in range(len(self.places.district)):
            graph.add_node(
                p,
                district=districts[self.places.district[p]].name,
                residents=float(self.places.residents[p]),
                area_km2=float(self.places.area_km2[p]),
                x_km=float(self.places.x_km[p]),
                y_km=float(self.places.y_km[p]),
            )
        for p in range(len(self.places.district)):
            km = np.hypot(self.places.x_km - self.places.x_km[p], self.places.y_km - self.places.y_km[p])
            for q in np.argsort(km, kind="stable")[1:7]:
                graph.add_edge(p, int(q), km=float(km[q]))
        return graph

    def social_network(self) -> networkx.Graph[int]:
        """Residents as nodes with their place; ties as edges. Meant for small populations and pictures."""
        import networkx

        graph: networkx.Graph[int] = networkx.Graph(name=f"residents of {self.region.name}")
        graph.add_nodes_from((i, {"place": int(p)}) for i, p in enumerate(self.population.place))
        start, neighbour = self.population.neighbour_start, self.population.neighbour
        owner = np.repeat(np.arange(len(start) - 1), np.diff(start))
        graph.add_edges_from(zip(owner.tolist(), neighbour.tolist(), strict=True))
        return graph


def build(region: Region, rules: WorldRules, streams: Streams) -> World:
    """Generate the world of one replication. Each part draws from its own stream, so none moves another."""
    places = (
        generation.generate(region, rules, streams.generator("world", 0))
        if region.places is None
        else generation.from_table(region, region.places, rules)
    )
    return World(
        region=region,
        rules=rules,
        places=places,
        segments=segments.generate(places, rules, streams.generator("world", 1)),
        stations=stations.settle(region, places, rules, streams.generator("world", 3)),
        roads=roads(places, rules, region.places),
        population=population.generate(places, rules, streams.generator("world", 2)),
        load=stations.load(region, places, rules),
    )
