"""What a search for failing settings found, as a table of the terminal and as rows that can be replayed."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from experiments.inputs.failing import COLUMNS
from experiments.running.searches import overrides
from experiments.running.storage import appearing

STUDY: Final = ("replications", "burn_in_days", "days")
"""Keys of a study that have a column of their own."""

if TYPE_CHECKING:
    from experiments.running.searches import Search
    from experiments.running.searching import Searched


def write(file: Path, found: Sequence[Searched], values: Mapping[str, Any]) -> None:
    """One line for each outcome of each search that fails somewhere. `values`: the configuration."""
    with appearing(file) as part, part.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows(found, values))


def rows(found: Sequence[Searched], values: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for searched in found:
        search, counts = searched.search, {count.outcome: count for count in searched.counts}
        for outcome, kept in searched.kept.items():
            count = counts[outcome]
            yield {
                "search": search.name,
                "policy": search.policy,
                "against": search.against,
                "outcome": outcome,
                "world": values["world"]["kind"],
                "seed": kept["seed"],
                **{name: search.holds.get(name, values[name]) for name in STUDY},
                "against_value": f"{kept['against']:.6g}",
                "policy_value": f"{kept['policy']:.6g}",
                "worse_low": f"{kept['low']:.4g}",
                "worse_high": f"{kept['high']:.4g}",
                "default_low": f"{kept['at_defaults']['low']:.4g}",
                "default_high": f"{kept['at_defaults']['high']:.4g}",
                "points": count.points,
                "fail": count.fail,
                "gain": count.gain,
                "settings": " ".join(_needed(search, kept)),
            }


def _needed(search: Search, kept: Mapping[str, Any]) -> tuple[str, ...]:
    """The words of the clearest failure: values that the search holds, but those of the study, and that it needs."""
    held = {key: value for key, value in search.holds.items() if key not in STUDY}
    return overrides({**held, **kept["settings"]})


def show(found: Sequence[Searched]) -> None:
    """How many settings of each search fail and gain, and the values that the clearest failure needs."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table("search", "outcome", "settings", "fail", "gain", box=box.SIMPLE_HEAD)
    for searched in found:
        for count in searched.counts:
            table.add_row(searched.search.name, count.outcome, *map(str, (count.points, count.fail, count.gain)))
    Console().print(table)
    for line in _lines(found):
        print(line)


def _lines(found: Sequence[Searched]) -> Iterator[str]:
    for searched in found:
        name = searched.search.name
        if searched.refused or searched.unfinished:
            yield f"{name}: {searched.refused} settings refused, {searched.unfinished} failed to run"
        for outcome in searched.search.outcomes:
            kept = searched.kept.get(outcome)
            needs = (
                " ".join(_needed(searched.search, kept)) or "the defaults" if kept else "no setting that fails again"
            )
            yield f"{name}, {outcome}, clearest failure at: {needs}"
