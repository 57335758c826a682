"""Section: what was asked, what this is and is not, what was run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from experiments.reporting import strings, wording
from experiments.reporting.blocks import Facts, Section, Text
from experiments.reporting.numbers import plain
from experiments.reporting.study import Study


def section(study: Study) -> Section:
    """Question, purpose and limits, and the facts of the runs."""
    return Section(
        "purpose",
        strings.PURPOSE_TITLE,
        (
            Text(study.about["question"], strong=True),
            Text(strings.PURPOSE),
            Text(strings.PURPOSE_RUNG.format(rung=study.rung["name"], sentence=study.rung["sentence"])),
            Facts(tuple(_facts(study))),
            Text(strings.TERMS),
        ),
    )


def _facts(study: Study) -> list[tuple[str, str]]:
    about = study.about
    titles = (strings.RUN_POLICY.format(policy=key, contents=_contents(about["cases"][key])) for key in study.policies)
    period = strings.RUN_PERIOD_IS.format(
        days=wording.days(about["days"]),
        start=about["start"],
        burn=wording.days(about["burn_in_days"]),
        base=about["configuration"]["base"],
    )
    if study.turned:
        period += strings.RUN_PERIOD_TURNED.format(day=study.turned)
    ran = strings.RUN_REPLICATIONS_IS.format(
        finished=len(study.facts),
        asked=about["replications"],
        extra=min(about["extra_replications"], len(study.facts)),
        seed=about["seed"],
    )
    return [
        (strings.RUN_POLICIES, "; ".join(titles)),
        (strings.RUN_REGION, _region(study)),
        (strings.RUN_CREWS, _crews(study)),
        (strings.RUN_PERIOD, period),
        (strings.RUN_REPLICATIONS, ran),
        (strings.RUN_RUNG, _rung(study)),
        (strings.RUN_CHECKS, _checks(study)),
    ]


def _contents(case: Mapping[str, Any]) -> str:
    """The governance model of a policy, its strategies and what their money buys instead."""
    doses = (f"{name}:{intensity:g}" for name, intensity in case["strategies"].items())
    return "; ".join(filter(None, (case["title"], *doses, case.get("reference", ""))))


def _region(study: Study) -> str:
    region = study.region
    if region is None:
        return str(study.about["region"])
    return strings.RUN_REGION_IS.format(
        name=region.name,
        districts=wording.districts(len(region.districts)),
        residents=plain(region.residents, 0),
        officers=plain(region.officers, 0),
    )


def _rung(study: Study) -> str:
    """The rung, and the values with which the study leaves it."""
    name, changed = str(study.rung["name"]), study.rung["changed"]
    values = [f"{key}={str(value).lower()}" for key, value in changed.items()]
    return strings.RUN_RUNG_CHANGED.format(rung=name, changed=wording.listed(values)) if values else name


def _crews(study: Study) -> str:
    crews = {facts["cases"][study.reference]["crews"] for facts in study.facts if study.reference in facts["cases"]}
    return " or ".join(plain(number, 0) for number in sorted(crews))


def _checks(study: Study) -> str:
    runs = [(key, run) for facts in study.facts for key, run in facts["cases"].items()]
    broken = sorted({key for key, run in runs if not run["conserved"]})
    above, potential = (plain(sum(run[name] for _, run in runs), 0) for name in ("above_ceiling", "potential"))
    conserved = strings.RUN_NOT_CONSERVED.format(cases=", ".join(broken)) if broken else strings.RUN_CONSERVED
    return f"{conserved}; {strings.RUN_CEILING.format(above=above, potential=potential)}"
