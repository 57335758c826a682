"""What a notebook looks at: the parts of a model by name, and its networks as networkx graphs."""

from __future__ import annotations

from abc import ABC
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import mesa
import numpy as np
from numpy.typing import NDArray

from sim.administration.billing import Accounts
from sim.circumstances import Circumstances
from sim.demand.calls import Calls
from sim.demand.occurrence import Incidents
from sim.government import Government
from sim.institution.institution import Institution
from sim.institution.terms import Terms
from sim.response.control_room import ControlRoom
from sim.response.state import Crews, Docket
from sim.society.minds import Minds
from sim.society.society import Society
from sim.staffing import Staff
from sim.treasury import Treasury
from sim.world.population import Population
from sim.world.world import World

if TYPE_CHECKING:
    import networkx


class Today(NamedTuple):
    """Tables of the last day, for whoever looks on. The run itself never reads them."""

    day: int
    hazard: NDArray[np.float64]
    """[A, P] over the reference."""
    incidents: Incidents
    reported: NDArray[np.bool_]
    """[N] of the incidents."""
    found: Incidents
    """What crews came upon that nobody had reported."""
    calls: Calls
    ours: Calls
    """Calls that were left to crews."""
    closed: Docket


class Viewed(mesa.Model, ABC):  # type: ignore[misc]  # Mesa ships no types
    """A model that can be looked at."""

    circumstances: Circumstances
    government: Government
    staff: Staff
    room: ControlRoom
    society: Society | None
    """None where residents have no minds."""
    day: int
    today: Today | None = None
    """None before the first day."""

    def __repr__(self) -> str:
        crews = f"{len(self.crews.force)} crews of {', '.join(self.forces)}"
        return f"{type(self).__name__}({self.world.region.name}, day {self.day}, {crews})"

    def _register(self, kind: Callable[[Any, int], object], rows: range) -> None:
        """Make Mesa agents of rows of a table."""
        for row in rows:
            kind(self, row)

    @property
    def world(self) -> World:
        return self.circumstances.world

    @property
    def institution(self) -> Institution:
        return self.government.institution

    @property
    def terms(self) -> Terms:
        return self.government.terms

    @property
    def crews(self) -> Crews:
        return self.room.crews

    @property
    def treasury(self) -> Treasury:
        return self.staff.treasury

    @property
    def accounts(self) -> Accounts:
        """Payers and purposes of the bill."""
        return self.staff.treasury.accounts

    def bill(self, day: int) -> NDArray[np.int64]:
        """[payers, purposes] won that a day costs with today's posts."""
        return self.staff.treasury.bill(day, self.crews)

    @property
    def population(self) -> Population:
        return self.world.population

    @property
    def minds(self) -> Minds:
        """What residents think and feel. Raises AttributeError where they have no minds (`society.minds=false`)."""
        if self.society is None:
            raise AttributeError("residents have no minds here: society.minds is false")
        return self.society.minds

    @property
    def forces(self) -> tuple[str, ...]:
        """Names of the patrol forces, in the order of `crews.force`."""
        return self.terms.forces

    def place_network(self) -> networkx.Graph[int]:
        """Places and which are close to which."""
        return self.world.place_network()

    def social_network(self) -> networkx.Graph[int]:
        """Residents and their ties. Meant for small worlds."""
        return self.world.social_network()

    def institution_network(self) -> networkx.MultiDiGraph[str]:
        """Organisations and the clauses between them."""
        from sim.institution.network import network

        return network(self.institution)
