"""What many tests share: a town to live in, and a bare plain on which a control room can be set up by hand."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import settings
from numpy.typing import ArrayLike, NDArray

from experiments.inputs import regions, rhythms
from sim.circumstances import Circumstances
from sim.demand.calls import NEVER, Calls
from sim.demand.rules import DemandRules
from sim.governance.unitary import Unitary
from sim.institution.institution import Institution
from sim.institution.terms import ResponseTerms
from sim.randomness import Streams
from sim.reference import Reference, reference_under, unmeasured
from sim.response import control_room, events, state
from sim.response.dispatch import run_day
from sim.response.layout import Layout, lay_out
from sim.response.orders import Orders
from sim.response.room import Numbers, Room
from sim.response.rules import ResponseRules
from sim.staffing import establishment
from sim.vocabulary import AFFAIRS
from sim.world.places import Places
from sim.world.rules import WorldRules
from sim.world.stations import Stations
from sim.world.travel import roads
from sim.world.world import build

# Deadlines are wall time, which says more about the machine than about the model.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

type Town = Callable[..., Circumstances]


@functools.cache
def _town(seed: int = 1, replication: int = 0, **rules: float) -> Circumstances:
    streams = Streams(seed, replication)
    world = build(regions.town(), WorldRules(**{"places": 40, **rules}), streams)
    return Circumstances(world, DemandRules(), rhythms.rhythms(), streams)


@pytest.fixture(scope="session")
def town() -> Town:
    """`town(seed, replication, **world_rules)`: circumstances in a town of 40 places, made once for each."""
    return _town


@pytest.fixture(scope="session")
def even() -> Callable[..., Reference]:
    """`even(circumstances, institution, minutes)`: a reference with so many patrol minutes a day in every place."""

    def made(circumstances: Circumstances, institution: Institution, minutes: float = 1.0) -> Reference:
        terms = institution.provisions().at({})
        given = establishment(institution, terms, circumstances, 0)
        crews = state.crews(circumstances.world.stations, given.force, given.station)
        patrol = np.full(len(circumstances.world.load), minutes)
        return reference_under(terms, crews, circumstances, unmeasured(circumstances, crews)._replace(patrol=patrol))

    return made


@pytest.fixture(scope="session")
def unitary() -> Institution:
    return Unitary().institution()


@dataclass(frozen=True)
class Bench:
    """A control room on a plain: places of one district at given points, stations at some of them."""

    at: Sequence[tuple[float, float]] = ((0.0, 0.0),)
    """Kilometres of each place."""
    side: float = 0.0
    """Side of every place, km."""
    pace: float = 2.0
    """Minutes per km."""
    station_at: Sequence[int] = (0,)
    """Place of each station."""
    crew_station: Sequence[int] = (0,)
    """Station of each crew, in ascending order."""
    force: Sequence[int] | None = None
    """Force of each crew; all of force 0 where nothing is said."""

    @property
    def world(self) -> Any:
        x, y = np.array(self.at, float).T.copy()
        one, whole = np.ones(len(x)), np.zeros(len(x), np.int64)
        places = Places(whole, one, one, one / len(x), x, y, one * self.side, one * self.pace, whole)
        at = np.array(self.station_at, np.int64)
        crew_station = np.array(self.crew_station, np.int64)
        stations = Stations(np.zeros(len(at), np.int64), x[at], y[at], at, crew_station, np.ones(len(at)))
        return SimpleNamespace(
            places=places, stations=stations, roads=roads(places, WorldRules(), None), load=one / len(x)
        )

    @property
    def forces(self) -> NDArray[np.int64]:
        """[K] force of each crew."""
        return np.array(self.force if self.force is not None else [0] * len(self.crew_station), np.int64)

    @staticmethod
    def terms(rank: ArrayLike = (0,), **given: Any) -> ResponseTerms:
        """Terms of F forces. `rank`: [F] for all affairs, [F, A] or [F, A, 2]; the rest is nothing unless given."""
        ranks = np.array(rank, np.int8)
        forces, affairs = len(ranks), len(AFFAIRS)
        ranks = ranks.reshape(forces, *ranks.shape[1:], *[1] * (3 - ranks.ndim))
        columns: dict[str, Any] = {
            "rank": np.broadcast_to(ranks, (forces, affairs, 2)).copy(),
            "aid_share": np.zeros((forces, affairs, 2)),
            "joint_share": np.zeros((forces, affairs, 2)),
            "wrong": np.full(affairs, -1, np.int64),
            "desk": np.zeros(affairs),
            "handover_min": np.zeros(affairs),
            "plan_weight": np.ones((forces, affairs)),
            "order": np.zeros((forces, affairs), np.int64),
            "assembly_weight": np.zeros(forces),
            "emergency_weight": np.zeros(forces),
            "principals": np.ones(forces, np.int64),
            "unsure": np.ones(forces),
        }
        for name, value in given.items():
            like = columns[name]
            columns[name] = np.broadcast_to(np.array(value, like.dtype), like.shape).copy()
        return ResponseTerms(**columns)

    def layout(self, terms: ResponseTerms, rules: ResponseRules | None = None) -> Layout:
        """The layout for these terms; nobody holds calls for a station unless `rules` say so."""
        names = tuple(f"force {f}" for f in range(len(terms.rank)))
        known = np.ones((len(names), len(self.at)))
        rules = rules or ResponseRules(hold_p2_min=0, hold_p3_min=0)
        stand: Any = SimpleNamespace(forces=names, response=terms)
        return lay_out(self.world, stand, self.forces, np.array(self.crew_station, np.int64), rules, known)

    @staticmethod
    def orders(forces: int, **given: ArrayLike) -> Orders:
        """Orders of forces that spend a half of their free time on patrol and a quarter at the box, unless given."""
        usual = {"patrol": 0.5, "enforcement": 0.15, "engagement": 0.1, "box": 0.25, "engaged": 0.0} | given
        columns = {name: np.broadcast_to(np.array(value, float), forces).copy() for name, value in usual.items()}
        return Orders(known=np.ones((forces, 1)), **columns)

    @staticmethod
    def calls(minute: ArrayLike, **given: Any) -> Calls:
        """Calls at these minutes, in order: affair 0 in place 0, urgent, one crew, ten minutes, unless given else."""
        minutes = np.array(minute, float)
        usual: dict[str, Any] = dict.fromkeys(("place", "affair", "priority"), 0)
        usual |= {"crews": 1, "service_min": 10.0, "patience_min": NEVER, "contest": np.inf}
        usual |= dict.fromkeys(("x_km", "y_km", "desk", "aid", "joint"), 0.0)
        whole = ("place", "affair", "priority", "crews")
        columns = {
            name: np.broadcast_to(np.array(value, np.int64 if name in whole else float), minutes.shape).copy()
            for name, value in (usual | given).items()
        }
        return Calls(id=np.arange(len(minutes), dtype=np.uint64), minute=minutes, **columns)

    def room(
        self,
        calls: Calls,
        terms: ResponseTerms | None = None,
        *,
        log: int = 0,
        rules: ResponseRules | None = None,
        orders: Orders | None = None,
        **given: Any,
    ) -> Room:
        """A room at its first midnight. `given`: numbers of the event loop; no turnout, no penalty unless given."""
        terms = self.terms() if terms is None else terms
        crews = state.crews(self.world.stations, self.forces)
        docket = state.docket(calls, 0.0)
        layout = self.layout(terms, rules)
        none: dict[str, Any] = dict.fromkeys(("turnout_min", "station_penalty_min", "assessment_min", "misroute"), 0.0)
        none |= {"engaged_turnout_min": 0.0, "admin_min": 0.0}
        numbers = none | {"urgent_speed": 1.0, "stop_min": 13.0, "queue_capacity": 10**6}
        numbers |= {"by_preference": 0, "key": np.uint64(7)} | given
        return Room(
            day=0,
            midnight=0.0,
            calls=docket,
            crews=crews,
            desk=control_room.desk(crews, docket, layout, terms),
            terms=terms,
            layout=layout,
            roads=self.world.roads,
            orders=self.orders(len(terms.rank)) if orders is None else orders,
            numbers=Numbers(**numbers),
            spent=np.zeros((3, len(layout.beats.first) - 1)),
            log=events.log(log),
        )

    def run(self, calls: Calls, terms: ResponseTerms | None = None, *, days: float = 1.0, **given: Any) -> Room:
        """One long day, from the first call to the last crew's return."""
        room = self.room(calls, terms, **given)
        run_day(1440.0 * days, 0, room)
        return room


@pytest.fixture(scope="session")
def bench() -> type[Bench]:
    """A control room set up by hand."""
    return Bench
