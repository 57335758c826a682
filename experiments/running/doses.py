"""What a point says of the strategies of policies: how far each is carried out, and what of it is withheld."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from experiments.bad_input import BadInput
from experiments.design.cases import Case, Plan
from experiments.design.policies import Dose
from experiments.design.ranges import Point, Range, Value
from experiments.running.planning import governance_of
from experiments.running.settings import Settings
from sim.strategies.base import Strategy
from sim.strategies.without import Without, amended_kinds

GROUP: Final = "strategy"
INTENSITY: Final = "intensity"
WITHHELD: Final = "withheld"
NOTHING: Final = "nothing"
"""No kind of clause is withheld."""


def intensity_of(strategy: str) -> str:
    """The key of its intensity in a point: a number from 0 to 1, 0 being as without it, bit for bit."""
    return f"{GROUP}.{strategy}.{INTENSITY}"


def withheld_of(strategy: str) -> str:
    """The key of the kind of clause that it leaves alone in a point."""
    return f"{GROUP}.{strategy}.{WITHHELD}"


def ranges_of_doses(asked: Settings) -> dict[str, Range]:
    """What a point may say, by key, of every strategy that some policy of a study has."""
    found: dict[str, Range] = {}
    for name in dict.fromkeys(dose.strategy for case in asked.plan.main for dose in case.policy.doses):
        found[intensity_of(name)] = Range(intensity_of(name))
        found[withheld_of(name)] = Range(withheld_of(name), choices=(NOTHING, *kinds_of(asked, name)))
    return found


def kinds_of(asked: Settings, strategy: str) -> tuple[str, ...]:
    """Every kind of clause that a strategy amends under some policy of a study that has it."""
    having = [c.policy for c in asked.plan.main if strategy in [dose.strategy for dose in c.policy.doses]]
    grounds = [governance_of(asked.governance, policy).reform(asked.before) for policy in having]
    return tuple(dict.fromkeys(k for g in grounds for k in amended_kinds(asked.strategies[strategy], g)))


def checked_doses(allowed: Range, values: object, where: str) -> tuple[Value, ...]:
    """The values of a list. Raises `BadInput` for one that may not be."""
    said = f"one of {', '.join(allowed.choices)}" if allowed.choices else "a number from 0 to 1"
    if not isinstance(values, list) or not values:
        raise BadInput(f"{where}: {values!r} is not allowed; allowed: a list, each of it {said}")
    for value in values:
        if not (value in allowed.choices if allowed.choices else _is_share(value)):
            raise BadInput(f"{where}: {value!r} is not allowed; allowed: {said}")
    if len(set(values)) < len(values):
        raise BadInput(f"{where}: {values!r} is not allowed; allowed: a list, each once")
    return tuple(values if allowed.choices else map(float, values))


def parted(point: Point) -> tuple[Point, Point]:
    """What a point says of rules, and what it says of doses."""
    doses = {key: value for key, value in point.items() if _is_dose(key)}
    return {key: value for key, value in point.items() if key not in doses}, doses


def dosed(asked: Settings, doses: Point) -> Settings:
    """The settings with these intensities and kinds withheld. Cases keep their keys, so that points have the same."""
    if not doses:
        return asked
    plan = Plan(tuple(_case(case, doses) for case in asked.plan.main), asked.plan.extra, asked.plan.extra_replications)
    return replace(asked, plan=plan, strategies=_lessened(asked, doses))


def _case(case: Case, doses: Point) -> Case:
    policy = case.policy
    given = tuple(Dose(n, float(doses.get(intensity_of(n), intensity))) for n, intensity in policy.doses)
    return replace(case, policy=replace(policy, doses=given, name=policy.key))


def _lessened(asked: Settings, doses: Point) -> Mapping[str, Strategy]:
    said = {name: str(doses.get(withheld_of(name), NOTHING)) for name in asked.strategies}
    return {n: s if said[n] == NOTHING else Without(s, said[n]) for n, s in asked.strategies.items()}


def _is_dose(key: str) -> bool:
    return key.startswith(f"{GROUP}.") and key.rpartition(".")[2] in (INTENSITY, WITHHELD)


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1
