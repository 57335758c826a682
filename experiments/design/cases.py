"""Which runs stand side by side in a replication: policies, policies taken apart, scenarios.

A reform is stopped after each of its steps; of a strategy, the amendments to one kind of clause are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, final

from experiments.design.policies import Policy


@final
@dataclass(frozen=True)
class Scenario:
    """Circumstances that differ from the default: rules of response, of the world and of administration, by name."""

    name: str
    title: str
    policies: tuple[str, ...] = ()
    """Keys of the policies that are also run under it."""
    response: Mapping[str, Any] = field(default_factory=dict, hash=False)
    world: Mapping[str, Any] = field(default_factory=dict, hash=False)
    administration: Mapping[str, Any] = field(default_factory=dict, hash=False)
    rung: str = ""
    """Another rung than that of the study; "" for the same."""
    minds: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """What the rung says, by dotted key, of every parameter that some rung decides."""


DEFAULT = Scenario("", "")


@final
@dataclass(frozen=True)
class Case:
    """One run: a policy, its reform up to a step, or all of it without one kind of amendments, in a scenario."""

    policy: Policy
    step: str = ""
    scenario: Scenario = DEFAULT
    without: str = ""
    """A strategy and a kind of clause that it then leaves alone: `municipal_cooperation:Refers`."""

    @property
    def key(self) -> str:
        """Stable text: `dual`, `dual[jurisdiction]`, `dual+a:1[without a:Refers]`, `dual | hold=0, penalty=0`."""
        parted = f"[{self.step}]" if self.step else f"[without {self.without}]" if self.without else ""
        return self.policy.key + parted + (f" | {self.scenario.title}" if self.scenario.title else "")

    def left_out(self, strategy: str) -> str:
        """The kind of clause that a strategy leaves alone in this case; "" if none."""
        name, _, kind = self.without.partition(":")
        return kind if name == strategy else ""


@final
@dataclass(frozen=True)
class Plan:
    """The cases of a study. `extra` ones are run in the first `extra_replications` replications only."""

    main: tuple[Case, ...]
    extra: tuple[Case, ...] = ()
    extra_replications: int = 0

    def each(self) -> tuple[Case, ...]:
        """Every case of the study, main ones first."""
        return self.main + (self.extra if self.extra_replications else ())

    def cases(self, replication: int) -> tuple[Case, ...]:
        """The cases of one replication, counted from 0."""
        return self.main + (self.extra if replication < self.extra_replications else ())


def plan(
    policies: tuple[Policy, ...],
    *,
    steps: Mapping[str, tuple[str, ...]],
    scenarios: tuple[Scenario, ...],
    extra_replications: int,
    without: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> Plan:
    """Every policy; then, as extras, every step but the last, every policy less a kind of amendments, every scenario.

    `steps` and `without` are by the key of the policy.
    """
    by_key = {policy.key: policy for policy in policies}
    extra = (*_stopped(by_key, steps), *_lessened(by_key, without), *_elsewhere(by_key, scenarios))
    return Plan(tuple(Case(policy) for policy in policies), extra, extra_replications)


def _stopped(policies: Mapping[str, Policy], steps: Mapping[str, tuple[str, ...]]) -> Iterator[Case]:
    # The last step is the whole reform, which is run anyway.
    return (Case(policies[key], step) for key, names in steps.items() if key in policies for step in names[:-1])


def _lessened(policies: Mapping[str, Policy], without: Mapping[str, tuple[str, ...]]) -> Iterator[Case]:
    return (Case(policies[key], without=name) for key, names in without.items() if key in policies for name in names)


def _elsewhere(policies: Mapping[str, Policy], scenarios: tuple[Scenario, ...]) -> Iterator[Case]:
    return (
        Case(policies[key], scenario=scenario) for scenario in scenarios for key in scenario.policies if key in policies
    )
