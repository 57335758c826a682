"""From crews, casework and patrol to society: what residents see of a day, and what they are used to."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.administration.knowledge import Said
from sim.casework.tables import Decided
from sim.circumstances import Circumstances
from sim.demand.occurrence import Incidents
from sim.institution.terms import Terms
from sim.ledger import Ledger
from sim.response import state
from sim.response.layout import Layout
from sim.response.patrol import presence
from sim.response.state import Crews, Docket
from sim.society.complaints import Voices
from sim.society.contacts import Answered, Ended
from sim.society.seen import Lived, Seen
from sim.society.society import Society
from sim.society.surveys import due

type Floats = NDArray[np.float64]


def seen(
    circumstances: Circumstances,
    terms: Terms,
    incidents: Incidents,
    calls: Answered,
    decided: Decided,
    around: tuple[Floats, Floats],
    crew_min: Floats,
    wear: Floats,
) -> Seen:
    """What residents see. `around` [P]: presence now and at the reference; `crew_min` [2, D]: enforcement, talks;
    `wear` [D]."""
    floor = circumstances.presence_floor(around[1])
    return Seen(
        incidents=incidents,
        answered=calls,
        ended=Ended(*decided),
        presence=around[0] + floor,
        usual_presence=around[1] + floor,
        crew_min=crew_min,
        wear=wear,
        coverage=terms.administration.coverage,
        heard=terms.administration.heard_by_commission,
        founders=terms.administration.founders,
    )


def answered(closed: Docket, wear: Floats) -> Answered:
    """Calls that were resolved or given up, in docket order. `wear` [K] points by which crews' courtesy is worn."""
    resolved = (closed.state == state.RESOLVED) & (closed.force >= 0)
    rows = np.flatnonzero(resolved | (closed.state == state.ABANDONED))
    given_up = ~resolved[rows]
    end = np.where(given_up, closed.closed[rows], closed.on_scene[rows])
    return Answered(
        id=closed.id[rows],
        affair=closed.affair[rows],
        place=closed.place[rows],
        urgent=closed.priority[rows] == 0,
        waited_min=end - closed.called[rows],
        given_up=given_up,
        wear=np.where(given_up, 0.0, wear[closed.first_crew[rows]]),
    )


def crew_minutes(circumstances: Circumstances, layout: Layout, spent: Floats) -> Floats:
    """[2, D] crew minutes of enforcement and of engagement. `spent` [3, beats]."""
    district, districts = circumstances.world.places.district, len(circumstances.world.region.districts)
    by_place = (presence(layout.beats, use, len(district)) for use in spent[1:])
    return np.array([np.bincount(district, minutes, districts) for minutes in by_place])


def by_district(of_crew: Floats, crews: Crews, circumstances: Circumstances) -> Floats:
    """[D] mean over the crews of a district's stations, summed by crew id whatever their force."""
    filled = crews.vacant == 0
    where = circumstances.world.stations.district[crews.station[filled]]
    districts = len(circumstances.world.region.districts)
    count = np.bincount(where, minlength=districts)
    whole = np.bincount(where, of_crew[filled], districts)
    mean: Floats = np.divide(whole, count, out=np.zeros(districts), where=count > 0)
    return mean


def waits(circumstances: Circumstances, calls: Answered) -> Floats:
    """[2, 2, D] minutes until a crew came, summed, and how many calls, by not urgent and urgent."""
    district, districts = circumstances.world.places.district, len(circumstances.world.region.districts)
    came = ~calls.given_up
    cell = calls.urgent[came] * districts + district[calls.place[came]]
    each = calls.waited_min[came], np.ones(int(came.sum()))
    return np.array([np.bincount(cell, w, 2 * districts) for w in each]).reshape(2, 2, districts)


def said(society: Society | None) -> Said | None:
    """What residents say to offices; None where none hears what they think."""
    return _told(None if society is None else society.voices)


def heard(society: Society | None, aware: float) -> tuple[float, Said | None]:
    """Share of residents who know the commission, `aware` where no office hears what they think, and what they say."""
    told = said(society)
    return (aware if society is None or told is None else society.aware()), told


def usually_said(circumstances: Circumstances) -> Said | None:
    """The same as residents are at the start."""
    public = circumstances.public
    return _told(None if public is None else public.voices(public.start, public.usual.happened))


def _told(voices: Voices | None) -> Said | None:
    return None if voices is None else Said(voices.asked, voices.came)


def walks(circumstances: Circumstances, society: Society | None) -> tuple[float, Floats]:
    """Hours that members of the safety network walk today, and [P] patrol-equivalent minutes of it, as volunteers'."""
    if society is None:
        return 0.0, np.zeros(len(circumstances.world.load))
    hours = society.walked()
    return float(hours.sum()), circumstances.casework.corps.volunteer.patrol_minutes(hours)


def enter(ledger: Ledger, society: Society, lived: Lived, day: int) -> None:
    """Add a day of residents to the books, and on the last evening of each year of the books what surveys find."""
    ledger.people.append(society.levels.copy())
    for name, value in lived._asdict().items():
        ledger.society[name] = ledger.society.get(name, np.zeros(np.shape(value))) + value
    if due(ledger.earlier + ledger.days + 1):
        ledger.surveys.append(society.survey(day))
