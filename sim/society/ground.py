"""The ground of the society room: who lives where, what is usual there, and how residents are at the start.

No policy moves any of it. What encounters and victimisations are usual follows from the rates of incidents at the
reference, carried to where people live.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple, final

import numpy as np
from numpy.typing import NDArray

from sim.demand import purposes
from sim.demand.rates import AffairTable
from sim.demand.rhythm import Calendar
from sim.randomness import Streams, marks
from sim.society import complaints, concern, fear, trust
from sim.society.complaints import SpeakingLaw, Voices
from sim.society.contagion import Leanings, leanings
from sim.society.encounter import LEFT_OPEN
from sim.society.homes import Homes, carried_home, homes
from sim.society.influence import Ties, acquaintances, spread_kept
from sim.society.minds import Minds, minds
from sim.society.reporting import ReportingLaw, reporting_law
from sim.society.rules import SocietyRules
from sim.society.told import heard_of
from sim.world.world import World

type Floats = NDArray[np.float64]

YEAR_DAYS: Final = 365.0
STANDINGS: Final = (np.arange(201) + 0.5) / 201
"""Quantiles of trust over which the share reported is held."""


class CaseShares(NamedTuple):
    """What becomes of the calls that crews answer, at the reference. A affairs."""

    opened: Floats
    """[A] cases that will be decided, per answered call."""
    cleared: Floats
    """[A] share of these that are cleared."""


class Usual(NamedTuple):
    """What residents of each of P places meet at the reference, a day."""

    good: Floats
    """[P] good encounters on calls and in cases."""
    bad: Floats
    victim: Floats
    """[P] steps of fear by victimisation."""
    disorder: Floats
    """[P] visible disorder around them, never less than a quarter of the region's for as many residents."""
    happened: Floats
    """[A, P] incidents that are remembered, by where they happened."""


