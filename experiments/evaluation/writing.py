"""Keeps the tables of new evaluations in docs/data and writes the pages that are made of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from experiments.bad_input import BadInput
from experiments.evaluation import alone, findings_page, kept, lines, models_part, sources, strategies_page, together
from experiments.evaluation.design import FACTORIAL
from experiments.evaluation.lines import KEPT
from experiments.inputs.benchmarks import read_ledger
from experiments.inputs.failing import read_failing
from experiments.inputs.materiality import read_margins
from experiments.running.configuration import composed
from experiments.running.origins import flat
from experiments.running.settings import settings
from experiments.running.storage import appearing

TABLE: Final = "table"
TOGETHER: Final = {
    "effects": together.effects,
    "variance": together.variances,
    "bundles": together.bundles,
    "closures": together.closures,
}


def read(folder: Path) -> together.Factorial | alone.Table:
    """The evaluation of a folder. Raises `BadInput` where it is none, or not whole."""
    return together.read(folder) if FACTORIAL in kept.parts(folder) else alone.read(folder)


def keep(done: together.Factorial | alone.Table, into: Path = KEPT) -> None:
    """Keep the tables of an evaluation."""
    into.mkdir(parents=True, exist_ok=True)
    if isinstance(done, together.Factorial):
        for table, rows in TOGETHER.items():
            lines.write(into / f"{table}.csv", table, rows(done))
        sources.write(into, sources.source(FACTORIAL, done.kept.about))
    else:
        lines.write(into / f"alone_{done.world}.csv", "alone", alone.rows(done))
        sources.write(into, sources.source(TABLE, done.doses.about))


def pages(data: Path = KEPT) -> dict[str, str]:
    """By name of the file in docs: its text. Raises `BadInput` where a table is missing."""
    if not (data / sources.FILE).is_file():
        raise BadInput(
            f"{data}: no {sources.FILE}; allowed: chian findings DIR DIR, after chian factorial and chian table"
        )
    known = {source.key: source for source in sources.read(data)}
    worlds = {world: source for (evaluation, world), source in known.items() if evaluation == TABLE}
    for evaluation, there in ((FACTORIAL, (FACTORIAL, "") in known), (TABLE, bool(worlds))):
        if not there:
            raise BadInput(
                f"{data}: no {evaluation}; allowed: chian findings DIR, with the folder of chian {evaluation}"
            )
    found, usual = read_failing(), settings(composed(("study=single",)))
    strategies = usual.strategies
    rows = {world: lines.read(data / f"alone_{world}.csv", "alone") for world in worlds}
    first = next(iter(sorted(worlds, key=lambda world: (world != "seoul", world))))
    last = worlds[first].models_of[-1]
    told = findings_page.Kept(
        alone=rows[first],
        of_alone=worlds[first],
        factorial={table: lines.read_if(data / f"{table}.csv", table) for table in TOGETHER},
        of_factorial=known[FACTORIAL, ""],
        ledger=read_ledger(),
        margins=read_margins(),
        found=found,
        known=strategies,
        values=_values(worlds[first], worlds[first].models_of[0]),
        values_of_last=_values(worlds[first], last),
        ways=models_part.ways(usual.governance[last], usual.before) if last in usual.governance else {},
    )
    alone_page = strategies_page.page(rows, worlds, found, strategies)
    return {"strategies.md": alone_page, "findings.md": findings_page.page(told)}


def _values(of: sources.Source, model: str) -> dict[str, Any]:
    """Every value of a study of strategies alone by dotted key; of governance models those of one."""
    values = composed((f"study={TABLE}", f"world={of.world}", f"rung={of.rung}")).values
    own = f"governance.{model}."
    return {key: value for key, value in flat(values) if not key.startswith("governance.") or key.startswith(own)}


def write(folders: Sequence[Path], docs: Path = KEPT.parent) -> tuple[Path, ...]:
    """Keep what is new, then write both pages. The files that were written.

    Raises `BadInput` before anything is kept.
    """
    for done in [read(folder) for folder in folders]:
        keep(done, docs / KEPT.name)
    written = []
    for name, text in pages(docs / KEPT.name).items():
        with appearing(docs / name) as part:
            part.write_text(text, encoding="utf-8")
        written.append(docs / name)
    return tuple(written)
