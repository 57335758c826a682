"""Which material differences of strategies a rule of the ledger can fix the sign of, and which are open."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from experiments.evaluation import marks, words
from experiments.evaluation.lines import number
from experiments.inputs.benchmarks import STRATEGIES, BuiltIn
from experiments.inputs.tables import Row
from experiments.reporting import attribution, strings
from experiments.reporting.headline import BY_KEY

type Ledger = tuple[BuiltIn, ...]


def section(rows: Sequence[Row], ledger: Ledger, values: Mapping[str, Any]) -> str:
    """`rows`: material differences of strategies alone. `values`: every value of the study by dotted key."""
    in_effect = tuple(rule for rule in ledger if not attribution.vanished(rule, values))
    found = [(row, rules(row, in_effect)) for row in rows]
    head = ("strategy", "outcome", "through", "sign fixed by", "rules")
    lines = (_line(row, fixed, ledger) for row, fixed in found)
    signs = (f"{marks.title(r.cells['outcome'])} of `{r.cells['strategy']}`" for r, fixed in found if not fixed)
    said = ", ".join(signs)
    return marks.page(
        words.BUILT_IN, marks.table(head, lines), words.OPEN.format(found=said) if said else words.NO_OPEN
    ).rstrip()


def rules(row: Row, ledger: Ledger) -> tuple[BuiltIn, ...]:
    """The surest rules that can fix the sign of a difference which works through these clauses; none: it is open."""
    through = tuple(part for part in row.cells["through"].split(" & ") if part)
    able = tuple(rule for rule in ledger if _concerns(rule, row.cells["strategy"]))
    return attribution.rules(able, row.cells["outcome"], (*through, STRATEGIES, "Funds"), _favoured(row))


def _concerns(rule: BuiltIn, strategy: str) -> bool:
    """A rule that names strategies is on those alone."""
    named = set(re.findall(r"strategy\.(\w+)\.", rule.vanishes_at))
    return not named or strategy in named


def _favoured(row: Row) -> str:
    better = BY_KEY[row.cells["outcome"]].better
    if not better:
        return "either"
    return "reform" if (number(row, "full") < 0) == (better == "lower") else "base"


def _line(row: Row, fixed: tuple[BuiltIn, ...], ledger: Ledger) -> tuple[str, ...]:
    kind = strings.SIGNS[fixed[0].kind if fixed else "open"]
    where = ", ".join(f"line {ledger.index(rule) + 2}" for rule in fixed)
    return marks.code(row.cells["strategy"]), marks.title(row.cells["outcome"]), row.cells["through"], kind, where
