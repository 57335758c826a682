"""A configuration as objects, checked: what a study needs to know, small enough to send to every worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final, final

from experiments.bad_input import BadInput, listed, unknown
from experiments.design.cases import Case, Plan
from experiments.design.policies import BUDGETS
from experiments.inputs.institutions import written
from experiments.running.changing import changed
from experiments.running.configuration import Composed
from experiments.running.executors.base import kinds
from experiments.running.margins import check_margins
from experiments.running.origins import COMMAND_LINE, Origins
from experiments.running.planning import Base, Planner, governance_of
from experiments.running.ranges import check_whole, checked
from experiments.running.reforming import reformed
from experiments.running.rungs import Rung, rung
from experiments.running.schema import REFORM, RULES, WHERE
from sim.administration.rules import AdministrationRules
from sim.casework.rules import CaseworkRules
from sim.demand.rules import DemandRules
from sim.governance.base import Governance
from sim.governance.written import Written
from sim.institution.institution import Institution
from sim.response.rules import ResponseRules
from sim.society.rules import SocietyRules
from sim.strategies.base import Programme, Strategy
from sim.strategies.without import Without
from sim.world.rules import WorldRules

PLAIN: Final = (
    "burn_in_days",
    "days",
    "replications",
    "seed",
    "at_rest",
    "strategies_start_day",
    "transition_day",
    "out",
)
"""Keys of a study that are taken as they are."""

YEARS: Final = range(1900, 2200)
"""In which a study may start: ten years before and after must be in the calendar."""
NATIONS: Final = ("pair",)
"""Kinds of world with several regions."""
WITHOUT_REGION: Final = ("seoul", "town", "pair")
KINDS: Final = (*WITHOUT_REGION, "station", "province", "network")


@final
@dataclass(frozen=True)
class Where:
    """Which region: the kind of world, its name, the files of a network that the user brings, a folder of tables."""

    kind: str
    region: str = ""
    network: str = ""
    place_table: str = ""
    data: str = ""


@final
@dataclass(frozen=True)
class Settings:
    """Everything one study is made of."""

    name: str
    rung: Rung
    plan: Plan
    where: Where
    world: WorldRules
    demand: DemandRules
    response: ResponseRules
    casework: CaseworkRules
    administration: AdministrationRules
    society: SocietyRules
    governance: Mapping[str, Governance]
    strategies: Mapping[str, Strategy]
    before: Institution
    """The institution that every run burns in under."""
    start: date
    burn_in_days: int
    days: int
    replications: int
    seed: int
    at_rest: bool
    """Everything that takes years starts where it would settle under the policy."""
    strategies_start_day: int
    """Days from the transition to the start of strategies, where the study is not at rest."""
    transition_day: int
    """Day of the study on which policies take over from the base institution; its books run through."""
    event_days: int
    """First days of each replication of which every happening is kept."""
    budget: str
    """One of `BUDGETS`: policies at face value, or each at the planned cost of the base."""
    executor: str
    workers: int
    out: str
    origins: Origins
    resolved: Mapping[str, Any]
    """The configuration as it stands after composition."""

    @property
    def days_after(self) -> int:
        """Days of the study that policies live through: all of them, or those from the transition on."""
        return self.days - self.transition_day

    def institution(self, case: Case) -> Institution:
        """The institution of a case, its reform stopped where the case says so."""
        governance = governance_of(self.governance, case.policy)
        if not case.step:
            return reformed(governance, self.before)
        return next(step.institution for step in governance.steps(self.before) if step.name == case.step)

    def programmes(self, case: Case) -> tuple[Programme, ...]:
        """The strategies that a case carries out: none where a reference spends their money."""
        return () if case.policy.reference else self._doses(case)

    def forgone(self, case: Case) -> tuple[Programme, ...]:
        """The strategies whose money a reference spends."""
        return self._doses(case) if case.policy.reference else ()

    def _doses(self, case: Case) -> tuple[Programme, ...]:
        """The strategies of a case at their intensities; at rest they are in place from the first day."""
        return tuple(self._programme(self._strategy(name, case), intensity) for name, intensity in case.policy.doses)

    def _programme(self, strategy: Strategy, intensity: float) -> Programme:
        if self.at_rest:
            return Programme(strategy, intensity)
        start = float(self.strategies_start_day)
        return Programme(strategy, intensity, start, strategy.lag_days, strategy.ramp_days)

    def _strategy(self, name: str, case: Case) -> Strategy:
        kind = case.left_out(name)
        return Without(self.strategies[name], kind) if kind else self.strategies[name]

    def response_of(self, case: Case) -> ResponseRules:
        return replace(self.response, **case.scenario.response)

    def amid(self, case: Case) -> Settings:
        """The same settings with the world, offices and minds of a case's scenario, which change what comes before."""
        rooms = {"world": case.scenario.world, "administration": case.scenario.administration}
        said = {f"{room}.{key}": value for room, rules in rooms.items() for key, value in rules.items()}
        return changed(self, said | dict(case.scenario.minds))


