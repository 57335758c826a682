"""Section 9: the by-construction ledger, which says what rules alone decide."""

from __future__ import annotations

from experiments.inputs.benchmarks import read_ledger
from experiments.reporting import strings
from experiments.reporting.blocks import Row, Section, Table, Text, cells
from experiments.reporting.study import Study


def section(_: Study) -> Section:
    """The ledger of the project, the same for every study."""
    rows = read_ledger()
    said = tuple(Row(str(n), cells(r.rule, r.favours, r.vanishes_at)) for n, r in enumerate(rows))
    table = Table("by-construction", strings.LEDGER_TABLE, strings.LEDGER_HEAD, said)
    lead = Text(strings.LEDGER_LEAD.format(count=len(rows)))
    return Section("by-construction", strings.LEDGER_TITLE, (lead, table))
