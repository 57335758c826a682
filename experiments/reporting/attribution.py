"""Where a difference comes from: a reform enacted step by step, or a strategy less one kind of its amendments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any, Final, final

from experiments.inputs.benchmarks import STRATEGIES, SURE, BuiltIn
from experiments.reporting import reform, strings
from experiments.reporting.study import Study
from experiments.running.origins import flat
from experiments.running.schema import TARGET
from sim.institution.diff import answering, kinds
from sim.outcomes.catalogue import OUTCOMES

MONEY: Final = (*(outcome.key for outcome in OUTCOMES if outcome.family == "money"), "locally_financed")
"""Outcomes that what programmes spend moves by itself."""


@final
@dataclass(frozen=True)
class Part:
    """One part of the way to a policy: the case with it, the case without it, and the clauses it changes."""

    name: str
    clauses: tuple[str, ...]
    case: str
    less: str
    answering: tuple[str, ...] = ()
    """Ways of answering calls that it changes."""

    @property
    def through(self) -> tuple[str, ...]:
        """All that rules may work through."""
        return (*self.clauses, *self.answering)


@final
@dataclass(frozen=True)
class Origin:
    """A part in which much of a difference appears, and its share of the whole (over 1 where others take back)."""

    part: Part
    share: float


@final
@dataclass(frozen=True)
class Trace:
    """Where a difference comes from, the largest part first, and the clauses it works through. Both may be unknown."""

    origins: tuple[Origin, ...] = ()
    clauses: tuple[str, ...] = ()


MUCH: Final = 0.5
"""Share of the whole from which on a part is said to make the difference; several can, where each needs the other."""


def parts(study: Study, policy: str) -> tuple[Part, ...]:
    """The parts of a policy that ran by themselves; empty where it was not taken apart."""
    ground = study.ground(policy)
    return (*_steps(study, policy, ground), *_amended(study, policy)) if ground else ()


def _steps(study: Study, policy: str, ground: str) -> Iterator[Part]:
    cases = (*study.steps(policy), policy)
    found = reform.steps(study, policy)
    if len(cases) == 1 or len(found) != len(cases):
        return
    institutions = (reform.before(study), *(step.institution for step in found))
    for step, case, less, earlier in zip(found, cases, (ground, *cases), institutions, strict=False):
        changed = kinds(earlier, step.institution), answering(earlier, step.institution)
        yield Part(step.name, changed[0], case, less, changed[1])


def _amended(study: Study, policy: str) -> Iterator[Part]:
    for name, less in study.lessened(policy).items():
        kind = name.rpartition(":")[2]
        # Strategies give nobody a duty: whoever answers calls by them helps.
        yield Part(name.replace(":", ": "), (kind, STRATEGIES), policy, less, ("aid",) if kind == "Answers" else ())


def clauses(study: Study, policy: str) -> tuple[str, ...]:
    """Every kind of clause in which a policy differs from what it is built on."""
    ends = [reform.institution(study, case) for case in (study.ground(policy) or study.reference, policy)]
    through = (*kinds(*ends), *answering(*ends)) if all(ends) else ()  # type: ignore[arg-type]
    return (*through, STRATEGIES) if study.about["cases"][policy]["strategies"] else through


def shared(study: Study, policy: str, among: tuple[Part, ...]) -> tuple[int, ...]:
    """The replications that have a policy, what it is built on, and all these parts of it."""
    ground = study.ground(policy) or study.reference
    return study.replications(policy, ground, *(case for part in among for case in (part.case, part.less)))


def trace(study: Study, outcome: str, policy: str, among: tuple[Part, ...]) -> Trace:
    """The parts that make much of a difference, over the replications that have all parts.

    Where none makes much of it, the largest, which may be what is left of all of them: their working together, or what
    programmes cost beside their amendments. The difference may then work through the clauses of any part.
    """
    ground = study.ground(policy)
    ran = shared(study, policy, among)
    whole = study.difference(outcome, policy, ground, ran)
    found = [(part, study.difference(outcome, part.case, part.less, ran)) for part in among]
    if whole is None or whole.mean == 0 or not among:
        return Trace()
    shares = [Origin(part, difference.mean / whole.mean) for part, difference in found if difference is not None]
    much = sorted((one for one in shares if abs(one.share) >= MUCH), key=lambda one: -abs(one.share))
    if much:
        return Trace(tuple(much), _clauses(one.part for one in much))
    rest = Origin(Part(strings.SIGNS_REST, (), policy, ground), 1.0 - sum(one.share for one in shares))
    return Trace((max(*shares, rest, key=lambda one: abs(one.share)),), _clauses(among))


def _clauses(of: Iterable[Part]) -> tuple[str, ...]:
    """The clauses of some parts, each once."""
    return tuple(dict.fromkeys(clause for part in of for clause in part.through))


def rules(
    ledger: tuple[BuiltIn, ...], outcome: str, through: tuple[str, ...], favoured: str = "either"
) -> tuple[BuiltIn, ...]:
    """The surest of the rules that can fix the sign of an outcome which differs through these clauses; empty: open."""
    found = able(ledger, outcome, through, favoured)
    surest = min((SURE.index(rule.kind) for rule in found), default=None)
    return tuple(rule for rule in found if SURE.index(rule.kind) == surest)


def able(
    ledger: tuple[BuiltIn, ...], outcome: str, through: tuple[str, ...], favoured: str = "either"
) -> tuple[BuiltIn, ...]:
    """Every rule that can fix the sign of an outcome which differs through these clauses.

    `favoured`: `base` or `reform`, whichever the difference favours; `either` where neither is better. Programmes of
    strategies cost money, which rules on `Funds` speak of too; they move nothing else through it.
    """
    if STRATEGIES in through and outcome in MONEY:
        through = (*through, "Funds")
    return tuple(rule for rule in ledger if rule.fixes(outcome, through, favoured))


def in_effect(study: Study, policy: str, ledger: tuple[BuiltIn, ...]) -> tuple[BuiltIn, ...]:
    """The rules that have an effect here: not those on other models or strategies, nor those that vanish here."""
    values = _values(study, policy)
    concerned = (rule for rule in ledger if _on_model(rule, study, policy) and _on_strategies(rule, study, policy))
    return tuple(rule for rule in concerned if not vanished(rule, values))


def vanished(rule: BuiltIn, values: Mapping[str, Any]) -> bool:
    """Whether these values are those at which the rule vanishes, if it says so in values: `a=1 and b=2 or c=3`."""
    several = (together.split(" and ") for together in rule.vanishes_at.split(" or "))
    return any(all(_holds(said.strip(), values) for said in together) for together in several)


def _on_model(rule: BuiltIn, study: Study, policy: str) -> bool:
    """A rule that names a model beside the base is on that one; `governance.*.key` on those that have such a key."""
    configuration, model = study.about["configuration"], study.about["cases"][policy]["governance"]
    named = set(re.findall(r"governance\.(\w+)\.", rule.vanishes_at)) - {configuration["base"]}
    keys = set(re.findall(r"governance\.\*\.(\w+)", rule.vanishes_at))
    said = configuration["governance"][model]
    return (not named or model in named) and (TARGET not in said or keys <= said.keys())


def _on_strategies(rule: BuiltIn, study: Study, policy: str) -> bool:
    """A rule that names strategies is on policies that have one of them."""
    named = set(re.findall(r"strategy\.(\w+)\.", rule.vanishes_at))
    return not named or not named.isdisjoint(study.about["cases"][policy]["strategies"])


def _values(study: Study, policy: str) -> Mapping[str, Any]:
    """Every value by dotted key, of governance models only those of the policy's own, as the policy sets them."""
    about = study.about["cases"][policy]
    group, own = "governance.", f"governance.{about['governance']}."
    values = {key: value for key, value in flat(study.about["configuration"]) if not key.startswith(group)}
    said = study.about["configuration"]["governance"][about["governance"]] | about["settings"]
    return values | {own + key: value for key, value in flat(said)}


def _holds(said: str, values: Mapping[str, Any]) -> bool:
    """Whether `said` is `key=value` and so it is; words say nothing."""
    key, equals, wanted = said.partition("=")
    found = [str(value).lower() for name, value in values.items() if fnmatchcase(name, key)]
    return bool(equals and found) and all(_same(value, wanted) for value in found)


def _same(one: str, other: str) -> bool:
    try:
        return float(one) == float(other)
    except ValueError:
        return one == other
