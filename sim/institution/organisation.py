"""Organisations: the nodes of an institution. They own stocks; clauses own rates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, final

from sim.vocabulary import CORPS, INSTITUTE

FORCE: Final = "force"
HEADQUARTERS: Final = "headquarters"
COMMISSION: Final = "commission"
MUNICIPALITY: Final = "municipality"
FOUNDATION: Final = "foundation"
ANALYSIS: Final = "analysis"
PATROL: Final = "patrol"
TREASURY: Final = "treasury"

KINDS: Final = (
    HEADQUARTERS,
    "investigation_office",
    COMMISSION,
    FORCE,
    CORPS,
    MUNICIPALITY,
    "residents",
    TREASURY,
    FOUNDATION,
    INSTITUTE,
    ANALYSIS,
)
"""What an organisation may be. `force`: sworn officers of one branch. `headquarters`: takes crews for assemblies."""

DORMANT: Final = (INSTITUTE, ANALYSIS, FOUNDATION)
"""Kinds that are there in every institution and do nothing until a clause binds them."""

BOXES: Final = ("divided", "shared")
"""How the police boxes of a split force are used: each by one of the two, or each by both."""


@final
@dataclass(frozen=True)
class Organisation:
    """A node with its stocks at the start. A force is named `<organisation>.<branch>`.

    Stocks of a force that was split are those of the whole; each half draws its share (`Origin`). `people` of a patrol
    force: its crews on duty, as a share of the crews of the region's police boxes.
    """

    name: str
    kind: str
    branch: str = ""
    title: str = ""
    people: float = 0.0
    money: float = 0.0
    knowledge: float = 0.0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"organisation {self.name}: no kind {self.kind!r}; allowed: {', '.join(KINDS)}")
        if self.kind == FORCE and not self.branch:
            raise ValueError(f"organisation {self.name}: a force needs a branch, such as {PATROL!r}")


@final
@dataclass(frozen=True)
class Origin:
    """Where a force came from: `share` of the crews that `parent` had when it was split."""

    parent: str
    share: float
    boxes: str = "divided"
    basis: str = "assumption"

    def __post_init__(self) -> None:
        if not 0.0 <= self.share <= 1.0:
            raise ValueError(f"split of {self.parent}: share {self.share!r} is not allowed; allowed: 0 to 1")
        if self.boxes not in BOXES:
            allowed = ", ".join(BOXES)
            raise ValueError(f"split of {self.parent}: boxes {self.boxes!r} is not allowed; allowed: {allowed}")
