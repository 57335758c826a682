"""Which cases a configuration asks for: policies by name or file, steps of reforms, scenarios."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol, final, runtime_checkable

from experiments.bad_input import BadInput, unknown
from experiments.design.cases import Plan, Scenario, plan
from experiments.design.policies import Menu, Policy, parse, parse_all
from experiments.running.configuration import Composed
from experiments.running.origins import Origins, read_yaml, shown
from experiments.running.ranges import check_changes
from experiments.running.rungs import decided_by
from sim.governance.base import Governance
from sim.governance.written import Written
from sim.institution.institution import Institution
from sim.strategies.base import Programme, Strategy
from sim.strategies.without import amended_kinds

POLICY_KEYS = ("governance", "strategies", "reference", "settings")
SCENARIO_KEYS = ("title", "policies", "response", "world", "administration", "rung")


@runtime_checkable
class Base(Protocol):
    """A governance model that is an institution by itself, not only a reform of one."""

    def institution(self) -> Institution: ...


@final
@dataclass(frozen=True)
class Planner:
    """What a plan is made from: the configuration and the rules, governance models and strategies in it."""

    composed: Composed
    governance: Mapping[str, Governance]
    strategies: Mapping[str, Strategy]
    rules: Mapping[str, Any]
    before: Institution
    plausible: bool
    broken: Mapping[str, str]
    """Governance models and strategies that cannot be used, with the complaint."""

    @property
    def origins(self) -> Origins:
        return self.composed.origins

    def plan(self) -> Plan:
        """The cases. Raises `BadInput` for a policy, step or scenario that cannot be."""
        values, menu = self.composed.values, self.menu()
        policies = self._policies("policies", menu)
        if not policies:
            raise self.origins.bad("policies", [], "at least one policy")
        parted = self._policies("steps_of", menu)
        return plan(
            policies,
            steps={p.key: self._steps(p) for p in parted if not p.doses},
            without={p.key: self._amended(p) for p in parted if p.doses and not p.reference},
            scenarios=tuple(self._scenario(name, said, menu) for name, said in values["scenarios"].items()),
            extra_replications=values["extra_replications"],
        )

    def menu(self) -> Menu:
        """The names a policy may use, and those that it may not since their files are broken."""
        plain = Menu(tuple(self.governance), tuple(self.strategies), broken=self.broken)
        named, broken = {}, dict(self.broken)
        for name, file in sorted(policy_files(self.composed).items()):
            try:
                named[name] = self._from_file(name, file, plain)
            except BadInput as complaint:
                broken[name] = str(complaint)
        return replace(plain, named=named, broken=broken)

    def _policies(self, key: str, menu: Menu) -> tuple[Policy, ...]:
        where = f"{self.origins.of(key)}, {key}"
        policies = parse_all(tuple(self.composed.values[key]), menu, where)
        for policy in policies:
            self._check_doses(policy, where)
        return policies

    def _check_doses(self, policy: Policy, where: str) -> None:
        """Raise `BadInput` where the institution of a policy lacks what one of its strategies needs."""
        if not policy.doses:
            return
        institution = governance_of(self.governance, policy).reform(self.before)
        for name, intensity in policy.doses:
            try:
                institution = Programme(self.strategies[name], intensity).amend(institution)
            except ValueError as fault:
                raise BadInput(f"{where} {policy.key!r}: {fault}") from None

    def _steps(self, policy: Policy) -> tuple[str, ...]:
        return tuple(step.name for step in governance_of(self.governance, policy).steps(self.before))

    def _amended(self, policy: Policy) -> tuple[str, ...]:
        """Every kind of clause that a strategy of the policy amends, as `strategy:Kind`."""
        institution = governance_of(self.governance, policy).reform(self.before)
        found = ((name, amended_kinds(self.strategies[name], institution)) for name, _ in policy.doses)
        return tuple(f"{name}:{kind}" for name, kinds in found for kind in kinds)

    def _from_file(self, name: str, file: Path, menu: Menu) -> Policy:
        said, where = read_yaml(file), shown(file)
        _known_keys(said, POLICY_KEYS, where)
        if name in self.governance:
            raise BadInput(f"{where}: {name!r} is a governance model; allowed: another name for the file")
        strategies = said.get("strategies") or {}
        if not isinstance(strategies, Mapping):
            raise BadInput(f"{where}, strategies: {strategies!r} is not allowed; allowed: NAME: INTENSITY, one a line")
        doses = [f"{strategy}:{intensity}" for strategy, intensity in strategies.items()]
        text = "+".join((str(said.get("governance", "")), *doses, *filter(None, [said.get("reference")])))
        policy = replace(parse(text, menu, where), settings=said.get("settings") or {}, name=name)
        model = self.governance[policy.governance]
        if isinstance(model, Written) and policy.settings:
            raise BadInput(f"{where}, settings: {model.key!r} is written out and has no parameters; allowed: none")
        check_changes(policy.settings, model, f"{where}, settings", plausible=self.plausible)
        return policy

    def _scenario(self, name: str, said: Any, menu: Menu) -> Scenario:
        where = f"{self.origins.of(f'scenarios.{name}')}, scenarios.{name}"
        _known_keys(said, SCENARIO_KEYS, where)
        for room in ("response", "world", "administration"):
            check_changes(said.get(room, {}), self.rules[room], f"{where}.{room}", plausible=self.plausible)
        listed = said.get("policies", [])
        if not isinstance(listed, list):
            raise BadInput(f"{where}.policies: {listed!r} is not allowed; allowed: a list, as in [unitary,dual]")
        policies = parse_all(tuple(listed), menu, f"{where}.policies")
        rung = str(said.get("rung", ""))
        return Scenario(
            name,
            str(said.get("title", name)),
            tuple(policy.key for policy in policies),
            dict(said.get("response", {})),
            dict(said.get("world", {})),
            dict(said.get("administration", {})),
            rung,
            decided_by(rung, self.composed.folders, f"{where}.rung") if rung else {},
        )


def policy_files(composed: Composed) -> dict[str, Path]:
    """The files of policies, by name; of two that are called alike, that of the later folder."""
    return {file.stem: file for folder in composed.folders for file in (folder / "policy").glob("*.yaml")}


def governance_of(models: Mapping[str, Governance], policy: Policy) -> Governance:
    """The governance model of a policy, with the settings that differ."""
    return replace(models[policy.governance], **policy.settings)  # type: ignore[type-var]


def _known_keys(said: Any, keys: tuple[str, ...], where: str) -> None:
    if not isinstance(said, Mapping):
        raise BadInput(f"{where}: {said!r} is not allowed; allowed: {', '.join(keys)}")
    for key in said:
        if key not in keys:
            raise unknown("key", str(key), keys, where)
