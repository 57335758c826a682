"""How crews' time is entered. Sums go over crews by id, so that the name of their force is nothing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.ledger import Ledger
from sim.response import state
from sim.response.state import Crews


def enter_crews(ledger: Ledger, crews: Crews, spent: NDArray[np.float64]) -> None:
    """Crew minutes of the day by use, and by force. `spent` [K, 7]."""
    ledger.use.append(spent.sum(axis=0))
    ledger.use_by_force += np.array([spent[crews.force == f].sum(axis=0) for f in range(len(ledger.forces))])


def enter_free_time(
    ledger: Ledger, crews: Crews, spent: NDArray[np.float64], free_time: NDArray[np.float64], taken: NDArray[np.float64]
) -> None:
    """Free minutes by use. `free_time` [F, uses]; `taken` [F] share that other duties took from all uses."""
    shares = np.column_stack((free_time * (1.0 - taken)[:, None], taken))
    minutes = spent[:, state.FREE, None] * shares[crews.force]
    ledger.free += minutes.sum(axis=0)
    ledger.free_by_force += np.array([minutes[crews.force == f].sum(axis=0) for f in range(len(ledger.forces))])
