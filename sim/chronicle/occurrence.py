"""What could have happened on a day, and what became of it before any call: deterred, displaced, reported, recorded."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sim.casework.tables import Followed
from sim.chronicle.happenings import Happening, Happenings, happenings
from sim.circumstances import Circumstances
from sim.demand import purposes
from sim.demand.fate import Potential
from sim.ledger import IS_MAJOR_CRIME
from sim.model import SecurityModel
from sim.randomness import marks
from sim.viewing import Today


def occurred(model: SecurityModel, today: Today) -> Iterator[Happenings]:
    """Incidents that happened, here or next door, and those that presence or a missing forerunner prevented."""
    circumstances = model.circumstances
    potential = circumstances.fate.day(today.day)
    needed = needs(circumstances, potential)
    hazard = today.hazard[potential.affair, potential.place]
    born = (potential.parent < 0) | (model.occurred[potential.parent] == 1)
    usual, here = needed < 1.0, np.isin(potential.id, today.incidents.id)
    for event, rows in (
        (Happening.DETERRED, ~here & born & usual),
        (Happening.ORPHANED, ~here & ~born & usual),
    ):
        place, value = potential.place[rows], hazard[rows]
        yield happenings(event, potential.id[rows], potential.minute[rows], place=place, value=value)
    moved, incidents = (needed >= hazard)[here], today.incidents
    for event, rows in ((Happening.HAPPENED, ~moved), (Happening.MOVED, moved)):
        place, value = incidents.place[rows], hazard[here][rows]
        yield happenings(event, incidents.id[rows], incidents.minute[rows], place=place, value=value)


def needs(circumstances: Circumstances, potential: Potential) -> np.ndarray:
    """[N] the hazard over its reference above which each potential incident happens."""
    chance: np.ndarray = marks(circumstances.fate.key, potential.id, purposes.OCCUR)
    return chance * circumstances.ceiling[potential.affair]


def heard(model: SecurityModel, today: Today) -> Iterator[Happenings]:
    """Who reported, what entered the record of crimes, what crews came upon."""
    circumstances, incidents, reported = model.circumstances, today.incidents, today.reported
    crime = reported & IS_MAJOR_CRIME[incidents.affair]
    lost = marks(circumstances.fate.key, incidents.id, purposes.RECORD) < circumstances.demand.recording_loss
    for event, rows in (
        (Happening.REPORTED, reported),
        (Happening.UNREPORTED, ~reported),
        (Happening.RECORDED, crime & ~lost),
        (Happening.UNRECORDED, crime & lost),
    ):
        yield happenings(event, incidents.id[rows], incidents.minute[rows], place=incidents.place[rows])
    force = _finders(model.followed, len(today.found.id))
    yield happenings(Happening.FOUND, today.found.id, today.found.minute, force=force, place=today.found.place)


def _finders(followed: Followed, found: int) -> np.ndarray:
    """[N] force of the crew that came upon each incident: they stand behind the answered calls."""
    return followed.force[len(followed.force) - found :]
