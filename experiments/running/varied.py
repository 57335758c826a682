"""Which declared parameters a design varies, and what each of them may be."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from fnmatch import fnmatchcase
from typing import Any, Final

from experiments.bad_input import BadInput, unknown
from experiments.design.ranges import Range, Value
from experiments.running.declared import evidence_of, groups
from experiments.running.doses import checked_doses, ranges_of_doses
from experiments.running.settings import Settings
from sim.parameters import Declaration, OutOfRange

ASSUMPTIONS: Final = "assumptions"
"""Instead of a pattern: every parameter in use that is assumed rather than measured."""


def matching(asked: Settings, patterns: Sequence[str], where: str) -> tuple[Range, ...]:
    """Every parameter that one of the patterns matches, in the order of declarations.

    Raises `BadInput` for a pattern that matches nothing.
    """
    every = tuple(_declared(asked))
    chosen: set[str] = set()
    for pattern in patterns:
        found = assumed(asked) if pattern == ASSUMPTIONS else _like(every, str(pattern))
        if not found:
            allowed = f"keys of chian parameters, with *, or {ASSUMPTIONS}"
            raise BadInput(f"{where}: no parameter like {pattern!r}; allowed: {allowed}")
        chosen |= {declared.key for declared in found}
    return tuple(range_of(declared) for declared in every if declared.key in chosen)


def assumed(asked: Settings) -> tuple[Declaration, ...]:
    """Every assumption that the policies of a study can rest on: no models and no strategies that they do not use."""
    evidence, used = evidence_of(asked), _used(asked)
    return tuple(
        declared
        for declared in _declared(asked)
        if declared.source in evidence and evidence[declared.source].status == "ASSUMPTION" and used(declared.key)
    )


def ranges(asked: Settings, *, plausible: bool) -> dict[str, Range]:
    """What every parameter may be, by key: its plausible range, or all that the rules can compute with. Of every
    strategy of a policy also its intensity and the kind of clause that is withheld."""
    rules = {declared.key: range_of(declared, plausible=plausible) for declared in _declared(asked)}
    return rules | ranges_of_doses(asked)


def written_out(asked: Settings, said: Any, where: str, *, plausible: bool) -> dict[str, tuple[Value, ...]]:
    """Values by key, as a configuration lists them. Raises `BadInput`: an unknown key, a value that is not allowed."""
    every = {declared.key: declared for declared in _declared(asked)}
    doses = ranges_of_doses(asked) if said else {}
    for key in said:
        if key not in every and key not in doses:
            raise unknown("parameter", str(key), (*every, *doses), where)
    return {
        key: checked_doses(doses[key], values, f"{where}.{key}")
        if key in doses
        else _values(every[key], values, f"{where}.{key}", plausible=plausible)
        for key, values in said.items()
    }


def _declared(asked: Settings) -> Iterator[Declaration]:
    return (declared for members in groups(asked).values() for declared in members)


def _like(every: Collection[Declaration], pattern: str) -> tuple[Declaration, ...]:
    return tuple(declared for declared in every if fnmatchcase(declared.key, pattern))


def _used(asked: Settings) -> Callable[[str], bool]:
    policies = [case.policy for case in asked.plan.each()]
    named = {"governance": {asked.resolved["base"], *(policy.governance for policy in policies)}}
    named["strategy"] = {dose.strategy for policy in policies for dose in policy.doses}

    def used(key: str) -> bool:
        group, _, rest = key.partition(".")
        return group not in named or rest.partition(".")[0] in named[group]

    return used


def range_of(declared: Declaration, *, plausible: bool = True) -> Range:
    """What a parameter may be: its plausible range, or all that the rules can compute with."""
    if declared.choices:
        return Range(declared.key, choices=declared.choices)
    low, high = (declared.low, declared.high) if plausible else (declared.least, declared.most)
    return Range(declared.key, low, high, whole=isinstance(declared.value, int))


def _values(declared: Declaration, said: Any, where: str, *, plausible: bool) -> tuple[Value, ...]:
    if not isinstance(said, Sequence) or isinstance(said, str) or not said:
        raise BadInput(f"{where}: {said!r} is not allowed; allowed: a list of values, as in [0,0.1]")
    whole = isinstance(declared.value, int)
    for value in said:
        try:
            declared.check(value, plausible=plausible)
        except OutOfRange as fault:
            raise BadInput(f"{where}: {str(fault).partition(': ')[2]}") from None
        if whole and value != int(value):
            raise BadInput(f"{where}: {value!r} is not allowed; allowed: a whole number")
    if len(set(said)) < len(said):
        raise BadInput(f"{where}: {list(said)!r} is not allowed; allowed: each value once")
    return tuple(said if declared.choices else map(int if whole else float, said))
