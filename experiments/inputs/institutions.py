"""Institutions that a user writes: a file of steps becomes a governance model, checked clause by clause.

The format is told in `docs/write-an-institution.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from typing import Any, Final

from experiments.bad_input import BadInput, unknown
from experiments.inputs.said import Said
from sim.governance.written import Change, Enact, Establish, Narrow, Rename, Repeal, Split, Written, WrittenStep
from sim.institution.clauses import AFFAIRS_NODE, KINDS, Answers, Clause
from sim.institution.gaps import gaps
from sim.institution.institution import Institution
from sim.institution.organisation import BOXES, FORCE, Organisation
from sim.institution.organisation import KINDS as SORTS
from sim.vocabulary import AFFAIRS, LOCAL, NATIONAL, PHASES, Scope

FROM: Final = ("unitary", "nothing")
KEYS: Final = ("title", "from", "organisations", "reform")
GROUPS: Final[Mapping[str, tuple[str, ...]]] = {"all": (), "national": NATIONAL, "autonomous": LOCAL}
"""One word for several affairs."""

_SCOPE: Final = ("affairs", "phases")
_CLAUSES: Final = {kind.__name__: kind for kind in KINDS}
_PLAIN: Final = {f.name: f.default for kind in KINDS for f in fields(kind) if "term" not in f.metadata}


def written(name: str, values: Any, where: str, unitary: Institution) -> Written:
    """The governance model that a file says. `where`: the file.

    Raises `BadInput`: an unknown key, organisation, kind, number, affair, phase or condition; a value out of bounds;
    two clauses over one cell; a step after which a force has no principal, duty, career or payer, or an affair no
    patrol force to answer it.
    """
    said = Said(values, where)
    said.only(KEYS)
    steps = tuple(_step(step) for step in said.several("reform"))
    if not steps:
        raise said.bad("reform", "a list of steps, each with a name, a sentence and changes")
    if len({step.name for step in steps}) < len(steps):
        raise BadInput(f"{where}, reform: two steps have one name; allowed: names that differ")
    model = Written(name, said.text("title"), steps, _founded(said))
    _try(model, unitary, where)
    return model


def _founded(said: Said) -> tuple[Organisation, ...] | None:
    if said.among("start", "from", FROM, "unitary") == "nothing":
        return tuple(_organisation(one) for one in said.several("organisations"))
    if "organisations" in said.values:
        raise BadInput(
            f"{said.where}: organisations are for `from: nothing`; allowed: establish, in a step of the reform"
        )
    return None


def _step(said: Said) -> WrittenStep:
    said.only(("name", "sentence", *VERBS))
    name = said.text("name")
    said = Said(said.values, f"{said.where.rpartition(', ')[0]}, step {name!r}")
    sentence = said.text("sentence", allowed="what the step says, in one sentence")
    changes = tuple(read(one) for verb, read in VERBS.items() for one in said.several(verb))
    if not changes:
        raise BadInput(f"{said.where}: nothing changes; allowed: {', '.join(VERBS)}")
    return WrittenStep(name, sentence, changes)


# --- one change ---------------------------------------------------------------------------------------------------


def _establish(said: Said) -> Establish:
    return Establish(_organisation(said))


def _organisation(said: Said) -> Organisation:
    said.only(("name", "kind", "branch", "title", "people"))
    kind = said.among("kind of organisation", "kind", SORTS)
    branch = said.text("branch", None if kind == FORCE else "", "a branch of a force, such as patrol")
    people = said.number("people", 0.0, high=10.0)
    return Organisation(said.text("name"), kind, branch, said.text("title", ""), people)


def _split(said: Said) -> Split:
    said.only(("force", "to", "share", "boxes", "basis"))
    boxes = said.among("use of boxes", "boxes", BOXES, "divided")
    share = said.number("share", high=1.0)
    return Split(said.text("force"), said.text("to"), share, boxes, said.text("basis"))


def _rename(said: Said) -> Rename:
    said.only(("force", "to", "basis"))
    return Rename(said.text("force"), said.text("to"), said.text("basis"))


def _repeal(said: Said) -> Repeal:
    said.only(("kind", "source", "target", *_SCOPE))
    source, target = (said.text(end) if end in said.values else None for end in ("source", "target"))
    return Repeal(_kind(said), source, target, _scope(said))


def _narrow(said: Said) -> Narrow:
    said.only(("kind", "force", "basis", *_SCOPE))
    return Narrow(_kind(said), said.text("force"), _scope(said), said.text("basis"))


def _enact(said: Said) -> Enact:
    kind = _kind(said)
    own = {f.name for f in fields(kind)} - {"scope"}
    said.only(("kind", *sorted(own), *_SCOPE))
    target = said.among("target", "target", (AFFAIRS_NODE,), AFFAIRS_NODE) if kind is Answers else said.text("target")
    said = said.at(f"{kind.__name__} {said.text('source')} -> {target}")
    values = {name: _value(said, kind, name) for name in said.values if name in own - {"source", "target"}}
    for words in ("statement", "basis"):
        values[words] = said.text(words)
    try:
        return Enact(kind(source=said.text("source"), target=target, scope=_scope(said), **values))
    except ValueError as fault:
        raise BadInput(f"{said.where}: {fault}") from None


def _value(said: Said, kind: type[Clause], name: str) -> Any:
    """A number of the clause inside its bounds, or a condition of the type it has by default."""
    if name in kind.terms():
        about = kind.terms()[name]
        return said.number(name, low=about.low, high=about.high, unit=about.unit)
    default = _PLAIN[name]
    if isinstance(default, bool):
        return said.flag(name, default)
    return said.whole(name, 1, 3650) if isinstance(default, int) else said.text(name, "")


def _kind(said: Said) -> type[Clause]:
    return _CLAUSES[said.among("kind of clause", "kind", _CLAUSES)]


def _scope(said: Said) -> Scope:
    return Scope(_cells(said, "affair", AFFAIRS, GROUPS), _cells(said, "phase", PHASES, {"all": ()}))


def _cells(said: Said, what: str, known: tuple[str, ...], groups: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Names in the order of `known`, or one word for several; none means all."""
    given = said.names(f"{what}s")
    if len(given) == 1 and given[0] in groups:
        return groups[given[0]]
    for name in given:
        if name not in known:
            raise unknown(what, name, (*known, *groups), f"{said.where}, {what}s")
    return tuple(name for name in known if name in given)


