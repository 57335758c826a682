"""Section of a nation: what each region has under each policy, and how far regions lie apart."""

from __future__ import annotations

from typing import Final

import numpy as np

from experiments.reporting import strings, wording
from experiments.reporting.blocks import Block, Cell, Items, Row, Section, Table, Text
from experiments.reporting.headline import BY_KEY, verdict
from experiments.reporting.numbers import change, decimals, interval, plain, scale_of
from experiments.reporting.study import Study
from sim.outcomes.between import BETWEEN
from sim.outcomes.outcome import Outcome

SHOWN: Final = (
    "response",
    "patrol_per_incident",
    "hours_bought",
    "harm",
    "fear",
    "perceived_safety",
    "cost_per_resident",
)


def section(study: Study) -> Section | None:
    """A sentence for each way in which regions lie apart and a table; None for a study of one region."""
    names = tuple(dict.fromkeys(region for _, _, region in study.regions))
    if not names:
        return None
    said = Items(tuple(_sentence(study, policy, key) for policy in study.others for key in BETWEEN if study.known(key)))
    blocks: tuple[Block, ...] = (Text(strings.REGIONS_LEAD.format(regions=wording.listed(names))), said)
    return Section("regions", strings.REGIONS_TITLE, (*blocks, _table(study, names)))


def _sentence(study: Study, policy: str, key: str) -> str:
    outcome, found = BY_KEY[key], study.difference(key, policy)
    if found is None:
        return strings.REGIONS_UNKNOWN.format(policy=policy, title=outcome.title)
    return strings.REGIONS_APART.format(
        policy=policy,
        title=outcome.title,
        level=plain(100.0 * (found.reference_mean + found.mean), 2),
        change=change(found, outcome.unit),
        interval=interval(found, outcome.unit),
        verdict=verdict(study, outcome, found).words,
        reference=study.reference,
    )


def _table(study: Study, names: tuple[str, ...]) -> Table:
    rows = [
        Row(f"{key}-{name}", (Cell(_title(BY_KEY[key])), Cell(name), *_levels(study, BY_KEY[key], name)))
        for key in SHOWN
        for name in names
        if study.known(key)
    ]
    n = wording.replications(len(study.replications(*study.policies)))
    head = (*strings.REGIONS_HEAD, *study.policies)
    numbers = frozenset(range(2, len(head)))
    return Table("regions", strings.REGIONS_TABLE.format(n=n), head, tuple(rows), numbers)


def _levels(study: Study, outcome: Outcome, region: str) -> tuple[Cell, ...]:
    factor = scale_of(outcome.unit).factor
    found = [study.regions.get((policy, outcome.key, region), {}) for policy in study.policies]
    means = [factor * float(np.mean(list(values.values()))) if values else float("nan") for values in found]
    places = decimals(max(abs(mean) for mean in means) / 100.0)
    return tuple(Cell(plain(mean, places)) for mean in means)


def _title(outcome: Outcome) -> str:
    return strings.REGIONS_OUTCOME.format(title=outcome.title, unit=scale_of(outcome.unit).unit)
