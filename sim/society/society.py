"""Society: the residents of one run. In the morning they report, in the evening they take in what the day brought."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple, final

import numpy as np
from numpy.typing import NDArray

from sim.demand import purposes
from sim.demand.occurrence import Incidents, by_place
from sim.randomness import marks
from sim.society import awareness, concern, contacts, contagion, fear, influence, minds, told, trust
from sim.society.asking import conduct
from sim.society.contacts import Answered, Contacts, Ended, Judged, nothing_judged
from sim.society.day import Around, Habits, live
from sim.society.encounter import chances_of_content
from sim.society.ground import YEAR_DAYS, Ground
from sim.society.homes import People, nobody, people, perhaps
from sim.society.minds import Minds
from sim.society.reporting import decide
from sim.society.surveys import Survey
from sim.vocabulary import AFFAIRS, FIELDS

type Floats = NDArray[np.float64]

WATCHED: Final = np.array([a in ("violent", "property", "public_order") for a in AFFAIRS])
"""[A] affairs that neighbours who watch could prevent."""


class SocietyReference(NamedTuple):
    """What residents are used to: measured under the reference institution. D districts."""

    response_min: Floats
    """[2, D] mean response times by not urgent and urgent; NaN where none were measured."""
    crew_min: Floats
    """[2, D] crew minutes a day of enforcement and of engagement; NaN where none were measured."""
    coverage: float
    """Share of residents that a commission can hear."""
    wear: Floats
    """[D] points by which courtesy is worn."""


class Lived(NamedTuple):
    """A day of residents, all of it additive over days. D districts."""

    contacts: Floats
    """[fields, D] contacts on calls and in cases: of everybody, by where it happened."""
    content: Floats
    """[fields, D] of these, satisfied."""
    talks: Floats
    """[D] people met in talks, by where they live."""
    stops: Floats
    """[D]"""
    clipped: Floats
    """[3] times that trust, fear, a chance of satisfaction were held at a bound."""
    resident_days: float
    """Simulated residents."""


class Seen(NamedTuple):
    """What a day looks like to residents. P places, D districts."""

    incidents: Incidents
    answered: Answered
    ended: Ended
    presence: Floats
    """[P] presence over a floor, smoothed."""
    usual_presence: Floats
    """[P] the same at the reference."""
    crew_min: Floats
    """[2, D] crew minutes of enforcement and engagement."""
    wear: Floats
    """[D] points by which courtesy is worn."""
    coverage: float
    """Share of residents that a commission can hear."""


@final
@dataclass
class Society:
    """The state of the society room."""

    ground: Ground
    reference: SocietyReference
    minds: Minds
    disorder: Floats
    """[P] visible disorder a day, fading, at the mean of the year."""
    judged: tuple[Judged, Judged] = field(init=False, default_factory=lambda: (nothing_judged(), nothing_judged()))
    """Today's contacts on calls, and on cases that ended."""
    _victims: People = field(init=False)
    """Who stands behind today's incidents; known once they are reported or not."""
    levels: Floats = field(init=False)
    """[4, D] trust, fear, aware, residents of the last evening, summed over simulated residents."""

    def __post_init__(self) -> None:
        self.levels = np.zeros((4, self.ground.districts))
        self._victims = nobody()
        self._fright = fear.steps(self.ground.rules.fear)

    @classmethod
    def at_start(cls, ground: Ground, reference: SocietyReference) -> Society:
        """Residents after years of the reference."""
        return cls(ground, reference, minds.copied(ground.start), ground.usual.disorder.copy())

    def copied(self) -> Society:
        """The same state in memory of its own."""
        made = replace(self, minds=minds.copied(self.minds), disorder=self.disorder.copy())
        made.levels = self.levels.copy()
        return made

    # --- morning --------------------------------------------------------------------------------------------------

    def report(self, incidents: Incidents) -> NDArray[np.bool_]:
        """[N] which incidents are reported."""
        ground = self.ground
        self._victims = people(ground.key, incidents.id, incidents.place, ground.homes)
        reported = np.empty(len(incidents.id), np.bool_)
        decide(
            ground.key,
            incidents.id,
            incidents.affair,
            self._victims.row,
            self._victims.home,
            self.minds.trust,
            self.minds.member,
            *ground.spread,
            ground.law,
            ground.homes,
            reported,
        )
        return reported

    # --- evening --------------------------------------------------------------------------------------------------

    def take_in(self, day: int, seen: Seen) -> Lived:
        """Let the day sink in: contacts, what was lived through, and the day of every resident."""
        calls = contacts.of_calls(seen.answered, self.reference.response_min, self.reference.wear, self.ground.district)
        cases = contacts.of_cases(seen.ended)
        answered, content, held, of_calls = self._judge(day, calls, purposes.ENCOUNTER)
        ended, cleared, held_too, of_cases = self._judge(day, cases, purposes.VERDICT)
        self.judged = of_calls, of_cases
        self._live_through(day, seen.incidents)
        self._look_around(day, seen.incidents)
        met, clipped = self.pass_day(day, self.around(seen), self.habits(seen.coverage))
        clipped = clipped + self._talk_over(day)
        talks, stops = met * (self.ground.residents / np.maximum(self.levels[3], 1.0))
        clipped = np.append(clipped, float(held + held_too))
        return Lived(answered + ended, content + cleared, talks, stops, clipped, float(self.levels[3].sum()))

    def pass_day(self, day: int, around: Around, habits: Habits) -> tuple[Floats, Floats]:
        """The day of every resident; sets `levels`. Returns [2, D] who met a talk, a stop; [2] trust, fear held."""
        self.levels, met, held = np.zeros((4, self.ground.districts)), np.zeros((2, self.ground.districts)), np.zeros(2)
        live(day, self.ground.mind_key, self.minds, around, habits, self.levels, met, held)
        return met, held

    def around(self, seen: Seen) -> Around:
        """What surrounds residents today."""
        ground, usual = self.ground, self.ground.usual
        rules = ground.rules
        shift = fear.places_shift(
            self.disorder, usual.disorder, seen.presence, seen.usual_presence, rules.fear.disorder, rules.fear.patrol
        )
        today, then = self._beside_calls(seen.crew_min), self._beside_calls(self.reference.crew_min)
        content = np.array([rules.contacts.stop_content, rules.contacts.talk_content])
        good, bad = content @ then, (1.0 - content) @ then
        district = ground.district
        return Around(
            first=ground.homes.first,
            district=district,
            good=usual.good + good[district],
            bad=usual.bad + bad[district],
            victim=usual.victim,
            shift=shift,
            talk=today[1],
            stop=today[0],
            wear=seen.wear - self.reference.wear,
        )

    def habits(self, coverage: float) -> Habits:
        """The numbers of residents' rules today."""
        rules = self.ground.rules
        talks = (1.0 - rules.contacts.stops) * rules.contacts.beside_calls / YEAR_DAYS
        rates = awareness.learning(rules.awareness, talks, self.reference.coverage)
        return Habits(
            float(rules.trust.return_per_day),
            float(rules.trust.step),
            float(trust.loss(rules.trust)),
            float(rules.fear.decay_per_day),
            float(rules.contacts.talk_content),
            float(rules.contacts.stop_content),
            float(awareness.hears_of_it(rates, coverage)),
            float(rates.forgets),
            float(rates.talk),
        )

    def watched(self) -> Floats | float:
        """[A, P] hazards left by the safety network's watching alone; exactly 1 without direct efficacy (default)."""
        network = self.ground.rules.network
        if network.efficacy == 0.0:
            return 1.0
        members = contagion.members_by_place(self.minds.member, self.ground.homes.first)
        left = contagion.watched(members, float(network.efficacy))
        return np.where(WATCHED[:, None], left, 1.0)

    def survey(self, day: int) -> Survey:
        """What residents answer tonight."""
        ground = self.ground
        district, key = ground.district[self.minds.place], ground.streams.key("survey")
        return conduct(ground.rules.surveys, self.minds, district, ground.residents, key, day)

    # --- what offices hear ----------------------------------------------------------------------------------------

    def aware(self) -> float:
        """Share of residents who know the commission."""
        return float(self.minds.aware.mean()) if len(self.minds.aware) else 0.0

    # --- the steps ------------------------------------------------------------------------------------------------

    def _judge(self, day: int, met: Contacts, purpose: np.uint64) -> tuple[Floats, Floats, int, Judged]:
        """[fields, D] contacts, those satisfied, chances held at a bound, each judgement; who was there takes it in."""
        ground, rules = self.ground, self.ground.rules.contacts
        chance, held = chances_of_content(
            met.settled,
            met.late_min,
            met.wear,
            float(rules.settled),
            float(rules.unsettled),
            float(rules.response_slope),
        )
        content = marks(ground.key, met.id, purpose) < chance
        order = perhaps(ground.key, met.id, ground.homes)
        order = order[np.argsort(met.id[order], kind="stable")]
        whose = people(ground.key, met.id[order], met.place[order], ground.homes)
        order, row = order[whose.there], whose.row[whose.there]
        step, loss = float(ground.rules.trust.step), float(trust.loss(ground.rules.trust))
        contacts.take_in(float(day), row, met.field[order], content[order], step, loss, self.minds)
        if ground.rules.influence.told > 0.0:
            weight = float(ground.rules.influence.told)
            told.tell_encounters(self.minds.trust, ground.ties, row, content[order], step, loss, weight)
        cell = met.field * ground.districts + ground.district[met.place]
        size, shape = len(FIELDS) * ground.districts, (len(FIELDS), ground.districts)
        counted = np.bincount(cell, minlength=size).reshape(shape).astype(float)
        return counted, np.bincount(cell, content, size).reshape(shape), int(held), Judged(met.id, met.place, content)

    def _live_through(self, day: int, incidents: Incidents) -> None:
        weight = concern.weight(day, self.ground.rules.concern.memory_days)
        rows = np.flatnonzero(self._victims.there)
        row, affair = self._victims.row[rows], incidents.affair[rows]
        contacts.live_through(row, affair, self._fright, weight, self.minds)
        if self.ground.rules.influence.fear_told > 0.0:
            step = self.ground.rules.influence.fear_told * fear.FRIGHT[affair]
            told.tell_victims(self.minds.fear, self.ground.ties, row, step)

    def _talk_over(self, day: int) -> Floats:
        """Residents take up what those they know think, and join or leave the safety network (rung R3).

        Returns [2] how often trust was held in [0, 1] for that, and 0.
        """
        ground, minds_ = self.ground, self.minds
        network, held = ground.rules.network, np.zeros(2)
        if ground.rules.influence.per_day > 0.0:
            tomorrow = influence.taken_up(minds_.trust, ground.ties, float(ground.rules.influence.per_day))
            minds_.trust[:] = np.clip(tomorrow, 0.0, 1.0)
            held[0] = np.count_nonzero(minds_.trust != tomorrow)
            self.levels[0] = np.bincount(ground.district[minds_.place], minds_.trust, ground.districts)
        if network.seeds > 0.0:
            minds_.member[:] = contagion.after(
                minds_.member, ground.leanings, ground.ties, network, float(network.seeds), ground.mind_key, day
            )
        return held

    def _look_around(self, day: int, incidents: Incidents) -> None:
        """Disorder fades and today's is added, at what is usual for the season."""
        ground = self.ground
        today = by_place(incidents.affair, incidents.place, len(self.disorder)) / ground.calendar.factor(day)[:, None]
        seen = today[fear.DISORDER].sum(axis=0)
        self.disorder = self.disorder + (seen - self.disorder) / ground.rules.fear.disorder_days

    def _beside_calls(self, crew_min: Floats) -> Floats:
        """[2, D] stops and talks a day of a resident, by crew minutes of enforcement and engagement in its district."""
        ground, rules = self.ground, self.ground.rules.contacts
        rate = rules.beside_calls / YEAR_DAYS * np.array([rules.stops, 1.0 - rules.stops])[:, None]
        usual = self.reference.crew_min
        residents = ground.residents
        level = usual.sum(axis=1, keepdims=True) / residents.sum()
        if np.isnan(level).any() or np.isnan(crew_min).any():
            return rate * np.ones(len(residents))
        more = np.divide(crew_min / residents, level, out=np.zeros_like(crew_min), where=level > 0.0)
        return np.ascontiguousarray(np.minimum(rate * more, 0.25))
