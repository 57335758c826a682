"""Institutions that governance models make. The last ones are kept: a reform takes longer than a day of a district."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sim.governance.base import Governance
    from sim.institution.institution import Institution

KEPT: Final = 8
"""More than the governance models of most studies."""

_kept: Final[list[tuple[Governance, Institution, Institution]]] = []
"""Governance model, the institution before, the institution after: the latest last."""


def reformed(governance: Governance, before: Institution) -> Institution:
    """What the governance model makes of an institution."""
    for known, start, found in _kept:
        if known == governance and start == before:
            return found
    made = governance.reform(before)
    _kept.append((governance, before, made))
    del _kept[:-KEPT]
    return made
