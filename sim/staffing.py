"""Staffing: which force holds which post, and who is there."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, NamedTuple, final

import numpy as np
from numpy.typing import NDArray

from sim import manpower
from sim.administration import careers, posts, transition
from sim.administration.funding import officers_for
from sim.administration.office import Offices
from sim.bookkeeping.officers import Posted
from sim.circumstances import Circumstances
from sim.demand import assembly
from sim.followup import FREE_HOURS
from sim.government import Government
from sim.institution.institution import Institution
from sim.institution.organisation import FORCE, PATROL, Organisation
from sim.institution.terms import ResponseTerms, Terms
from sim.response import state
from sim.response.layout import Layout
from sim.response.posting import Transfer, posted
from sim.response.state import Crews
from sim.treasury import Treasury
from sim.world.stations import Stations


class Establishment(NamedTuple):
    """Posts of K crews."""

    force: NDArray[np.int64]
    station: NDArray[np.int64]


USUAL_FREE_MIN: Final = FREE_HOURS * 60.0
"""Free minutes of a crew before any are known."""


@final
@dataclass
class Staff:
    """The crews of a run at their posts."""

    crews: Crews
    posts: int
    """Posts that institution and tables give; crews beyond stay vacant."""
    cut: int
    """Posts left empty on purpose."""
    circumstances: Circumstances
    government: Government
    treasury: Treasury
    known_min: NDArray[np.float64]
    """[K, 7] minutes by use at the last staffing claims."""
    free_min: NDArray[np.float64]
    """[K] free minutes of each crew yesterday."""
    bought_min: float = 0.0
    """Patrol minutes that gifts have bought today, over all crews."""

    def fill(self) -> None:
        """Leave empty what is cut, and what payers cannot keep filled."""
        forces = len(self.government.terms.forces)
        wanted = np.bincount(self.crews.force[: self.posts], minlength=forces)
        self.treasury.relieve(wanted, self.government.evening)
        leave_vacant(self.crews, self.cut, self.treasury.staffed(wanted)[:forces], self.circumstances, self.posts)

    def sit(self, day: int, layout: Layout, offices: Offices) -> Posted:
        """A morning: posts are left empty, granted or moved, when they are due."""
        return Posted(self.review(day), self.claim(day, layout, offices), self.move(day, layout, offices))

    def lengthened(self, day: int, spent: NDArray[np.float64]) -> NDArray[np.float64]:
        """[3, beats] minutes of patrol, enforcement, contact of a day with the patrol that gifts buy.

        Hours are bought of all patrol crews alike, in proportion to the patrol that they do on duty.
        """
        patrol = math.fsum(spent[0])
        self.bought_min = self.treasury.bought_min(day) if patrol > 0.0 else 0.0
        if not self.bought_min:
            return spent
        return np.vstack((spent[0] * (1.0 + self.bought_min / patrol), spent[1:]))

    def review(self, day: int) -> bool:
        """Whether this is the day on which a shortfall of money leaves posts empty; it does."""
        due = day - self.government.since == int(self.circumstances.administration.funding.shortfall_days)
        if due:
            self.fill()
        return due

    def move(self, day: int, layout: Layout, offices: Offices) -> int:
        """Once a quarter posts move toward estimated demand, if any may. How many did."""
        terms, given = self.government.terms, self.circumstances
        if day == 0 or day % given.administration.quarter_days or not terms.administration.reposting.any():
            return 0
        return manpower.move_posts(self.crews, layout, terms, offices, given, day)

    def settle(self, layout: Layout, offices: Offices) -> bool:
        """Let posts stand where they settle, if any may move; whether any stands elsewhere than it did."""
        terms, every = self.government.terms, self.circumstances.administration.posts_settle == "all"
        if not (every or terms.administration.reposting.any()):
            return False
        return manpower.settle_posts(self.crews, layout, terms, offices, self.circumstances)

    def claim(self, day: int, layout: Layout, offices: Offices) -> int:
        """Once a year crews are claimed, if any claim may be granted. How many new rows the crew table has."""
        terms, given = self.government.terms, self.circumstances
        if day == 0 or day % given.administration.workload.claim_days:
            return 0
        worked = self.crews.minutes - self.known_min
        self.known_min = self.crews.minutes.copy()
        if not terms.funding.claims[: len(terms.forces)].any():
            return 0
        grant = manpower.granted(self.crews, worked, layout, terms, offices, given, self.treasury, day)
        if len(grant.force):
            self._join(grant, day * 1440.0)
        return len(grant.force)

    def _join(self, grant: manpower.Grant, midnight: float) -> None:
        """Granted crews come after all others, so that every crew keeps its id; they know nothing of their beats."""
        new = state.crews(self.circumstances.world.stations, grant.force, grant.station, midnight)
        new.place_knowledge[:] = careers.known(0.0, self.circumstances.administration.personal)
        self.crews = state.joined_crews(self.crews, new)
        self.known_min = np.concatenate((self.known_min, new.minutes))
        self.free_min = np.concatenate((self.free_min, np.full(len(grant.force), USUAL_FREE_MIN)))


def staffed(
    circumstances: Circumstances,
    government: Government,
    before: Staff | None,
    day: int,
    posts_added: int,
    *,
    at_rest: bool,
) -> Staff:
    """Crews at the posts of an institution, on a day of the run. `at_rest`: a shortfall of money is felt at once."""
    given = establishment(government.institution, government.terms, circumstances, posts_added)
    crews = crew_table(circumstances.world.stations, given, before.crews if before else None, day * 1440.0)
    known_min, free_min = np.zeros_like(crews.minutes), np.full(len(crews.force), USUAL_FREE_MIN)
    if before is not None:
        known_min[: len(before.known_min)] = before.known_min
        free_min[: len(before.free_min)] = before.free_min
    rules, terms = circumstances.administration.funding, government.terms
    officers = officers_for(case_minutes(circumstances, terms), rules)
    setup = None if before is None else set_up(government, before, given.force, officers, circumstances)
    spread = rules.service_years if at_rest else 0.0
    treasury = Treasury(government, circumstances, officers, setup=setup, service_years=spread)
    staff = Staff(
        crews, len(given.force), max(-posts_added, 0), circumstances, government, treasury, known_min, free_min
    )
    if at_rest:
        staff.fill()
    elif staff.cut:
        # What a shortfall has emptied stays empty until the next budget.
        crews.vacant[: staff.posts] |= posts.vacant(staff.posts, staff.cut, circumstances.streams)
    return staff


def set_up(
    government: Government,
    before: Staff,
    force: NDArray[np.int64],
    officers: NDArray[np.int64],
    circumstances: Circumstances,
) -> NDArray[np.int64] | None:
    """[Y] won that each payer pays, once, since posts have another employer; None where none has.

    `force` [K], `officers` [T].
    """
    terms, crews = government.terms, np.bincount(force, minlength=len(government.terms.forces))
    share = np.concatenate((government.passed(before.government), government.cases_passed(before.government)))
    behind = np.concatenate((crews * circumstances.world.rules.officers_per_car, officers))
    won = transition.setup_won(share, behind, circumstances.administration.transition.setup, terms.funding.posts)
    return won if won.any() else None


def case_minutes(circumstances: Circumstances, terms: Terms) -> NDArray[np.float64]:
    """[T] minutes a day that the officers of each case force give to cases."""
    team = terms.casework.team
    minutes = circumstances.ground.minutes.sum(axis=0)
    return np.array([minutes[team == t].sum() for t in range(len(terms.case_forces))])


def establishment(institution: Institution, terms: Terms, circumstances: Circumstances, added: int) -> Establishment:
    """Crews of the police boxes first, in the order of the world; then those of forces of their own, then `added`.

    Posts are added to forces in proportion to their crews, at their busiest stations. Forces with equal duties count
    as one, so that a force under two names gets what it would get under one.
    """
    stations, load = circumstances.world.stations, station_load(circumstances)
    force = posted(stations.crew_station, _transfers(institution, terms.forces))
    station = stations.crew_station.astype(np.int64)
    boxes = len(station)
    for organisation in _own_posts(institution):
        where = posts.mobile(load, stations.district, round(boxes * organisation.people))
        station = np.concatenate((station, where))
        force = np.concatenate((force, np.full(len(where), terms.forces.index(organisation.name), np.int64)))
    if added > 0:
        where, owner = _added(terms, force[:boxes], station[:boxes], load, added)
        station, force = np.concatenate((station, where)), np.concatenate((force, owner))
    return Establishment(force.astype(np.int64), station)


def _added(
    terms: Terms, force: NDArray[np.int64], station: NDArray[np.int64], load: NDArray[np.float64], count: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Station and force of `count` more posts, given those of the crews there are."""
    rows = terms.response.rank.reshape(len(terms.forces), -1)
    pool = np.array([next(g for g in range(len(rows)) if np.array_equal(rows[g], row)) for row in rows])[force]
    pools, crews = np.unique(pool, return_counts=True)
    share = count * crews / len(force)
    extra = np.floor(share).astype(np.int64)
    extra[np.argsort(extra - share, kind="stable")[: count - extra.sum()]] += 1
    where, owner = [], []
    for p, more in zip(pools, extra, strict=True):
        have = np.bincount(station[pool == p], minlength=len(load))
        stations = np.flatnonzero(have)
        chosen = stations[posts.added(load[stations], have[stations], int(more))]
        where.append(chosen)
        owner.append([force[np.flatnonzero((pool == p) & (station == b))[0]] for b in chosen])
    return np.concatenate(where), np.concatenate(owner).astype(np.int64)


