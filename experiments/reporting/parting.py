"""Where two lives of an incident part, and why, in sentences: each rule looks at one part of a life."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final, final

import numpy as np

from experiments.analysis.life import Event, Life, Parts
from experiments.reporting import strings
from experiments.reporting.incident_where import Gazetteer, minutes, share, signed
from experiments.running.lives import Lives
from sim.casework.duties import DUTIES

SHOWN_MIN: Final = 0.05
"""Minutes below which a difference is shown as 0.0."""


@final
@dataclass(frozen=True)
class Pair:
    """The two lives, seen from the first: `a` and `b` are the names of the policies."""

    told: Lives
    a: str
    b: str

    @property
    def one(self) -> Life:
        return self.told.lives[self.a]

    @property
    def other(self) -> Life:
        return self.told.lives[self.b]

    @property
    def names(self) -> Gazetteer:
        return Gazetteer(self.told.opened.shared.world)

    def swapped(self) -> Pair:
        """The same seen from the second."""
        return replace(self, a=self.b, b=self.a)

    def only(self, name: str) -> bool:
        """Whether the first life alone has an event."""
        return self.one.first(name) is not None and self.other.first(name) is None

    def says(self, text: str, **found: object) -> str:
        """A sentence with the names of both policies."""
        return text.format(a=self.a, b=self.b, **found)


type Rule = Callable[[Pair], Iterator[str]]


def parting(told: Lives) -> tuple[str, ...]:
    """Every difference that a reader should know, in the order of the life."""
    pair = Pair(told, *told.opened.keys)
    if not (pair.one.happened or pair.other.happened):
        return (_neither(pair),)
    if _bare(pair.one) == _bare(pair.other):
        same = [event.force for event in pair.one.events] == [event.force for event in pair.other.events]
        return (strings.LIFE_SAME if same else strings.LIFE_SAME_BUT_NAMES,)
    said = tuple(sentence for rule, both in RULES for sentence in _said(rule, pair, both=both))
    return said or (strings.LIFE_REST,)


def _said(rule: Rule, pair: Pair, *, both: bool) -> Iterator[str]:
    yield from rule(pair)
    if both:
        yield from rule(pair.swapped())


def _bare(life: Life) -> tuple[Event, ...]:
    """Events as they compare: forces have other names under another institution, and NaN equals nothing."""
    return tuple(replace(event, force="", value=float(np.nan_to_num(event.value, nan=-1.0))) for event in life.events)


def _neither(pair: Pair) -> str:
    one, other = (next(iter(life.events), None) for life in (pair.one, pair.other))
    if one is None or other is None:
        return pair.says(strings.LIFE_NEITHER_AT_ALL, needs=share(pair.told.fated.needs))
    return pair.says(strings.LIFE_NEITHER, one=share(one.value), other=share(other.value))


def _occurs(pair: Pair) -> Iterator[str]:
    if pair.one.happened and not pair.other.happened:
        if pair.only("happened") and pair.other.first("deterred"):
            here, there = pair.other.value("deterred"), pair.one.value("happened")
            yield pair.says(strings.LIFE_DETERRED, here=share(here), there=share(there))
        elif pair.other.first("orphaned"):
            yield pair.says(strings.LIFE_ORPHANED)
        else:
            yield pair.says(strings.LIFE_RESERVE, needs=share(pair.told.fated.needs))


def _moves(pair: Pair) -> Iterator[str]:
    moved = pair.other.first("moved")
    if moved and pair.only("happened"):
        yield pair.says(strings.LIFE_MOVED, where=pair.names.place(moved.place))


def _reported(pair: Pair) -> Iterator[str]:
    if pair.only("reported") and pair.other.happened:
        here, there = pair.one.value("trusting"), pair.other.value("trusting")
        trust = pair.says(strings.LIFE_REPORTED_TRUST, here=share(here), there=share(there)) if here == here else ""
        yield pair.says(strings.LIFE_REPORTED, trust=trust)
    if pair.only("found"):
        yield pair.says(strings.LIFE_FOUND)


def _diverted(pair: Pair) -> Iterator[str]:
    if pair.only("diverted"):
        yield pair.says(strings.LIFE_DIVERTED, helper=strings.LIFE_HELPERS[int(pair.one.value("diverted"))])


def _waits(pair: Pair) -> Iterator[str]:
    back, joined = pair.one.first("came_back"), pair.one.first("joined")
    if pair.only("came_back") and back and joined:
        yield pair.says(strings.LIFE_WRONG, minutes=minutes(back.minute - joined.minute))
    if pair.one.held_min - pair.other.held_min >= SHOWN_MIN:
        yield pair.says(strings.LIFE_HELD, minutes=minutes(pair.one.held_min))
    queue, sent = pair.one.first("queued"), pair.one.first("assigned")
    if pair.only("queued") and queue and sent:
        yield pair.says(strings.LIFE_WAITED, minutes=minutes(sent.minute - queue.minute))


def _ends(pair: Pair) -> Iterator[str]:
    both_called = pair.one.first("joined") and pair.other.first("joined")
    if both_called and pair.one.end != pair.other.end:
        yield pair.says(
            strings.LIFE_ENDED, one=strings.LIFE_ENDS[pair.one.end], other=strings.LIFE_ENDS[pair.other.end]
        )


def _comes(pair: Pair) -> Iterator[str]:
    one, other = pair.one.parts, pair.other.parts
    if one is None or other is None:
        return
    if one.whole > other.whole:
        pair, one, other = pair.swapped(), other, one
    if other.whole - one.whole >= SHOWN_MIN:
        later, parts = minutes(other.whole - one.whole), _changes(one, other)
        yield pair.says(
            strings.LIFE_LATER, minutes=later, one=minutes(one.whole), other=minutes(other.whole), parts=parts
        )


def _changes(one: Parts, other: Parts) -> str:
    """The parts that differ, with their signs."""
    change = {name: getattr(other, name) - getattr(one, name) for name in strings.LIFE_PARTS if name != "whole"}
    shown = {strings.LIFE_PARTS[name]: value for name, value in change.items() if abs(value) >= SHOWN_MIN}
    return ", ".join(strings.LIFE_PART.format(part=part, change=signed(value)) for part, value in shown.items())


def _crews(pair: Pair) -> Iterator[str]:
    one, other = pair.one.first("assigned"), pair.other.first("assigned")
    if one and other and one.crew != other.crew:
        where, other_where = pair.names.place(one.place), pair.names.place(other.place)
        yield pair.says(
            strings.LIFE_CREWS,
            crew=one.crew,
            force=one.force,
            where=where,
            other_crew=other.crew,
            other_force=other.force,
            other_where=other_where,
        )


def _nearer(pair: Pair) -> Iterator[str]:
    sent, nearest = pair.told.nearby.get(pair.a, (None, None))
    one, other = pair.one.parts, pair.other.parts
    if one is None or other is None or one.way - other.way < SHOWN_MIN:
        return
    if sent is None or nearest is None or sent.way_min - nearest.way_min < SHOWN_MIN:
        return
    asked = pair.told.opened.settings
    force = asked.institution(next(c for c in pair.told.opened.cases if c.key == pair.a)).provisions().at({}).forces
    ways = {"minutes": minutes(nearest.way_min), "sent": minutes(sent.way_min)}
    if not nearest.may_take:
        km = {"km": minutes(nearest.km), "sent_km": minutes(sent.km)}
        yield pair.says(strings.LIFE_NEARER, force=force[nearest.force], **ways, **km)
    elif sent.own_station and not nearest.own_station:
        yield pair.says(strings.LIFE_PASSED_OVER, **ways, penalty=minutes(asked.response.station_penalty_min))


def _cases(pair: Pair) -> Iterator[str]:
    opened, done, open_ = (pair.one.first("case_opened"), pair.one.first("case_finished"), pair.other)
    if opened and pair.only("case_opened"):
        yield pair.says(strings.LIFE_CASES, duty=duty(opened))
    if pair.only("cleared") and pair.other.first("uncleared"):
        yield pair.says(strings.LIFE_CLEARED)
    if done and pair.only("case_finished") and open_.first("case_opened"):
        yield pair.says(strings.LIFE_CASE_OPEN, duty=duty(done), one=_day(done))


def _case_days(pair: Pair) -> Iterator[str]:
    done, then = pair.one.first("case_finished"), pair.other.first("case_finished")
    if done and then and done.value == then.value and _day(done) != _day(then):
        yield pair.says(strings.LIFE_CASE_LATER, duty=duty(done), one=_day(done), other=_day(then))


def _problem(pair: Pair) -> Iterator[str]:
    if pair.only("referred"):
        yield pair.says(strings.LIFE_REFERRED)
    elif pair.only("repaired"):
        yield pair.says(strings.LIFE_REPAIRED)


def _judged(pair: Pair) -> Iterator[str]:
    for name, what in strings.LIFE_CONTACTS.items():
        if pair.one.value(name) == 1.0 and pair.other.value(name) == 0.0:
            yield pair.says(strings.LIFE_JUDGED, what=what)


def _minds(pair: Pair) -> Iterator[str]:
    one, other = pair.one.value("trust_after"), pair.other.value("trust_after")
    if one == one and other == other and share(one) != share(other):
        yield pair.says(strings.LIFE_MINDS, one=share(one), other=share(other))


def duty(event: Event) -> str:
    """The name of the duty that opened a case."""
    return DUTIES[int(event.value)].replace("_", " ")


def _day(event: Event) -> int:
    """The day of the study that ends with this evening."""
    return int(event.minute // 1440) - 1


RULES: Final[tuple[tuple[Rule, bool], ...]] = (
    (_occurs, True),
    (_moves, True),
    (_reported, True),
    (_diverted, True),
    (_waits, True),
    (_ends, False),
    (_comes, False),
    (_crews, False),
    (_nearer, True),
    (_cases, True),
    (_case_days, False),
    (_problem, True),
    (_judged, True),
    (_minds, False),
)
"""Each rule, and whether it looks from both sides."""
