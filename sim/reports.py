"""From incidents to what the police hear of: reported ones become calls or records, crews come upon some others."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim import followup
from sim.bookkeeping import incidents as incident_books
from sim.circumstances import Circumstances
from sim.demand.calls import Calls, ServiceLaw, calls_of
from sim.demand.occurrence import Incidents
from sim.ledger import Ledger
from sim.society.reporting import reported_alike
from sim.society.society import Society


def told(circumstances: Circumstances, society: Society | None, incidents: Incidents) -> NDArray[np.bool_]:
    """[N] which incidents are reported; where there are no minds everybody reports alike."""
    if society is not None:
        return society.report(incidents)
    return reported_alike(circumstances.fate.key, incidents.id, incidents.affair, circumstances.table.reported)


def heard(
    circumstances: Circumstances,
    society: Society | None,
    incidents: Incidents,
    enforcement: NDArray[np.float64],
    law: ServiceLaw,
    ledger: Ledger,
) -> tuple[NDArray[np.bool_], Calls, Incidents]:
    """[N] which incidents are reported, today's dispatched calls, and what crews come upon that nobody reports.

    `enforcement` [P] minutes a day.
    """
    world, table, key = circumstances.world, circumstances.table, circumstances.fate.key
    district = world.places.district
    reported = told(circumstances, society, incidents)
    incident_books.enter_incidents(ledger, incidents, district, reported)
    known, silent = (Incidents._make(column[rows] for column in incidents) for rows in (reported, ~reported))
    incident_books.enter_crimes(ledger, known, key, circumstances.demand.recording_loss, world)
    seen = followup.discovered(circumstances, silent, enforcement)
    found = Incidents._make(column[seen] for column in silent)
    incident_books.enter_discovered(ledger, found, district)
    mix = priorities(circumstances)
    return reported, calls_of(known, key=key, table=table, priorities=mix, roads=world.roads, law=law), found


def priorities(circumstances: Circumstances) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """[A] shares of incidents that would get priority 1, and priority 3: with minds the urgent are reported more."""
    law = circumstances.table if circumstances.public is None else circumstances.public.law
    return law.urgent, law.low
