"""What residents are shown: what they are used to, what a day looks like, and what they went through in it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.demand.occurrence import Incidents
from sim.society.contacts import Answered, Ended

type Floats = NDArray[np.float64]


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
    heard: Floats
    """[A] the same by affair."""
    founders: float
    """Share of residents whom a clause invites to found a safety network."""


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
    complaints: Floats
    """[P] complaints to the commission that are expected, by where those who make them live."""
    members: Floats
    """[D] members of the safety network among simulated residents."""
