"""Where the forces of an institution stand: beats, catchments, and the order in which stations are searched.

Beats and catchments are laid out over the crews that share a duty, not over the name of a force, so that the same
clauses under two names give the same layout to the bit. Priorities act inside a beat only.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.institution.terms import ResponseTerms, Terms
from sim.response.patrol import Beats, plans
from sim.response.rules import ResponseRules
from sim.vocabulary import AFFAIRS
from sim.world.stations import Stations
from sim.world.travel import Roads, least_minutes, least_minutes_from, typical_minutes_from
from sim.world.world import World


class Layout(NamedTuple):
    """Arrays for the event loop. K crews, B stations, P places, A affairs, E sets of forces."""

    beat: NDArray[np.int64]
    """[K] beat of each crew."""
    group: NDArray[np.int64]
    """[F] forces with equal duties and priorities share a number: two names of one force."""
    beats: Beats
    own: NDArray[np.int64]
    """[A, P] station in whose catchment a call lies; -1 where no force has the duty."""
    hold: NDArray[np.float64]
    """[A, 3] minutes that a call is held for its own station, by priority."""
    eligible: NDArray[np.int64]
    """[A, 2] set of forces that may take a call (not urgent, urgent), mutual aid included."""
    single: NDArray[np.int64]
    """[F] set that holds one force alone."""
    near: NDArray[np.int64]
    """[E, P, B] stations with crews of the set, by least minutes to the place; -1 after the last."""
    bound: NDArray[np.float64]
    """[E, P, B] those least minutes, at ordinary speed."""
    least_pace: float
    """Minutes per km at the fastest place."""
    station_place: NDArray[np.int64]
    station_x: NDArray[np.float64]
    station_y: NDArray[np.float64]

    @property
    def leading(self) -> list[int]:
        """The first force of each group."""
        return [int(np.flatnonzero(self.group == g)[0]) for g in range(int(self.group.max()) + 1)]


def lay_out(
    world: World,
    terms: Terms,
    force: NDArray[np.int64],
    station: NDArray[np.int64],
    rules: ResponseRules,
    known: NDArray[np.float64],
    filled: NDArray[np.bool_] | None = None,
) -> Layout:
    """Lay a region out for an institution.

    `force`, `station` [K] of each crew; `known` [F, P] harm by place as the priorities of each force weigh it;
    `filled` [K] posts that somebody holds, all unless given: an empty post is no reason to wait for its station.
    """
    response, stations = terms.response, world.stations
    groups = alike(response, known)
    held = np.ones(len(force), bool) if filled is None else filled
    posted = _posted(len(stations.x_km), force[held], station[held], len(terms.forces))
    duty = (response.rank == 0).reshape(len(terms.forces), -1)
    catchments = [_catchments(world, posted[(duty == duty[group[0]]).all(axis=1)].any(axis=0)) for group in groups]
    weight = [plan_weight(world, known[group[0]], rules.plan_exponent) for group in groups]
    drive = typical_minutes_from(world.roads, stations.place, stations.x_km, stations.y_km)
    nearby = np.exp(-drive / rules.patrol_reach_min)
    beats, of_group = _beats(groups, catchments, weight, nearby, posted, stations)
    sets = _Sets(response)
    near, bound = _search_order(world.roads, stations, beats, of_group, groups, posted, sets)
    group_of = np.array([next(g for g, group in enumerate(groups) if f in group) for f in range(len(terms.forces))])
    return Layout(
        beat=of_group[group_of[force], station],
        group=group_of.astype(np.int64),
        beats=beats,
        own=_own(world, response, posted),
        hold=_hold(response, terms.forces, rules),
        eligible=sets.eligible,
        single=sets.single,
        near=near,
        bound=bound,
        least_pace=float(world.roads.pace.min()),
        station_place=stations.place,
        station_x=stations.x_km,
        station_y=stations.y_km,
    )


def plan_weight(world: World, known: NDArray[np.float64], exponent: float) -> NDArray[np.float64]:
    """[P] weight of each place in a patrol plan: streets x (known harm per street)^exponent.

    Streets go by residents: forest is not patrolled. Per street, not per place, so that a place split in two keeps its
    weight. Exponent 0 patrols all streets alike, 1 follows known harm.
    """
    streets = np.maximum(world.places.residents, 1.0)
    weight: NDArray[np.float64] = streets * (known / streets) ** exponent
    return weight


def planned_anew(
    layout: Layout, world: World, terms: Terms, rules: ResponseRules, known: NDArray[np.float64]
) -> Layout | None:
    """The layout with new patrol plans in the same beats; None where forces no longer fall into the same groups."""
    groups = alike(terms.response, known)
    group_of = np.array([next(g for g, group in enumerate(groups) if f in group) for f in range(len(terms.forces))])
    if not np.array_equal(group_of, layout.group):
        return None
    weight = np.array([plan_weight(world, known[group[0]], rules.plan_exponent) for group in groups])
    beats = layout.beats
    share, plan = plans(beats.first, beats.place, beats.reach, beats.group, weight)
    return layout._replace(beats=beats._replace(share=share, plan=plan))


class _Sets:
    """Sets of forces that calls may draw on, numbered."""

    def __init__(self, response: ResponseTerms) -> None:
        forces, affairs, _ = response.rank.shape
        self.members: list[tuple[int, ...]] = []
        self.eligible = np.array(
            [[self._number(np.flatnonzero(response.rank[:, a, u] >= 0)) for u in (0, 1)] for a in range(affairs)],
            np.int64,
        )
        self.single = np.array([self._number([f]) for f in range(forces)], np.int64)

    def _number(self, forces: Iterable[int]) -> int:
        members = tuple(int(f) for f in forces)
        if members not in self.members:
            self.members.append(members)
        return self.members.index(members)


def alike(response: ResponseTerms, known: NDArray[np.float64]) -> list[tuple[int, ...]]:
    """Forces grouped by equal duties, priorities and knowledge: they patrol one set of beats."""
    rows: dict[bytes, list[int]] = {}
    for f in range(len(response.rank)):
        columns = (response.rank, response.aid_share, response.joint_share, response.plan_weight, known)
        rows.setdefault(b"".join(c[f].tobytes() for c in columns), []).append(f)
    return [tuple(group) for group in rows.values()]


def _posted(stations: int, force: NDArray[np.int64], station: NDArray[np.int64], forces: int) -> NDArray[np.bool_]:
    """[F, B] whether a force has crews at a station."""
    posted = np.zeros((forces, stations), bool)
    posted[force, station] = True
    return posted


def _catchments(world: World, open_: NDArray[np.bool_]) -> NDArray[np.int64]:
    """[P] the nearest open station of the place's district, or of the region where the district has none; -1: none."""
    if not open_.any():
        return np.full(len(world.load), -1, np.int64)
    places, stations = world.places, world.stations
    km = np.hypot(places.x_km[:, None] - stations.x_km, places.y_km[:, None] - stations.y_km)
    km[:, ~open_] = np.inf
    at_home = np.where(places.district[:, None] == stations.district, km, np.inf)
    nearest = np.where(np.isfinite(at_home).any(axis=1), at_home.argmin(axis=1), km.argmin(axis=1))
    return nearest.astype(np.int64)


