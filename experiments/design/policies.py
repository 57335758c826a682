"""What is compared: a policy is a governance model, strategies with intensities, at most one reference.

Written as one string, `governance[+strategy:intensity]*[+reference]`, as in `unitary+municipal_cooperation:0.5`, or as
a file in `configs/policy`, to which strategies may be added in the same way. With a reference the strategies are not
carried out: it says what is done with the money that they were planned to cost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, NamedTuple, final

from experiments.bad_input import BadInput, listed, nearest, unknown

INTENSITIES: Final = "a number from 0 to 1"

MORE_OFFICERS: Final = "more_officers"
"""The money of the strategies buys crews; what is left of it stays idle."""

IDLE_MONEY: Final = "idle_money"
"""The money of the strategies is booked and buys nothing."""

REFERENCES: Final = (MORE_OFFICERS, IDLE_MONEY)

FACE: Final = "face"
"""Every policy costs what it costs."""

EQUAL: Final = "equal"
"""Every policy has the planned cost of the base; the difference becomes crews, more or fewer."""

BUDGETS: Final = (FACE, EQUAL)


class Dose(NamedTuple):
    """A strategy and how far it is carried out, in [0, 1]."""

    strategy: str
    intensity: float


@final
@dataclass(frozen=True)
class Policy:
    """What holds from the first day of a run on. `settings` are parameters of the governance model that differ."""

    governance: str
    doses: tuple[Dose, ...] = ()
    reference: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict, hash=False)
    name: str = ""
    """The name of its file, if it has one, with what is added to it."""

    @property
    def key(self) -> str:
        """The same text for the same policy, in whatever order its strategies were listed."""
        doses = (f"{name}:{intensity:g}" for name, intensity in sorted(self.doses))
        return self.name or "+".join((self.governance, *doses, *filter(None, (self.reference,))))


@final
@dataclass(frozen=True)
class Menu:
    """The names a policy may use. `named` are the policies that have a file."""

    governance: tuple[str, ...]
    strategies: tuple[str, ...] = ()
    references: tuple[str, ...] = REFERENCES
    named: Mapping[str, Policy] = field(default_factory=dict, hash=False)
    broken: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Names whose files cannot be used, with the complaint: it is made when such a name is asked for."""


def parse(text: str, menu: Menu, where: str = "policy") -> Policy:
    """The policy that a string says.

    Raises `BadInput`: an unknown governance model, strategy, reference or file; one whose file cannot be used; an
    intensity outside [0, 1]; a strategy twice; two references, or one without strategies.
    """
    first, *others = (part.strip() for part in str(text).split("+"))
    for name in (first, *(part.partition(":")[0].strip() for part in others)):
        if name in menu.broken:
            raise BadInput(menu.broken[name])
    if first not in menu.named:
        _governance(first, menu, f"{where} {text!r}", alone=not others)
    doses = tuple(_dose(part, menu, f"{where} {text!r}") for part in others if _is_dose(part, menu))
    references = [part for part in others if not _is_dose(part, menu)]
    for reference in references:
        _reference(reference, menu, f"{where} {text!r}")
    base = menu.named.get(first, Policy(first))
    if not others:
        return base
    every, held = (*base.doses, *doses), [*filter(None, (base.reference,)), *references]
    _once([dose.strategy for dose in every], f"{where} {text!r}")
    if len(held) > 1:
        raise BadInput(f"{where} {text!r}: references {listed(held)} together; allowed: at most one reference")
    if held and not every:
        allowed = f"{first}+STRATEGY:INTENSITY+{held[0]}, which spends the money of the strategy"
        raise BadInput(f"{where} {text!r}: reference {held[0]!r} without strategies; allowed: {allowed}")
    added = Policy(first, tuple(sorted(doses)), "".join(references))
    if first not in menu.named:
        return added
    return replace(base, doses=tuple(sorted(every)), reference="".join(held), name=added.key)


def parse_all(texts: tuple[str, ...], menu: Menu, where: str = "policies") -> tuple[Policy, ...]:
    """Several policies, each once. Raises `BadInput` as `parse` does, and for a policy that comes twice."""
    policies = tuple(parse(text, menu, where) for text in texts)
    keys = [policy.key for policy in policies]
    for text, key in zip(texts, keys, strict=True):
        if keys.count(key) > 1:
            raise BadInput(f"{where} {text!r}: {key!r} comes twice; allowed: each policy once")
    return policies


def _is_dose(part: str, menu: Menu) -> bool:
    """A name with a colon, or the name of a strategy whose intensity was forgotten."""
    return ":" in part or part in menu.strategies or (part not in menu.references and bool(_near(part, menu)))


def _near(part: str, menu: Menu) -> str:
    close = nearest(part, (*menu.strategies, *menu.references))
    return close if close in menu.strategies else ""


def _governance(name: str, menu: Menu, where: str, *, alone: bool) -> None:
    if name not in menu.governance:
        what = "policy" if alone else "governance model or named policy"
        raise unknown(what, name, (*menu.governance, *menu.named), where)


def _dose(part: str, menu: Menu, where: str) -> Dose:
    name, colon, said = (piece.strip() for piece in part.partition(":"))
    if not menu.strategies:
        raise BadInput(f"{where}: no strategy {name!r}; this version has no strategies; allowed: {_without(menu)}")
    if name not in menu.strategies:
        raise unknown("strategy", name, menu.strategies, where)
    if not colon:
        raise BadInput(f"{where}: strategy {name!r} without intensity; allowed: {name}: and {INTENSITIES}")
    return Dose(name, _intensity(name, said, where))


def _intensity(name: str, said: str, where: str) -> float:
    try:
        intensity = float(said)
    except ValueError:
        intensity = float("nan")
    if not 0.0 <= intensity <= 1.0:
        raise BadInput(f"{where}: intensity {said!r} of {name!r} is not allowed; allowed: {INTENSITIES}")
    return intensity


def _reference(name: str, menu: Menu, where: str) -> None:
    if name not in menu.references:
        raise unknown("strategy or reference", name, (*menu.references, *menu.strategies), where)


def _once(names: list[str], where: str) -> None:
    for name in names:
        if names.count(name) > 1:
            raise BadInput(f"{where}: strategy {name!r} comes twice; allowed: each strategy once")


def _without(menu: Menu) -> str:
    return f"a governance model or named policy alone: {listed((*menu.governance, *menu.named))}"
