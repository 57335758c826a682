"""Terms: what lower rooms see of an institution today. Plain arrays, cut by reader, never the graph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, final

import numpy as np
from numpy.typing import NDArray


class ResponseTerms(NamedTuple):
    """What the event loop may know. F patrol forces in rows, A affairs, 2 = (not urgent, urgent)."""

    rank: NDArray[np.int8]
    """[F, A, 2]: 0 has the duty of first response, 1 gives mutual aid, -1 may not take the call."""
    aid_share: NDArray[np.float64]
    """[F, A, 2]: share of calls for which a force of rank 1 is available."""
    joint_share: NDArray[np.float64]
    """[F, A, 2]: share of calls to which one crew of this force goes in addition."""
    wrong: NDArray[np.int64]
    """[A]: the force to which a misrouted call goes first; -1 where no patrol force lacks the duty."""
    desk: NDArray[np.float64]
    """[A]: share of misrouted calls settled at a joint control desk."""
    handover_min: NDArray[np.float64]
    """[A]: minutes from the end of the wrong force's assessment (or the desk's) to the right force's queue."""
    plan_weight: NDArray[np.float64]
    """[F, A]: weight of each affair in the force's priorities, the mix of its principals'; entries lie in [0, 1]."""
    order: NDArray[np.int64]
    """[F, A]: rank of the affair among calls of equal priority, 0 first, equal weights equal rank."""
    assembly_weight: NDArray[np.float64]
    """[F]: weight with which national headquarters takes a crew of this force for assembly and guard duty."""


@final
@dataclass(frozen=True)
class Terms:
    """Today's terms. `forces` names the rows; every array is C-contiguous and writable."""

    forces: tuple[str, ...]
    response: ResponseTerms

    def same_as(self, other: Terms) -> bool:
        """Whether every number is the same."""
        if self is other:
            return True
        names = ResponseTerms._fields
        return all(np.array_equal(getattr(self.response, n), getattr(other.response, n)) for n in names)