def station_load(circumstances: Circumstances) -> NDArray[np.float64]:
    """[B] calls that are expected of the places nearest to each police box by whoever gives it posts."""
    world = circumstances.world
    places, stations = world.places, world.stations
    km = np.hypot(places.x_km[:, None] - stations.x_km, places.y_km[:, None] - stations.y_km)
    load: NDArray[np.float64] = np.bincount(km.argmin(axis=1), world.load, len(stations.x_km)) * stations.misjudged
    return load


def crew_table(stations: Stations, given: Establishment, before: Crews | None, midnight: float) -> Crews:
    """The crews of an establishment. Those that were there go on from where they are; new ones start at their boxes.

    Where fewer posts are given than there were, the last ones stay on the books, vacant.
    """
    fresh = state.crews(stations, given.force, given.station, midnight)
    if before is None:
        return fresh
    there = len(before.force)
    kept = state.copied_crews(before)
    count = min(there, len(given.force))
    kept.force[:] = 0
    kept.force[:count] = given.force[:count]
    kept.vacant[count:] = 1
    return state.joined_crews(kept, Crews._make(column[there:] for column in fresh))


def leave_vacant(
    crews: Crews, cut: int, staffed: NDArray[np.float64], circumstances: Circumstances, given: int
) -> None:
    """Leave `cut` posts empty, and of each force the share that is not `staffed` [F].

    Forces staffed alike draw one lot, so that two names of one force lose the crews that it would lose.
    `given`: crews that the establishment gives; those beyond stay vacant.
    """
    streams = circumstances.streams
    crews.vacant[:given] = posts.vacant(given, cut, streams)
    for share in np.unique(staffed[staffed < 1.0]):
        mine = np.flatnonzero(np.isin(crews.force[:given], np.flatnonzero(staffed == share)))
        empty = posts.vacant(len(mine), round(len(mine) * (1.0 - float(share))), streams)
        crews.vacant[mine[empty]] = 1


