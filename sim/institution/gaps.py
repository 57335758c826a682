"""What an institution lacks before a region can be run under it, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from sim.institution.clauses import Answers, Appoints, Commands, Funds
from sim.institution.institution import Institution
from sim.institution.organisation import FORCE, PATROL
from sim.vocabulary import AFFAIRS


def gaps(institution: Institution) -> Iterator[str]:
    """Forces that nobody commands, appoints or pays, without duty or crews; affairs that no patrol force answers."""
    for force in institution.forces:
        yield from _unbound(institution, force)
    patrol = [o for o in institution.organisations if o.kind == FORCE and o.branch == PATROL]
    for organisation in patrol[1:]:  # the first has the police boxes
        if organisation.name not in institution.origin and not organisation.people > 0.0:
            yield f"{organisation.name} has no crews; split it off from another force, or give it people above 0"
    names = {o.name for o in patrol}
    for affair in AFFAIRS:
        on_duty = {c.source for c in institution.jurisdiction(affair, "first_response") if c.duty and not c.urgent_only}
        if not on_duty & names:
            yield f"no patrol force has the duty of first response for {affair}; enact Answers with duty"


def _unbound(institution: Institution, force: str) -> Iterator[str]:
    if not any(c.weight > 0.0 and not c.emergency for c in institution.find(Commands, target=force)):
        yield f"nobody commands {force}; enact Commands with a weight above 0"
    if not any(c.stake > 0.0 for c in institution.find(Appoints, target=force)):
        yield f"nobody appoints the officers of {force}; enact Appoints with a stake above 0"
    if not institution.find(Answers, force):
        yield f"{force} has no duty and helps with none; enact Answers"
    if not _paid(institution, force):
        yield f"nobody pays {force}; enact Funds with a cost_share above 0 for it or for the holder of its careers"


def _paid(institution: Institution, force: str) -> bool:
    """By a clause of its own, or by one for the principal who holds the largest stake in its officers' careers."""
    careers = sorted(institution.find(Appoints, target=force), key=lambda c: -c.stake)
    receivers = (force, *(c.source for c in careers[:1]))
    return any(c.cost_share > 0.0 for receiver in receivers for c in institution.find(Funds, target=receiver))
