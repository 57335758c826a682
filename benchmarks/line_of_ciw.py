"""A waiting line in Ciw: a network of one node."""

from __future__ import annotations

from collections.abc import Callable

import ciw
import numpy as np
from numpy.typing import NDArray


def ready(crews: int, minutes: NDArray[np.float64], service: NDArray[np.float64]) -> Callable[[], NDArray[np.float64]]:
    """What runs the line and gives the waits, in order of the calls."""
    # Ciw repeats a sequence from its start; nothing comes after an infinite gap.
    gaps = [*np.diff(minutes, prepend=0.0).tolist(), float("inf")]
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Sequential(gaps)],
        service_distributions=[ciw.dists.Sequential(service.tolist())],
        number_of_servers=[crews],
    )
    room = ciw.Simulation(network)
    end = float(minutes[-1] + service.sum())

    def run() -> NDArray[np.float64]:
        room.simulate_until_max_time(end)
        records = sorted(room.get_all_records(), key=lambda record: record.id_number)
        return np.array([record.waiting_time for record in records])

    return run