def drafted(
    circumstances: Circumstances, crews: Crews, terms: ResponseTerms, day: int
) -> tuple[int, NDArray[np.bool_]]:
    """Crews that assemblies demand, and [K] those that are taken: from forces whose careers headquarters holds."""
    demanded = circumstances.crews_demanded(day)
    emergency = demanded >= circumstances.administration.emergency_share * circumstances.world.crews
    weight = (terms.emergency_weight if emergency else terms.assembly_weight)[crews.force]
    weight = np.where(crews.vacant == 1, 0.0, weight)
    return demanded, assembly.drafted(day, demanded, weight, circumstances.streams.key("assembly"))


def book_vacancies(crews: Crews, before: NDArray[np.float64]) -> None:
    """Vacant posts are away all day like crews on assembly duty; their minutes belong to no use. `before` [K, 7]."""
    vacant = crews.vacant == 1
    idle = crews.minutes[vacant, state.ASSEMBLY] - before[vacant, state.ASSEMBLY]
    crews.minutes[vacant, state.ASSEMBLY] -= idle
    crews.minutes[vacant, state.VACANT] += idle


def _own_posts(institution: Institution) -> tuple[Organisation, ...]:
    """Patrol forces that no force was split into, beside the first, which has the police boxes."""
    patrol = [o for o in institution.organisations if o.kind == FORCE and o.branch == PATROL]
    own = [o for o in patrol if o.name not in institution.origin]
    return tuple(o for o in own if o.name != patrol[0].name and o.people > 0.0)


def _transfers(institution: Institution, forces: tuple[str, ...]) -> tuple[Transfer, ...]:
    return tuple(
        Transfer(forces.index(origin.parent), forces.index(to), origin.share, origin.boxes)
        for to, origin in institution.origin.items()
        if to in forces and origin.parent in forces
    )