def settings(composed: Composed) -> Settings:
    """The settings a configuration says. Raises `BadInput` for a value out of range or an impossible combination."""
    values, origins = composed.values, composed.origins
    check_whole(values, origins)
    check_margins(values["margins"], origins)
    plausible = not values["allow_outside_ranges"]
    rules: dict[str, Any] = {
        room: checked(owner, room, values[room], origins, plausible=plausible) for room, owner in RULES.items()
    }
    governance, strategies = (_named(composed, group, plausible=plausible) for group in ("governance", "strategy"))
    before = _before(values["base"], governance, origins)
    models, broken = _written(composed, before)
    governance |= models
    planner = Planner(composed, governance, strategies, rules, before, plausible, {**composed.broken, **broken})
    asked = Settings(
        name=_name(values["study"]["name"], origins),
        rung=rung(composed),
        plan=planner.plan(),
        where=_where(values, origins),
        **rules,
        governance=governance,
        strategies=strategies,
        before=before,
        start=_date(values["start"], origins),
        event_days=values["event_days"],
        **{key: values[key] for key in PLAIN},
        budget=_among("budget", values["budget"], BUDGETS, origins),
        executor=_among("executor.kind", values["executor"]["kind"], kinds(), origins),
        workers=values["executor"]["workers"],
        origins=origins,
        resolved=values,
    )
    _check_forces(asked)
    _check_transition(asked)
    if asked.event_days and asked.where.kind in NATIONS:
        raise origins.bad("event_days", asked.event_days, f"0 with world={asked.where.kind}: events are of one region")
    return asked


def _check_transition(asked: Settings) -> None:
    """A transition lies inside the study and takes its time."""
    day, key = asked.transition_day, "transition_day"
    if not day:
        return
    if day >= asked.days:
        raise asked.origins.bad(key, day, f"0 to {asked.days - 1}, the last day of the study")
    if asked.at_rest:
        raise asked.origins.bad(key, day, "0 with at_rest=true, where every transition is over; or at_rest=false")


def _check_forces(asked: Settings) -> None:
    """A hold rule of its own needs a force to keep it."""
    if not asked.response.hold_by_force:
        return
    forces = {force for case in asked.plan.each() for force in asked.institution(case).provisions().at({}).forces}
    for force in asked.response.hold_by_force:
        if force not in forces:
            key = "response.hold_by_force"
            raise unknown("patrol force", force, forces, f"{asked.origins.of(key)}, {key}")


def _named(composed: Composed, group: str, *, plausible: bool) -> dict[str, Any]:
    """The governance models or strategies with their parameters."""
    said, origins = composed.values[group], composed.origins
    return {
        name: checked(owner, f"{group}.{name}", said[name], origins, plausible=plausible)
        for name, owner in composed.classes[group].items()
        if owner is not Written
    }


def _written(composed: Composed, before: Institution) -> tuple[dict[str, Written], dict[str, str]]:
    """The governance models that files write out, which have no parameters, and complaints about those that fail."""
    said, models, broken = composed.values["governance"], {}, {}
    for name in (name for name, owner in composed.classes["governance"].items() if owner is Written):
        try:
            models[name] = written(name, said[name], composed.origins.of(f"governance.{name}.{REFORM}"), before)
        except BadInput as complaint:
            broken[name] = str(complaint)
    return models, broken


def _before(base: str, governance: Mapping[str, Any], origins: Origins) -> Institution:
    model = governance.get(base)
    if not isinstance(model, Base):
        raise origins.bad("base", base, listed(name for name, known in governance.items() if isinstance(known, Base)))
    return model.institution()


def _name(said: str, origins: Origins) -> str:
    """The study's name, which becomes the name of a folder."""
    if not said or not all(sign.isalnum() or sign in "-_" for sign in said):
        raise origins.bad("study.name", said, "letters, digits, - and _")
    return said


def _among(key: str, said: str, allowed: tuple[str, ...], origins: Origins) -> str:
    if said not in allowed:
        raise origins.bad(key, said, ", ".join(allowed))
    return said


def _date(said: str, origins: Origins) -> date:
    try:
        start = date.fromisoformat(said)
    except ValueError:
        raise origins.bad("start", said, "a day, as in 2023-01-01") from None
    if start.year not in YEARS:
        raise origins.bad("start", said, f"a day of the years {YEARS[0]} to {YEARS[-1]}")
    return start


def _where(values: Mapping[str, Any], origins: Origins) -> Where:
    """Where the study takes place; `region` at the top is short for `world.region`."""
    said = {key: values["world"][key] for key in WHERE}
    key = "region" if values["region"] else "world.region"
    where = Where(**said | {"region": values["region"] or said["region"]})
    if where.kind not in KINDS:
        raise unknown("kind of world", where.kind, KINDS, f"{origins.of('world.kind')}, world.kind")
    if where.region and where.kind in WITHOUT_REGION:
        allowed = "with world=province, world=station or world=network"
        raise origins.bad(key, where.region, f"none with world={where.kind}; a region goes {allowed}")
    for name in ("network", "place_table"):
        _check_file(f"world.{name}", getattr(where, name), needed=where.kind == "network", origins=origins)
    if where.data and not Path(where.data).is_dir():
        raise origins.bad("world.data", where.data, "a folder with tables")
    return where


def _check_file(key: str, said: str, *, needed: bool, origins: Origins) -> None:
    if needed and not said:
        raise BadInput(f"{COMMAND_LINE}, {key}: '' is not allowed with world=network; allowed: {key}=FILE")
    if said and not needed:
        raise BadInput(f"{origins.of(key)}, {key}: {said!r} is not allowed here; allowed: with world=network")
    if said and not Path(said).is_file():
        raise origins.bad(key, said, "a file that exists")
