"""The reform behind a policy: its steps as institutions, and what each says, from the configuration of the study."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from experiments.reporting.study import Study
from experiments.running.schema import TARGET, filled
from sim.governance.base import Step
from sim.institution.diff import diff
from sim.institution.institution import Institution


def steps(study: Study, policy: str) -> tuple[Step, ...]:
    """The steps that lead to a policy; empty where this version of the program does not know its governance model."""
    about, configuration = study.about["cases"][policy], study.about["configuration"]
    try:
        model = replace(_model(configuration, about["governance"]), **about["settings"])
        return tuple(model.steps(before(study)))
    except (ImportError, AttributeError, KeyError, TypeError, ValueError):  # results of another version
        return ()


def before(study: Study) -> Institution:
    """The institution that every run burns in under."""
    configuration = study.about["configuration"]
    institution: Institution = _model(configuration, configuration["base"]).institution()
    return institution


def sentences(study: Study, found: tuple[Step, ...]) -> tuple[tuple[Step, tuple[str, ...]], ...]:
    """Each step with what it changes against the one before, as sentences with their legal basis."""
    institutions = (before(study), *(step.institution for step in found))
    return tuple((step, diff(earlier, step.institution)) for step, earlier in zip(found, institutions, strict=False))


def _model(configuration: Mapping[str, Any], name: str) -> Any:
    values = configuration["governance"][name]
    module, _, owner = values[TARGET].rpartition(".")
    return filled(getattr(importlib.import_module(module), owner), values)
