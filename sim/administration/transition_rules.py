"""Parameters of a transition: what it costs to give posts another employer, and what crews lose by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from sim.parameters import parameter


@final
@dataclass(frozen=True)
class TransitionRules:
    """Each is for a force whose careers pass to others altogether; less passes, less is lost. At rest nothing is."""

    setup: float = parameter(
        5.0,
        unit="million KRW per officer, once",
        low=0.0,
        high=30.0,
        source="transition.setup",
        meaning="kit, systems, rooms and training for an officer under another employer",
    )
    shuffled: float = parameter(
        0.3,
        unit="share",
        low=0.0,
        high=0.6,
        source="transition.shuffled",
        meaning="of a crew's knowledge of its beat that is lost when its force gets another employer",
    )
    unfamiliar: float = parameter(
        0.5,
        unit="share of calls",
        low=0.0,
        high=1.0,
        most=1,
        source="transition.unfamiliar",
        meaning="as new under another employer or commander (forms, orders, partners) as those that a crew never had",
    )
