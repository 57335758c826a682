"""What the marks of an incident decide. A purpose keeps its number for ever, so that old results can be repeated."""

from __future__ import annotations

from typing import Final

import numpy as np

PLACE: Final = np.uint64(24)
MINUTE: Final = np.uint64(25)
CHILDREN: Final = np.uint64(26)
DELAY: Final = np.uint64(27)
OCCUR: Final = np.uint64(1)
SEGMENT: Final = np.uint64(2)
NEAR_SEGMENT: Final = np.uint64(3)
DISPLACE: Final = np.uint64(4)
DISPLACE_TO: Final = np.uint64(5)
VICTIM: Final = np.uint64(6)
REPORT: Final = np.uint64(7)
DISPATCH: Final = np.uint64(8)
PRIORITY: Final = np.uint64(9)
EAST: Final = np.uint64(10)
NORTH: Final = np.uint64(11)
CREWS: Final = np.uint64(12)
SERVICE: Final = np.uint64(13)
PATIENCE: Final = np.uint64(14)
MISROUTE: Final = np.uint64(15)
DESK: Final = np.uint64(16)
AID: Final = np.uint64(17)
JOINT: Final = np.uint64(18)
RECORD: Final = np.uint64(19)
RESOLVE: Final = np.uint64(20)
ENCOUNTER: Final = np.uint64(21)
REMOVABLE: Final = np.uint64(22)
DIVERT: Final = np.uint64(23)
OPEN_CASE: Final = np.uint64(28)
DISCOVER: Final = np.uint64(29)
REFER: Final = np.uint64(30)
REPAIR: Final = np.uint64(31)
CASE_WORK: Final = np.uint64(32)
DUTY: Final = np.uint64(33)
HOME: Final = np.uint64(34)
WALK: Final = np.uint64(35)
SEED: Final = np.uint64(36)
"""Some are drawn by later rooms; their numbers are taken now so that no fate ever moves."""
