"""Which runs evaluate strategies: all combinations of them, and each alone in doses, taken apart and with other minds.

Both are sweeps, whose points say intensities. A case is a governance model, or a named policy without strategies, with
every strategy there is; its key is that of the model, since a point says how far each strategy is carried out.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from experiments.bad_input import unknown
from experiments.design.cases import Case, Plan
from experiments.design.ranges import Point
from experiments.running.configuration import Composed
from experiments.running.doses import INTENSITY, WITHHELD, intensity_of, kinds_of, withheld_of
from experiments.running.origins import read_yaml
from experiments.running.planning import governance_of, policy_files
from experiments.running.provenance import fingerprint
from experiments.running.settings import Settings, settings
from experiments.running.study import folder_of
from experiments.running.sweeps import Sweep, no_events

FACTORIAL: Final = "factorial"
DOSES, APART, STEPS, AT_RUNG = "doses", "apart", "steps", "rung-"
"""The parts of the table: intensities, kinds of clauses withheld, a reform step by step, one part for each rung."""

APART_KEY: Final = "evaluation.apart"

STAGE: Final = "stage"
"""The key of a configuration that says which part a sweep is."""


def factorial(composed: Composed) -> dict[str, Sweep]:
    """Every combination of strategies under every policy.

    Raises `BadInput` for a policy that is no bare model, and for fewer than two.
    """
    asked = _asked(composed, "policies", composed.values["policies"])
    names = strategies(asked)
    points = [
        _point(names, dict(zip(names, on, strict=True))) for on in itertools.product((0.0, 1.0), repeat=len(names))
    ]
    return {FACTORIAL: _sweep(asked, FACTORIAL, points)}


def table(at_rung: Callable[[str], Composed]) -> dict[str, Sweep]:
    """Each strategy alone under every policy. `at_rung`: the configuration at another rung, "" for its own.

    Raises `BadInput` as `factorial` does, for an intensity outside (0, 1], and where the model that others are held
    against is not the first that is taken apart.
    """
    own = at_rung("")
    said, models = own.values["evaluation"], own.values["policies"]
    asked = _asked(own, "policies", models)
    apart = _asked(own, APART_KEY, said["apart"])
    if said["apart"][0] != models[0]:
        raise own.origins.bad(APART_KEY, list(said["apart"]), f"governance models, {models[0]} (of policies) first")
    found = {DOSES: _sweep(asked, DOSES, _in_doses(own, asked)), APART: _sweep(apart, APART, _taken_apart(apart))}
    reforms = [case.policy.key for case in apart.plan.main[1:]]
    found |= {f"{STEPS}-{model}": _steps(apart, model) for model in reforms}
    for rung in said["rungs"]:
        there = at_rung(rung)
        if there.chosen["rung"] != own.chosen["rung"]:
            known = _asked(there, APART_KEY, said["apart"])
            found[f"{AT_RUNG}{rung}"] = _sweep(known, f"{AT_RUNG}{rung}", _single(strategies(known), (1.0,)))
    return found


def folder(sweeps: Mapping[str, Sweep], name: str) -> Path:
    """Where the sweeps of an evaluation are kept, a folder each: another evaluation has another folder."""
    told = " ".join(f"{part} {fingerprint(sweep.asked)}" for part, sweep in sweeps.items())
    first = next(iter(sweeps.values())).asked
    return folder_of(replace(first, name=name), hashlib.sha256(told.encode()).hexdigest()[:12])


def strategies(asked: Settings) -> tuple[str, ...]:
    """Every strategy that there is, by name."""
    return tuple(sorted(asked.strategies))


def _asked(composed: Composed, key: str, models: Sequence[str]) -> Settings:
    """The settings of a study of the models that a key says, each with all strategies."""
    no_events(composed)
    origins, known, files = composed.origins, composed.classes["governance"], policy_files(composed)
    for model in models:
        if model not in known and model not in files:
            raise unknown("model", str(model), (*known, *files), f"{origins.of(key)}, {key}")
        if model in files and read_yaml(files[model]).get("strategies"):
            raise origins.bad(key, str(model), "governance models, and named policies that have no strategies yet")
    least = 2 if key == "policies" else 1
    if len(models) < least or len(set(models)) < len(models):
        raise origins.bad(key, list(models), f"at least {least} models without strategies, each once")
    names = sorted(composed.classes["strategy"])
    policies = ["+".join((model, *(f"{name}:1" for name in names))) for model in models]
    bare = {"policies": policies, "steps_of": [], "scenarios": {}, "extra_replications": 0, "event_days": 0}
    asked = settings(replace(composed, values={**composed.values, **bare}))
    named = zip(models, asked.plan.main, strict=True)
    return replace(asked, plan=Plan(tuple(Case(replace(case.policy, name=model)) for model, case in named)))


def _sweep(asked: Settings, stage: str, points: Sequence[Point]) -> Sweep:
    told = {**asked.resolved, STAGE: stage, "set": [dict(point) for point in points], "evaluation": {}}
    return Sweep(replace(asked, name=f"{asked.name}-{stage}", resolved=told), tuple(points))


def _point(names: Sequence[str], intensities: Mapping[str, float]) -> Point:
    """Every strategy is said, so that nothing stands at what the policy says."""
    return {intensity_of(name): float(intensities.get(name, 0.0)) for name in names}


def _single(names: Sequence[str], intensities: Sequence[float]) -> list[Point]:
    """None, then each alone at each intensity."""
    return [_point(names, {}), *(_point(names, {name: i}) for name in names for i in intensities)]


def _in_doses(composed: Composed, asked: Settings) -> list[Point]:
    said = [float(i) for i in composed.values["evaluation"]["intensities"]]
    if 1.0 not in said or not all(0.0 < i <= 1.0 for i in said) or sorted(set(said)) != said:
        raise composed.origins.bad("evaluation.intensities", said, "rising numbers above 0, up to 1, 1 among them")
    return _single(strategies(asked), said)


def _taken_apart(asked: Settings) -> list[Point]:
    """Each alone at full intensity less one kind of its amendments."""
    names = strategies(asked)
    each = ((name, kind) for name in names for kind in kinds_of(asked, name))
    return [{**_point(names, {name: 1.0}), withheld_of(name): kind} for name, kind in each]


def _steps(asked: Settings, model: str) -> Sweep:
    """A reform stopped after each of its steps, without strategies; the first case is what it starts from."""
    first, policy = asked.plan.main[0].policy, next(c.policy for c in asked.plan.main if c.policy.key == model)
    bare = [replace(one, doses=()) for one in (first, policy)]
    names = [step.name for step in governance_of(asked.governance, policy).steps(asked.before)]
    cases = (Case(bare[0]), *(Case(bare[1], step) for step in names[:-1]), Case(bare[1]))
    return _sweep(replace(asked, plan=Plan(cases)), f"{STEPS}-{model}", [{}])


def doses_of(point: Mapping[str, object]) -> dict[str, float]:
    """The strategies of a point that are carried out, with their intensities."""
    said = (key.split(".")[1] for key in point if key.endswith(f".{INTENSITY}"))
    return {name: value for name in said if isinstance(value := point[intensity_of(name)], float) and value > 0.0}


def withheld(point: Mapping[str, object]) -> str:
    """The kind of clause that is withheld at a point; "" for none."""
    return next((str(value) for key, value in point.items() if key.endswith(f".{WITHHELD}") and value), "")
