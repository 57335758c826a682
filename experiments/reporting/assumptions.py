"""Section: every parameter that the study could read, counted by what is known about it, and listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

from experiments.inputs.evidence import STATUSES
from experiments.reporting import strings
from experiments.reporting.blocks import Block, Folded, Row, Section, Table, Text, cells
from experiments.reporting.numbers import plain
from experiments.reporting.study import Study

MISSING: Final = "MISSING"
SET: Final = ("CALIBRATED", "DERIVED")
"""Statuses of numbers that are set from others."""

type Parameters = Sequence[Mapping[str, Any]]


def section(study: Study) -> Section:
    """Counts, targets that were used, what differs from the declarations, and the whole list folded away."""
    found: Parameters = study.about.get("parameters", [])
    if not found:
        return Section("assumptions", strings.ASSUMED_TITLE, (Text(strings.ASSUMED_NONE),))
    evidence = {row["key"]: row for row in study.about["evidence"]}
    count = Counter(evidence[parameter["source"]]["status"] for parameter in found)
    blocks: list[Block] = [
        Text(_lead(count)),
        _counts(count),
        Text(_targets(study)),
        *_changed(study, found),
        Folded(strings.ASSUMED_ALL.format(count=len(found)), (_all(found, evidence),)),
    ]
    return Section("assumptions", strings.ASSUMED_TITLE, tuple(blocks))


def _lead(count: Counter[str]) -> str:
    assumed, recalled, whole = count["ASSUMPTION"], count["RECALLED"], count.total()
    share = _percent(assumed + recalled, whole)
    return strings.ASSUMED_LEAD.format(count=whole, assumed=assumed, recalled=recalled, share=share)


def _percent(part: int, whole: int) -> str:
    return f"{plain(100.0 * part / whole, 0)} %"


def _counts(count: Counter[str]) -> Table:
    rows = tuple(
        Row(status, cells(status, str(count[status]), _percent(count[status], count.total()), meaning))
        for status in (*STATUSES, MISSING)
        if (meaning := strings.ASSUMED_STATUS[status]) and (count[status] or status != MISSING)
    )
    return Table("statuses", strings.ASSUMED_TABLE, strings.ASSUMED_HEAD, rows, frozenset((1, 2)))


def _targets(study: Study) -> str:
    """Figures of the role `target` that numbers set from others name, directly or through another row."""
    status = {row["key"]: row["status"] for row in (*study.about["evidence"], *study.about["named"])}
    targets = [
        f"{row['key']} ({row['citation']})"
        for row in study.about["named"]
        if row["role"] == "target" and any(status[by] in SET for by in row["by"])
    ]
    if not targets:
        return strings.ASSUMED_TARGETS_NONE
    return strings.ASSUMED_TARGETS.format(count=len(targets), targets="; ".join(targets))


def _changed(study: Study, found: Parameters) -> list[Block]:
    """What is not as declared: parameters of the study, settings of a policy's own."""
    changed = [parameter for parameter in found if parameter["value"] != parameter["default"]]
    rows = tuple(
        Row(p["key"], cells(p["key"], said(p["value"]), said(p["default"]), p["unit"], _allowed(p["allowed"])))
        for p in changed
    )
    table = Table("changed", strings.ASSUMED_CHANGED, strings.ASSUMED_CHANGED_HEAD, rows, frozenset((1, 2)))
    blocks: list[Block] = [table if rows else Text(strings.ASSUMED_SAME)]
    own = [
        strings.ASSUMED_SETTING.format(policy=policy, key=key, value=said(value))
        for policy in study.policies
        for key, value in study.about["cases"][policy]["settings"].items()
    ]
    return [*blocks, Text(strings.ASSUMED_POLICY.format(settings="; ".join(own)))] if own else blocks


def _all(found: Parameters, evidence: Mapping[str, Mapping[str, str]]) -> Table:
    rows: list[Row] = []
    group = ""
    for parameter in found:
        above, _, name = parameter["key"].rpartition(".")
        if above != group:
            group = above
            rows.append(Row(f"of {group}", cells(group), heading=True))
        row = evidence[parameter["source"]]
        mark = "*" if parameter["value"] != parameter["default"] else ""
        value, allowed = f"{said(parameter['value'])}{mark}", _allowed(parameter["allowed"])
        rows.append(
            Row(parameter["key"], cells(name, value, parameter["unit"], allowed, row["status"], row["citation"]))
        )
    return Table("parameters", strings.ASSUMED_ALL_TABLE, strings.ASSUMED_ALL_HEAD, tuple(rows), frozenset((1,)))


def said(value: Any) -> str:
    """A value of a parameter: numbers to six digits, words and switches as they are written."""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.6g}".replace("-", "\N{MINUS SIGN}") if isinstance(value, int | float) else str(value)


def _allowed(allowed: Sequence[Any]) -> str:
    if all(isinstance(end, int | float) for end in allowed):
        return strings.ASSUMED_RANGE.format(low=said(allowed[0]), high=said(allowed[1]))
    return ", ".join(map(str, allowed))
