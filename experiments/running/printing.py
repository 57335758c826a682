"""What a run says on the terminal: outcomes with their units, and which replications failed."""

from __future__ import annotations

import sys
from pathlib import Path

from experiments.running import storage
from experiments.running.study import Done


def print_outcomes(folder: Path) -> None:
    """A table of the outcomes of each case, mean over replications."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    from sim.outcomes.catalogue import OUTCOMES

    rows = storage.read(folder, "outcomes")
    means = rows.groupby(["case", "outcome"], sort=False)["value"].mean().unstack("case", sort=False)
    table = Table("outcome", *means.columns, "unit", box=box.SIMPLE_HEAD, title=_title(folder))
    valued = means[means.notna().any(axis=1)]
    for outcome in (outcome for outcome in OUTCOMES if outcome.key in valued.index):
        values = (f"{value:.4g}" for value in means.loc[outcome.key])
        table.add_row(outcome.title, *values, outcome.unit)
    Console().print(table)
    print(f"Rows: {folder}")


def print_failures(done: Done) -> int:
    """Name the replications that failed. 1 if there are any."""
    for replication in done.failed:
        file = storage.failure(done.folder, replication)
        print(f"chian: replication {replication} failed; its traceback: {file}", file=sys.stderr)
    return int(bool(done.failed))


def _title(folder: Path) -> str:
    about = storage.read_study(folder)
    return f"{about['region']}, {about['days']} days from {about['start']}, rung {about['rung']['name']}"
