"""What reforms that found a second force have in common: a joint 112 room, careers and records of its own, its pay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from sim.institution.clauses import Appoints, Commands, Evaluates, Funds, Informs
from sim.institution.institution import Institution
from sim.institution.names import COMMISSION, NPA, PROVINCE_TREASURY, STATE_TREASURY
from sim.institution.organisation import PATROL
from sim.vocabulary import PHASES, Scope

_ANSWERING: Final = "first_response"

ACROSS: Final = "reports pass to the case teams of the other police through its own system"


class Words(NamedTuple):
    """Statements of the clauses by which a force becomes one of its own."""

    careers: str
    records: str
    judged: str
    basis: str
    lent: str = ""
    """On careers that the National Police keeps."""


def of_calls(directed: Commands, weight: float, statement: str) -> tuple[Commands, ...]:
    """A command over boxes of a second force that left the 112 chain: over calls it has `weight` of what it was.

    What a chain no longer commands of calls leaves free time to prevention, as where boxes return to life safety.
    """
    affairs = directed.scope.affairs
    calls, rest = Scope(affairs, (_ANSWERING,)), Scope(affairs, tuple(p for p in PHASES if p != _ANSWERING))
    dispatched = replace(directed, scope=calls, weight=weight * directed.weight, statement=statement)
    return replace(directed, scope=rest), dispatched


def joint_room(
    forces: tuple[str, str], *, quality: float, desk: float, handover: float, statement: str, basis: str
) -> Iterator[Informs]:
    """Both forces sit in one 112 room: what each tells the other, and how calls are passed on."""
    for source, target in (forces, forces[::-1]):
        yield Informs(
            source=source,
            target=target,
            quality=quality,
            delay=1.0,
            desk=desk,
            handover=handover,
            statement=statement,
            basis=basis,
        )


def told_across(
    divided: Institution, own: tuple[str, ...], *, quality: float, statement: str, basis: str
) -> Institution:
    """What crews of one police tell the case teams of the other: `quality`, whatever they told them before.

    `own`: the forces of the second police. Within each police nothing changes.
    """
    rooms = {force for force in divided.forces if divided.organisation(force).branch == PATROL}
    for clause in divided.find(Informs):
        of_case = clause.source in rooms and clause.target in divided.forces and clause.target not in rooms
        if of_case and (clause.source in own) != (clause.target in own):
            across = replace(clause, quality=quality, statement=statement, basis=basis)
            divided = divided.repeal(Informs, clause.source, clause.target).enact(across)
    return divided


def own_police(divided: Institution, force: str, stake: float, known: float, words: Words) -> Institution:
    """Careers (a `stake` in them), evaluation and records (a share `known`) of a force pass to the commission.

    It judges by the criteria and weights by which headquarters judged before.
    """
    (career,) = divided.find(Appoints, NPA, force)
    (records,) = divided.find(Informs, force, NPA)
    (judged,) = divided.find(Evaluates, NPA, force)
    held = (
        replace(career, source=COMMISSION, stake=stake, statement=words.careers, basis=words.basis),
        replace(career, stake=1.0 - stake, statement=words.lent),
    )
    return (
        divided.repeal(Appoints, target=force)
        .repeal(Informs, force, NPA)
        .repeal(Informs, force, COMMISSION)
        .repeal(Evaluates, target=force)
        .enact(
            *(clause for clause in held if clause.stake > 0.0),
            replace(records, target=COMMISSION, quality=known, statement=words.records, basis=words.basis),
            replace(judged, source=COMMISSION, statement=words.judged, basis="assumption"),
        )
    )


def pay(
    forces: tuple[str, ...], local_cost_share: float, overhead: float, *, statement: str, basis: str
) -> Iterator[Funds]:
    """Who pays the posts of the second force, and its administration."""
    for force in forces:
        for payer, share in ((STATE_TREASURY, 1.0 - local_cost_share), (PROVINCE_TREASURY, local_cost_share)):
            if share > 0.0:
                yield Funds(
                    source=payer,
                    target=force,
                    rule="posts",
                    cost_share=share,
                    overhead=overhead,
                    statement=statement,
                    basis=basis,
                )
