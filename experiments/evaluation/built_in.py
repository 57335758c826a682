"""Which material differences of strategies a rule of the ledger can fix the sign of, and which are open."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from experiments.evaluation import marks, words
from experiments.evaluation.alone import TOGETHER
from experiments.evaluation.lines import number
from experiments.inputs.benchmarks import STRATEGIES, SURE, BuiltIn
from experiments.inputs.tables import Row
from experiments.reporting import attribution, strings
from experiments.reporting.headline import BY_KEY
from sim.governance.unitary import Unitary
from sim.institution.clauses import KINDS, Answers

type Ledger = tuple[BuiltIn, ...]

BASE: Final = Unitary.key
EVERY_KIND: Final = tuple(kind.__name__ for kind in KINDS)


def section(rows: Sequence[Row], ledger: Ledger, values: Mapping[str, Any]) -> str:
    """`rows`: material differences of strategies alone. `values`: every value of the study by dotted key."""
    in_effect = standing(ledger, values)
    found = [(row, rules(row, in_effect, clauses(row))) for row in rows]
    head = ("strategy", "outcome", "through", words.FIXED_BY, words.RULES)
    lines = (_line(row, fixed, ledger) for row, fixed in found)
    signs = (f"{marks.title(r.cells['outcome'])} of `{r.cells['strategy']}`" for r, fixed in found if not fixed)
    said = ", ".join(signs)
    return marks.page(
        words.BUILT_IN, marks.table(head, lines), words.OPEN.format(found=said) if said else words.NO_OPEN
    ).rstrip()


def standing(ledger: Ledger, values: Mapping[str, Any]) -> Ledger:
    """The rules that do not vanish at these values."""
    return tuple(rule for rule in ledger if not attribution.vanished(rule, values))


def rules(row: Row, ledger: Ledger, through: tuple[str, ...]) -> tuple[BuiltIn, ...]:
    """Every rule that can fix the sign of a difference which works through these clauses; none: it is open."""
    concerned = tuple(rule for rule in ledger if _concerns(rule, row))
    return attribution.able(concerned, row.cells["outcome"], through, _favoured(row))


def fixed_by(found: tuple[BuiltIn, ...], ledger: Ledger) -> tuple[str, str]:
    """What kinds of rules can fix a sign, the surest first, and their lines in the table of rules.

    All kinds: where an assumption is among them, it may be what decides.
    """
    kinds = sorted({rule.kind for rule in found}, key=SURE.index) or ["open"]
    lines = ", ".join(str(ledger.index(rule) + 2) for rule in found)
    return ", ".join(strings.SIGNS[kind] for kind in kinds), lines


def parts_of(row: Row) -> tuple[str, ...]:
    """Kinds of clauses, or steps of a reform, that a row names; none where no part by itself makes the difference."""
    found = tuple(part for part in row.cells["through"].split(" & ") if part)
    return () if TOGETHER in found else found


def clauses(row: Row) -> tuple[str, ...]:
    """Where no kind of clause by itself makes the difference, it may work through any. Strategies give nobody a duty:
    whoever answers calls by them helps."""
    found = parts_of(row) or EVERY_KIND
    return (*found, *(("aid",) if Answers.__name__ in found else ()), STRATEGIES)


def _concerns(rule: BuiltIn, row: Row) -> bool:
    """A rule that names strategies, or governance models beside the law in force, is on those alone."""
    return all(
        not named or row.cells[column] in named
        for column, named in (
            ("strategy", set(re.findall(r"strategy\.(\w+)\.", rule.vanishes_at))),
            ("governance", set(re.findall(r"governance\.(\w+)\.", rule.vanishes_at)) - {BASE}),
        )
    )


def _favoured(row: Row) -> str:
    better = BY_KEY[row.cells["outcome"]].better
    if not better:
        return "either"
    return "reform" if (number(row, "full") < 0) == (better == "lower") else "base"


def _line(row: Row, fixed: tuple[BuiltIn, ...], ledger: Ledger) -> tuple[str, ...]:
    told = marks.code(row.cells["strategy"]), marks.title(row.cells["outcome"]), row.cells["through"]
    return *told, *fixed_by(fixed, ledger)