def _own(world: World, response: ResponseTerms, posted: NDArray[np.bool_]) -> NDArray[np.int64]:
    own: dict[bytes, NDArray[np.int64]] = {}
    rows = []
    for a in range(len(AFFAIRS)):
        duty = response.rank[:, a, 0] == 0
        if duty.tobytes() not in own:
            own[duty.tobytes()] = _catchments(world, posted[duty].any(axis=0))
        rows.append(own[duty.tobytes()])
    return np.array(rows, np.int64)


def _hold(response: ResponseTerms, forces: tuple[str, ...], rules: ResponseRules) -> NDArray[np.float64]:
    """The shortest hold among the forces with the duty."""
    of_force = np.array([rules.hold_of(f) for f in forces])
    hold = np.zeros((len(AFFAIRS), 3))
    for a in range(len(AFFAIRS)):
        duty = response.rank[:, a, 0] == 0
        if duty.any():
            hold[a] = of_force[duty].min(axis=0)
    return hold


def _beats(
    groups: list[tuple[int, ...]],
    catchments: list[NDArray[np.int64]],
    weight: list[NDArray[np.float64]],
    nearby: NDArray[np.float64],
    posted: NDArray[np.bool_],
    stations: Stations,
) -> tuple[Beats, NDArray[np.int64]]:
    """All beats, and [G, B] the number of each group's beat at each station (-1: none)."""
    first, place, reach, owner = [0], [], [], []
    of_group = np.full((len(groups), posted.shape[1]), -1, np.int64)
    for g, group in enumerate(groups):
        for b in np.flatnonzero(posted[list(group)].any(axis=0)):
            inside = np.flatnonzero(catchments[g] == b)
            if not len(inside):
                inside = stations.place[b : b + 1]
            of_group[g, b] = len(first) - 1
            place.append(inside)
            # A stop of some minutes leaves no time for a long drive there and back.
            reach.append(nearby[inside, b])
            owner.append(g)
            first.append(first[-1] + len(inside))
    starts, places = np.array(first, np.int64), np.concatenate(place).astype(np.int64)
    near, of_beat = np.concatenate(reach), np.array(owner, np.int64)
    share, plan = plans(starts, places, near, of_beat, np.array(weight))
    return Beats(starts, places, share, plan, near, of_beat), of_group


def _search_order(
    roads: Roads,
    stations: Stations,
    beats: Beats,
    of_group: NDArray[np.int64],
    groups: list[tuple[int, ...]],
    posted: NDArray[np.bool_],
    sets: _Sets,
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Stations of each set by the least minutes from their box or any point of their beats."""
    by_beat = np.minimum.reduceat(least_minutes(roads)[:, beats.place], beats.first[:-1], axis=1)
    from_box = least_minutes_from(roads, stations.place, stations.x_km, stations.y_km)
    places, total = len(by_beat), posted.shape[1]
    near = np.full((len(sets.members), places, total), -1, np.int64)
    bound = np.full((len(sets.members), places, total), np.inf)
    for e, members in enumerate(sets.members):
        least = np.full((places, total), np.inf)
        for g, group in enumerate(groups):
            here = np.flatnonzero(posted[[f for f in group if f in members]].any(axis=0))
            least[:, here] = np.minimum(least[:, here], by_beat[:, of_group[g, here]])
            least[:, here] = np.minimum(least[:, here], from_box[:, here])
        order = np.argsort(least, axis=1, kind="stable")
        bound[e] = np.take_along_axis(least, order, axis=1)
        near[e] = np.where(np.isfinite(bound[e]), order, -1)
    return near, bound