VERBS: Final[Mapping[str, Callable[[Said], Change]]] = {
    "establish": _establish,
    "split": _split,
    "rename": _rename,
    "repeal": _repeal,
    "narrow": _narrow,
    "enact": _enact,
}
"""What a step may do, in the order in which it is done."""


# --- all of it together -------------------------------------------------------------------------------------------


def _try(model: Written, unitary: Institution, where: str) -> None:
    """Carry the reform out. Raise `BadInput` for the first change that cannot be, or step that leaves a gap."""
    now = model.start(unitary)
    for step in model.written:
        inside = f"{where}, step {step.name!r}"
        for words, change in _told(step):
            if isinstance(change, Enact):
                _check_ends(change.clause, now, f"{inside}, {words}")
            try:
                now = change.of(now)
            except ValueError as fault:
                raise BadInput(f"{inside}, {words}: {fault}") from None
        for gap in gaps(now):
            raise BadInput(f"{inside}: {gap}; every step must stand by itself")


def _told(step: WrittenStep) -> Iterator[tuple[str, Change]]:
    """Each change with its verb and its number among those of the verb."""
    counted: dict[str, int] = {}
    for change in step.changes:
        verb = type(change).__name__.lower()
        counted[verb] = counted.get(verb, 0) + 1
        yield f"{verb} {counted[verb]}", change


def _check_ends(clause: Clause, now: Institution, where: str) -> None:
    ends = (clause.source,) if isinstance(clause, Answers) else (clause.source, clause.target)
    for name in ends:
        if name not in now.names:
            raise unknown("organisation", name, now.names, f"{where}, {clause.kind} {clause.ends}")
