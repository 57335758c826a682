"""Voice: how much residents complain to the commission, whether those complain who suffer, who is in the network.

NaN where no office hears what residents think (rungs R0 and R1); members are NaN where nobody has a mind.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.ledger import PEOPLE
from sim.outcomes.outcome import Context, Outcome
from sim.outcomes.tally import Tally
from sim.society.homes import carried_home

NONE: Final = float("nan")
HARDEST: Final = 1.0 / 3.0
"""Share of residents who live in what are called the hardest places."""


def _spoken(context: Context) -> NDArray[np.float64] | None:
    """[P] complaints by home; None where no office hears of any."""
    heard = context.model.society is not None and context.model.circumstances.society.heard
    return context.ledger.society.get("complaints") if heard else None


def _complaints(tally: Tally, context: Context) -> float:
    spoken = _spoken(context)
    return NONE if spoken is None else tally.yearly_per_1000(float(spoken.sum()))


def _from_the_hardest(_: Tally, context: Context) -> float:
    """Share of complaints over share of harm, at the reference, of places where a third of residents suffer most."""
    spoken, public = _spoken(context), context.model.circumstances.public
    if spoken is None or public is None or not spoken.sum() > 0.0:
        return NONE
    harm = carried_home(public.rates * public.table.harm[:, None], public.homes).sum(axis=0)
    hardest = shares_of_hardest(harm, np.maximum(public.world.places.residents, 1.0))
    return float((spoken @ hardest) / spoken.sum() / ((harm @ hardest) / harm.sum()))


def shares_of_hardest(harm: NDArray[np.float64], residents: NDArray[np.float64]) -> NDArray[np.float64]:
    """[P] share of each place that belongs to the hardest, by harm per resident; the last one belongs in part."""
    order = np.argsort(-harm / residents, kind="stable")
    left = HARDEST * residents.sum() - (np.cumsum(residents[order]) - residents[order])
    share = np.empty(len(order))
    share[order] = np.clip(left / residents[order], 0.0, 1.0)
    return share


def _members(tally: Tally, context: Context) -> float:
    members, residents = context.ledger.society.get("members"), tally.people.days[PEOPLE.index("residents")]
    return float(members.sum() / residents) if members is not None and residents else NONE


VOICE: Final[tuple[Outcome, ...]] = (
    Outcome(
        "complaints",
        "per 1,000 residents and year",
        "",
        "Complaints to the commission",
        "Expected complaints of residents who know the commission and are within its hearing; more is neither better "
        "nor worse.",
        _complaints,
    ),
    Outcome(
        "complaints_hardest",
        "ratio of shares",
        "",
        "Complaints where harm is most",
        "Share of complaints over share of harm of the third of residents around whom most happens; 1 if they speak as "
        "they suffer.",
        _from_the_hardest,
    ),
    Outcome(
        "network_members",
        "share",
        "",
        "In the safety network",
        "Residents who are members of the safety network, mean over days.",
        _members,
    ),
)
