"""The institutions behind the policies of a study, step by step, and the kinds of clauses in which they differ."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from experiments.bad_input import BadInput
from experiments.inputs.institutions import written
from experiments.reporting.study import Study
from experiments.running.schema import TARGET, filled
from sim.governance.base import Governance, Step
from sim.institution.diff import diff
from sim.institution.institution import Institution

OTHER_VERSION: Final = (ImportError, AttributeError, KeyError, TypeError, ValueError, BadInput)
"""What goes wrong where results come from another version of the program."""


def steps(study: Study, policy: str) -> tuple[Step, ...]:
    """The steps that lead to a policy; empty where this version of the program does not know its governance model."""
    try:
        return _model(study, policy).steps(before(study))
    except OTHER_VERSION:
        return ()


def before(study: Study) -> Institution:
    """The institution that every run burns in under."""
    institution: Institution = _built(study, "governance", study.about["configuration"]["base"]).institution()
    return institution


def institution(study: Study, policy: str) -> Institution | None:
    """The institution of a policy, amended by the strategies it carries out; None where this version knows it not."""
    about = study.about["cases"][policy]
    carried_out = () if about.get("reference") else sorted(about["strategies"])
    try:
        found = _model(study, policy).reform(before(study))
        for name in carried_out:
            found = _built(study, "strategy", name).amend(found)
    except OTHER_VERSION:
        return None
    return found


def legal_basis(study: Study, strategy: str) -> str:
    """What a strategy needs before it may start, one of `LEGAL_BASES`; "" where this version does not know it."""
    try:
        basis: str = _built(study, "strategy", strategy).legal_basis
    except OTHER_VERSION:
        return ""
    return basis


def sentences(study: Study, found: tuple[Step, ...]) -> tuple[tuple[Step, tuple[str, ...]], ...]:
    """Each step with what it changes against the one before, as sentences with their legal basis."""
    institutions = (before(study), *(step.institution for step in found))
    return tuple((step, diff(earlier, step.institution)) for step, earlier in zip(found, institutions, strict=False))


def _model(study: Study, policy: str) -> Governance:
    """The governance model of a policy, of a class or written out, with the settings of the policy."""
    about = study.about["cases"][policy]
    name = about["governance"]
    said = study.about["configuration"]["governance"][name]
    if TARGET not in said:
        return written(name, said, name, before(study))
    model: Governance = replace(_built(study, "governance", name), **about["settings"])
    return model


def _built(study: Study, group: str, name: str) -> Any:
    """A governance model or strategy with the values of the study."""
    values: Mapping[str, Any] = study.about["configuration"][group][name]
    module, _, owner = values[TARGET].rpartition(".")
    return filled(getattr(importlib.import_module(module), owner), values)