@final
@dataclass(frozen=True)
class Ground:
    """A region as its residents see it."""

    rules: SocietyRules
    world: World
    table: AffairTable
    rates: Floats
    """[A, P] true incidents a day at the reference."""
    cases: CaseShares
    key: np.uint64
    """Key of the marks of incidents."""
    streams: Streams
    calendar: Calendar
    homes: Homes = field(init=False)
    usual: Usual = field(init=False)
    start: Minds = field(init=False)
    """Residents as they are after years of the reference. Not to be written to."""
    law: ReportingLaw = field(init=False)
    spread: tuple[float, float] = field(init=False)
    """Mean and standard deviation of trust at the start."""
    concern: Floats = field(init=False)
    """[A] shares of what everybody hears of the region."""
    speaking: SpeakingLaw = field(init=False)
    speaks: float = field(init=False)
    """How often a resident speaks at the reference, on the scale of `complaints.often`; mean over residents."""
    mind_key: np.uint64 = field(init=False)
    ties: Ties = field(init=False)
    leanings: Leanings = field(init=False)

    def __post_init__(self) -> None:
        rules, world = self.rules, self.world
        load = self.rates.sum(axis=0) / self.rates.sum()
        made = homes(world.places, world.population, load, rules.homes.visitors_least, rules.homes.visitors_km)
        ties, mind_key = acquaintances(world.population), self.streams.key("society")
        usual = self._usual(made, ties)
        start = self._start(usual, ties, mind_key)
        standing = np.quantile(start.trust, STANDINGS) if len(start.trust) else np.full(1, rules.trust.mean)
        asked = float(rules.trust.mean), float(rules.trust.sd)
        # Where noise and bounds leave another spread than was asked for, the rule still counts in what there is.
        mean, sd = (float(start.trust.mean()), float(start.trust.std())) if len(start.trust) > 1 else asked
        standing = (standing - mean) / sd
        for name, value in (
            ("homes", made),
            ("spread", (mean, sd)),
            ("usual", usual),
            ("start", start),
            ("law", reporting_law(rules.reporting, self.table, standing, float(rules.network.reporting))),
            ("concern", self.rates.sum(axis=1) / self.rates.sum()),
            ("mind_key", mind_key),
            ("ties", ties),
            ("leanings", leanings(mind_key, len(start.trust), rules.network)),
            ("speaking", complaints.speaking_law(rules.complaints, start.fear, start.trust)),
        ):
            object.__setattr__(self, name, value)
        object.__setattr__(self, "speaks", self._speaks())

    @property
    def district(self) -> NDArray[np.int64]:
        """[P]"""
        return self.world.places.district

    @property
    def districts(self) -> int:
        return len(self.world.region.districts)

    @property
    def residents(self) -> Floats:
        """[D]"""
        return np.array([d.residents for d in self.world.region.districts], float)

    def worry(self, happened: Floats) -> Floats:
        """[A, P] how much a resident of each place worries. `happened` [A, P] incidents that are remembered."""
        remembered = carried_home(happened, self.homes) / np.maximum(self.world.places.residents, 1.0)
        return complaints.worry(remembered, self.concern, float(self.rules.concern.own))

    def voices(self, table: Minds, happened: Floats) -> Voices | None:
        """What residents would say if somebody listened; None where no office hears what they think."""
        if not self.rules.heard:
            return None
        people = complaints.speaking(table, self.homes.first, self.speaking) * self.homes.behind
        return complaints.voices(people, self.worry(happened), self.rules.complaints, self.speaks)

    def _speaks(self) -> float:
        residents = np.maximum(self.world.places.residents, 0.0)
        each = complaints.often(self.worry(self.usual.happened), float(self.rules.complaints.occasion)).sum(axis=0)
        return float(each @ residents / residents.sum())

    def _usual(self, made: Homes, ties: Ties) -> Usual:
        """With what others tell: it is a part of what is usual."""
        rules, residents = self.rules.contacts, np.maximum(self.world.places.residents, 1.0)
        answered = self.rates * (self.table.reported * self.table.dispatched)[:, None]
        on_scene = np.where(LEFT_OPEN, rules.unsettled, rules.settled)
        later = self.cases.cleared * rules.settled + (1.0 - self.cases.cleared) * rules.unsettled
        good = carried_home(answered * (on_scene + self.cases.opened * later)[:, None], made).sum(axis=0)
        met = carried_home(answered * (1.0 + self.cases.opened)[:, None], made).sum(axis=0)
        victims = carried_home(self.rates * fear.steps(self.rules.fear)[:, None], made).sum(axis=0)
        disorder = self.rates[fear.DISORDER].sum(axis=0)
        least = 0.25 * disorder.sum() * residents / residents.sum()
        happened = self.rates / (1.0 - concern.kept(self.rules.concern.memory_days))
        own = Usual(
            good / residents, (met - good) / residents, victims / residents, np.maximum(disorder, least), happened
        )
        influence = self.rules.influence
        if influence.told == 0.0 and influence.fear_told == 0.0:
            return own
        of_good, of_bad, of_victims = (heard_of(rate, ties, made.first) for rate in own[:3])
        return own._replace(
            good=own.good + influence.told * of_good,
            bad=own.bad + influence.told * of_bad,
            victim=own.victim + influence.fear_told / max(self.rules.fear.victim, 1e-9) * of_victims,
        )

    def _start(self, usual: Usual, ties: Ties, key: np.uint64) -> Minds:
        rules, contacts = self.rules, self.rules.contacts
        place = self.world.population.place
        rows = np.arange(len(place), dtype=np.uint64)
        content = contacts.stops * contacts.stop_content + (1.0 - contacts.stops) * contacts.talk_content
        beside = contacts.beside_calls / YEAR_DAYS
        good, bad = usual.good[place] + beside * content, usual.bad[place] + beside * (1.0 - content)
        drawn = {name: marks(key, rows, getattr(purposes, name)) for name in ("MIND_TRUST", "MIND_NOISE", "MIND_FEAR")}
        fearful = trust.spread(rules.fear.mean, rules.fear.sd, drawn["MIND_FEAR"])
        believed, rest = trust.at_rest(rules.trust, good, bad, drawn["MIND_TRUST"], drawn["MIND_NOISE"])
        if rules.influence.per_day > 0.0:
            listening = np.full(len(rest), float(rules.influence.per_day))
            # Those one knows also damp what encounters do: nearly all of the spread is one of dispositions.
            apart = trust.spread(rules.trust.mean, rules.trust.sd, drawn["MIND_TRUST"])
            begun = spread_kept(apart, ties, listening, trust.rate_of_return(rules.trust, good, bad))
            believed, rest = np.clip(begun.opinion, 0.0, 1.0), begun.rest
        return minds(
            place.astype(np.int64),
            (believed, rest),
            (fearful, fearful.copy()),
            marks(key, rows, purposes.MIND_AWARE) < rules.awareness.start,
        )
