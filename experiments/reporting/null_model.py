"""Section: what closed forms alone say of every policy, beside the simulation, and where both give the same order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final, final

from experiments.analysis.closed_forms import KEYS, Force, Rules, predicted
from experiments.analysis.paired import PairedDifference
from experiments.reporting import reform, strings, wording
from experiments.reporting.blocks import Folded, Row, Section, Table, Text, cells
from experiments.reporting.headline import BY_KEY
from experiments.reporting.numbers import NONE, change, decimals, interval, plain, scale_of
from experiments.reporting.study import Study
from experiments.running.schema import RULES, filled

RELATIVE: Final = frozenset({"violent_true", "clearance_crime"})
"""Outcomes of which closed forms know the change as a share of the level only."""

NOTHING: Final = 1e-12
"""A difference that rounding may make."""

type Said = Mapping[str, Mapping[str, float]]
"""By policy: the difference from the reference by outcome, in the outcome's unit."""


@final
@dataclass(frozen=True)
class Order:
    """One outcome: of the pairs of policies that the simulation tells apart, how many closed forms order alike."""

    outcome: str
    alike: int
    told_apart: int

    @property
    def same(self) -> bool:
        return 0 < self.told_apart == self.alike


def section(study: Study) -> Section:
    """Where the orders agree, then closed forms beside the simulation for each policy."""
    said = null_model(study)
    if not said:
        return Section("null-model", strings.NULL_TITLE, (Text(strings.NULL_NONE),))
    found = orders(study, said)
    tables = [_table(study, policy, said[policy]) for policy in said]
    first, *others = tables
    more = (Folded(strings.NULL_OTHERS, tuple(others)),) if others else ()
    blocks = (Text(strings.NULL_LEAD), Text(sentence(found), strong=True), first, *more, _orders(found))
    return Section("null-model", strings.NULL_TITLE, blocks)


def null_model(study: Study) -> Said:
    """What closed forms say of every policy but the reference; empty where the study's tables or clauses are gone."""
    if study.region is None:
        return {}
    forces = {policy: _force(study, policy) for policy in study.policies}
    reference = forces[study.reference]
    if reference is None:
        return {}
    rules, found = _rules(study), {}
    for policy in study.others:
        if (force := forces[policy]) is not None:
            try:
                found[policy] = _in_units(study, predicted(study.region, rules, force, reference))
            except ValueError:  # crews that cannot carry the load have no closed form
                continue
    return found


def orders(study: Study, said: Said) -> tuple[Order, ...]:
    """Every outcome in which the simulation tells some pair of policies apart."""
    found = (_order(study, said, key) for key in KEYS if study.known(key))
    return tuple(order for order in found if order.told_apart)


def sentence(found: tuple[Order, ...]) -> str:
    """Where closed forms give the same order, and where not."""
    same, other = ([_title(order.outcome) for order in found if order.same is alike] for alike in (True, False))
    if not found:
        return strings.NULL_UNTOLD
    first = strings.NULL_SAME.format(n=len(same), all=len(found), titles=", ".join(same)) if same else ""
    second = strings.NULL_OTHER.format(titles=", ".join(other)) if other else ""
    return " ".join(filter(None, (first, second)))


def _order(study: Study, said: Said, key: str) -> Order:
    alike = told = 0
    for one, other in combinations((study.reference, *said), 2):
        difference = study.difference(key, one, other)
        if difference is None or not difference.distinguishable:
            continue
        told += 1
        closed = _of(said, one, key) - _of(said, other, key)
        alike += abs(closed) > NOTHING and (closed > 0) == (difference.mean > 0)
    return Order(key, alike, told)


def _of(said: Said, policy: str, key: str) -> float:
    return said[policy][key] if policy in said else 0.0


def _force(study: Study, policy: str) -> Force | None:
    """None where this version does not know the policy's institution."""
    institution = reform.institution(study, policy)
    ran = next((facts["cases"][policy] for facts in study.facts if policy in facts["cases"]), None)
    if institution is None or ran is None:
        return None
    about = study.about["cases"][policy]
    strength = {} if about.get("reference") else dict(about["strategies"])
    return Force.of(institution, strength, float(ran["crews"]))


def _rules(study: Study) -> Rules:
    said = study.about["configuration"]
    rules: dict[str, Any] = {room: filled(owner, said[room]) for room, owner in RULES.items()}
    return Rules(
        rules["world"], rules["demand"], rules["response"], rules["casework"].clearance, rules["society"].contacts
    )


def _in_units(study: Study, found: Mapping[str, float]) -> Mapping[str, float]:
    """Shares of a level become differences."""
    level = {key: study.mean(study.reference, key) if key in RELATIVE else 1.0 for key in found}
    return {key: value * level[key] for key, value in found.items()}


def _table(study: Study, policy: str, said: Mapping[str, float]) -> Table:
    n = wording.replications(len(study.replications(policy, study.reference)))
    caption = strings.NULL_TABLE.format(policy=policy, reference=study.reference, n=n)
    known = [key for key in KEYS if study.known(key)]
    rows = tuple(Row(key, cells(*_words(key, said[key], study.difference(key, policy)))) for key in known)
    return Table(f"null-{policy}", caption, strings.NULL_HEAD, rows, frozenset((2, 3, 4)))


def _words(key: str, closed: float, simulated: PairedDifference | None) -> tuple[str, ...]:
    unit = BY_KEY[key].unit
    scaled = 0.0 if abs(closed) < NOTHING else closed * scale_of(unit).factor
    said = plain(scaled, min(decimals(scaled), 4), sign=scaled != 0)
    run = (change(simulated, unit), interval(simulated, unit)) if simulated else (NONE, NONE)
    return _title(key), scale_of(unit).step, said, *run


def _orders(found: tuple[Order, ...]) -> Folded:
    rows = tuple(
        Row(order.outcome, cells(_title(order.outcome), str(order.told_apart), str(order.alike))) for order in found
    )
    table = Table("null-orders", strings.NULL_ORDERS, strings.NULL_ORDERS_HEAD, rows, frozenset((1, 2)))
    return Folded(strings.NULL_ORDERS, (table,))


def _title(key: str) -> str:
    return BY_KEY[key].title
