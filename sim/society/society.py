"""Society: the residents of one run. In the morning they report, in the evening they take in what the day brought."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final, final

import numpy as np
from numpy.typing import NDArray

from sim.demand import purposes
from sim.demand.occurrence import Incidents, by_place
from sim.randomness import marks
from sim.society import awareness, concern, contacts, contagion, fear, influence, minds, told, trust
from sim.society.asking import conduct
from sim.society.complaints import Voices
from sim.society.contacts import Contacts, Judged, nothing_judged
from sim.society.day import Around, Habits, live
from sim.society.encounter import chances_of_content
from sim.society.ground import YEAR_DAYS, Ground
from sim.society.homes import People, nobody, people, perhaps
from sim.society.minds import Minds
from sim.society.reporting import decide
from sim.society.seen import Lived, Seen, SocietyReference
from sim.society.surveys import Survey
from sim.vocabulary import AFFAIRS, FIELDS

type Floats = NDArray[np.float64]

WATCHED: Final = np.array([a in ("violent", "property", "public_order") for a in AFFAIRS])
"""[A] affairs that neighbours who watch could prevent."""

LISTENING_DAYS: Final = 7
"""How often offices listen: who speaks, and of what, changes over months."""


@final
@dataclass
class Society:
    """The state of the society room."""

    ground: Ground
    reference: SocietyReference
    minds: Minds
    disorder: Floats
    """[P] visible disorder a day, fading, at the mean of the year."""
    happened: Floats
    """[A, P] incidents that are remembered, each counted by what is left of it, by where they happened."""
    judged: tuple[Judged, Judged] = field(init=False, default_factory=lambda: (nothing_judged(), nothing_judged()))
    """Today's contacts on calls, and on cases that ended."""
    _victims: People = field(init=False)
    """Who stands behind today's incidents; known once they are reported or not."""
    levels: Floats = field(init=False)
    """[4, D] trust, fear, aware, residents of the last evening, summed over simulated residents."""
    voices: Voices | None = None
    """What residents say to offices, as of the last time these listened; None where no office hears what they think."""

    def __post_init__(self) -> None:
        self.levels = np.zeros((4, self.ground.districts))
        self._victims = nobody()
        self._fright = fear.steps(self.ground.rules.fear)

    @classmethod
    def at_start(cls, ground: Ground, reference: SocietyReference) -> Society:
        """Residents after years of the reference."""
        start, usual = minds.copied(ground.start), ground.usual
        made = cls(ground, reference, start, usual.disorder.copy(), usual.happened.copy())
        made.voices = ground.voices(start, usual.happened)
        return made

    def copied(self) -> Society:
        """The same state in memory of its own."""
        made = replace(
            self, minds=minds.copied(self.minds), disorder=self.disorder.copy(), happened=self.happened.copy()
        )
        made.levels = self.levels.copy()
        return made

    # --- morning --------------------------------------------------------------------------------------------------

    def report(self, incidents: Incidents) -> NDArray[np.bool_]:
        """[N] which incidents are reported."""
        ground = self.ground
        # Where nobody is a member nobody is asked whether he is.
        law = ground.law if self.minds.member.any() else ground.law._replace(member=0.0)
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
            law,
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
        clipped = clipped + self._talk_over(day, seen.founders)
        talks, stops = met * (self.ground.residents / np.maximum(self.levels[3], 1.0))
        clipped = np.append(clipped, float(held + held_too))
        if (day + 1) % LISTENING_DAYS == 0:
            self.voices = self.ground.voices(self.minds, self.happened)
        return Lived(
            contacts=answered + ended,
            content=content + cleared,
            talks=talks,
            stops=stops,
            clipped=clipped,
            resident_days=float(self.levels[3].sum()),
            complaints=self._complaints(seen.heard),
            members=self._members(),
        )

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

    def walked(self) -> Floats:
        """[P] hours that members of the safety network walk today, each in the place it lives in; exactly 0 without."""
        ground, network = self.ground, self.ground.rules.network
        if not self.minds.member.any():
            return np.zeros(len(self.disorder))
        members = contagion.members_by_place(self.minds.member, ground.homes.first)
        return contagion.walked(members * ground.world.places.residents, float(network.walk_hours))

    def survey(self, day: int) -> Survey:
        """What residents answer tonight."""
        ground = self.ground
        district, key = ground.district[self.minds.place], ground.streams.key("survey")
        return conduct(ground.rules.surveys, self.minds, district, ground.residents, key, day)

    # --- what offices hear ----------------------------------------------------------------------------------------

    def aware(self) -> float:
        """Share of residents who know the commission."""
        return float(self.minds.aware.mean()) if len(self.minds.aware) else 0.0

    def _complaints(self, heard: Floats) -> Floats:
        """[P] complaints of today, by home, of those within the hearing of a commission. `heard` [A]: its share."""
        if self.voices is None:
            return np.zeros(len(self.disorder))
        made: Floats = heard @ self.voices.complaints
        return made

    def _members(self) -> Floats:
        """[D] members of the safety network among simulated residents."""
        ground, member = self.ground, self.minds.member
        return np.bincount(ground.district[self.minds.place[member > 0]], minlength=ground.districts).astype(float)

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

    def _talk_over(self, day: int, founders: float) -> Floats:
        """Residents take up what those they know think, and found, join or leave the safety network.

        `founders`: share of residents whom a clause invites to found one, beside those of the rules. Returns [2] how
        often trust was held in [0, 1] for that, and 0.
        """
        ground, minds_ = self.ground, self.minds
        network, held = ground.rules.network, np.zeros(2)
        if ground.rules.influence.per_day > 0.0:
            tomorrow = influence.taken_up(minds_.trust, ground.ties, float(ground.rules.influence.per_day))
            minds_.trust[:] = np.clip(tomorrow, 0.0, 1.0)
            held[0] = np.count_nonzero(minds_.trust != tomorrow)
            self.levels[0] = np.bincount(ground.district[minds_.place], minds_.trust, ground.districts)
        seeds = min(float(network.seeds) + founders, 1.0)
        if seeds > 0.0 or minds_.member.any():
            minds_.member[:] = contagion.after(
                minds_.member, ground.leanings, ground.ties, network, seeds, ground.mind_key, day
            )
        return held

    def _look_around(self, day: int, incidents: Incidents) -> None:
        """What is remembered and what disorder is seen fade, and today's is added; disorder at the season's usual."""
        ground = self.ground
        today = by_place(incidents.affair, incidents.place, len(self.disorder))
        kept = concern.kept(ground.rules.concern.memory_days)
        self.happened = kept * self.happened + today
        seen = (today / ground.calendar.factor(day)[:, None])[fear.DISORDER].sum(axis=0)
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
