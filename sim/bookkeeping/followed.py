"""How casework is entered: every evening's counts, summed over days."""

from __future__ import annotations

import numpy as np

from sim.casework.tables import Worked
from sim.ledger import Ledger


def enter_casework(ledger: Ledger, worked: Worked) -> None:
    """Add an evening's counts and levels; levels over days are means."""
    for name, value in worked._asdict().items():
        ledger.casework[name] = ledger.casework.get(name, np.zeros(np.shape(value))) + value
