"""Places, affairs, forces and minutes of an incident in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from experiments.reporting import strings
from experiments.reporting.numbers import plain
from sim.institution.diff import scope_words
from sim.vocabulary import AFFAIRS, Scope
from sim.world.world import World


@final
@dataclass(frozen=True)
class Gazetteer:
    """Names of a world."""

    world: World

    def district(self, place: int) -> str:
        """The district that a place lies in."""
        return self.world.region.districts[int(self.world.places.district[place])].name

    def place(self, place: int) -> str:
        """A place by its district and number."""
        return strings.LIFE_PLACE.format(district=self.district(place), place=place)


def affair(row: int) -> str:
    """The name of an affair."""
    return scope_words(Scope((AFFAIRS[row],)))


def minutes(value: float) -> str:
    """Minutes to a tenth."""
    return plain(value, 1)


def signed(value: float) -> str:
    """A difference of minutes to a tenth, with its sign."""
    return plain(value, 1, sign=True)


def share(value: float) -> str:
    """A number between 0 and about 1, as trust and hazards are."""
    return plain(value, 3)
