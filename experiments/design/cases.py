"""Which runs stand side by side in a replication: policies, a reform stopped after a step, scenarios."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, final

from experiments.design.policies import Policy


@final
@dataclass(frozen=True)
class Scenario:
    """Circumstances that differ from the default: rules of response and of the world, by name."""

    name: str
    title: str
    policies: tuple[str, ...] = ()
    """Keys of the policies that are also run under it."""
    response: Mapping[str, Any] = field(default_factory=dict, hash=False)
    world: Mapping[str, Any] = field(default_factory=dict, hash=False)


DEFAULT = Scenario("", "")


@final
@dataclass(frozen=True)
class Case:
    """One run: a policy (or its reform up to a step) in a scenario."""

    policy: Policy
    step: str = ""
    scenario: Scenario = DEFAULT

    @property
    def key(self) -> str:
        """Stable text: `dual`, `dual[jurisdiction]`, `unitary | hold=0, penalty=0`."""
        stopped = f"[{self.step}]" if self.step else ""
        return self.policy.key + stopped + (f" | {self.scenario.title}" if self.scenario.title else "")


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
) -> Plan:
    """Every policy; then, as extras, every step but the last of the policies in `steps` and every scenario."""
    by_key = {policy.key: policy for policy in policies}
    extra = (*_stopped(by_key, steps), *_elsewhere(by_key, scenarios))
    return Plan(tuple(Case(policy) for policy in policies), extra, extra_replications)


def _stopped(policies: Mapping[str, Policy], steps: Mapping[str, tuple[str, ...]]) -> Iterator[Case]:
    # The last step is the whole reform, which is run anyway.
    return (Case(policies[key], step) for key, names in steps.items() if key in policies for step in names[:-1])


def _elsewhere(policies: Mapping[str, Policy], scenarios: tuple[Scenario, ...]) -> Iterator[Case]:
    return (
        Case(policies[key], scenario=scenario) for scenario in scenarios for key in scenario.policies if key in policies
    )
