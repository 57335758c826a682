"""What a run says on the terminal: outcomes with their units, which replications failed, the state of a folder."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from experiments.bad_input import BadInput
from experiments.running import storage
from experiments.running.costs import seconds, seconds_of_sweep
from experiments.running.executors.base import executor
from experiments.running.holding import holder
from experiments.running.progress import spoken
from experiments.running.replication import days_of
from experiments.running.settings import Settings
from experiments.running.state import State, failures
from experiments.running.study import Done

WORDS: Final = {
    "replications": ("replication", "replications"),
    "batches": ("batch", "batches"),
    "points": ("point", "points"),
    "kept": ("clearest setting", "clearest settings"),
}
"""What a study is made of: one and several."""


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


def print_estimate(asked: Settings, folder: Path, missing: list[int]) -> None:
    """What is about to be run, and about how long it takes."""
    cases = [len(asked.plan.cases(replication)) for replication in missing]
    each = f"{max(cases)}" if len(set(cases)) == 1 else f"{min(cases)} to {max(cases)}"
    days, work = sum(days_of(asked, replication) for replication in missing), seconds(asked, folder, missing)
    processes = executor(asked.executor).processes(asked.workers, len(missing))
    print(
        f"{asked.name}: {len(missing)} replications of {each} cases, {days:,} days of simulation; "
        f"about {work / 3600:.2g} core-hours, {spoken(work / processes)} on {_counted(processes)}",
        file=sys.stderr,
        flush=True,
    )


def print_tipping_estimate(asked: Settings, stages: Sequence[tuple[Settings, int]]) -> None:
    """What is tried beside a study, and about how long it takes at most."""
    runs = sum(points * of.replications * len(of.plan.main) for of, points in stages)
    days = sum(points * of.replications * days_of(of, 0) for of, points in stages)
    work = sum(seconds_of_sweep(of, points) for of, points in stages)
    processes = executor(asked.executor).processes(asked.workers, runs)
    print(
        f"{asked.name}, what would tip the answer: up to {runs:,} runs, {days:,} days of simulation; "
        f"about {work / 3600:.2g} core-hours, {spoken(work / processes)} on {_counted(processes)}",
        file=sys.stderr,
        flush=True,
    )


def _counted(processes: int) -> str:
    return f"{processes} processes" if processes > 1 else "one process"


def print_failures(done: Done) -> int:
    """Name the replications that failed. 1 if there are any."""
    why = {failed.file: failed.why for failed in failures(done.folder)} if done.failed else {}
    for replication in done.failed:
        file = storage.failure(done.folder, replication)
        print(f"chian: replication {replication} failed ({why.get(file, '')}); its traceback: {file}", file=sys.stderr)
    return int(bool(done.failed))


def print_states(results: Path) -> None:
    """A line for each study in a folder of results: what is finished, and whether anybody works there."""
    folders = storage.studies(results)
    if not folders:
        print(f"{results}: no results yet; chian compare makes some, and chian status DIR tells of others")
    for folder in folders:
        try:
            print(_line(folder))
        except BadInput as fault:  # the others are told of all the same
            print(fault)


def _line(folder: Path) -> str:
    about, by = storage.read_about(folder), holder(folder)
    done = ", ".join(
        f"{len(storage.numbers(folder, p))} of {n} {_words(p)[1]}" for p, n in storage.parts_of(about).items()
    )
    return f"{folder}  {about['region']}, {about['days']} days: {done}{f', under way ({by})' if by else ''}"


def print_state(found: State) -> None:
    """What a folder holds, one line for each question."""
    lines = list(_state(found))
    width = max(len(name) for name, _ in lines)
    for name, said in lines:
        print(f"{name.ljust(width)}  {said}")


def _state(found: State) -> Iterator[tuple[str, str]]:
    about = found.about
    yield "study", f"{about['study']}, {about['region']}, {about['days']} days from {about['start']}"
    yield "question", about["question"]
    yield "policies", ", ".join(about["policies"])
    yield "fingerprint", about["fingerprint"]
    yield "finished", ", ".join(f"{len(found.finished[p])} of {n} {_words(p)[1]}" for p, n in found.parts.items())
    for failed in found.failed:
        yield "failed", f"{_words(failed.part)[0]} {failed.number}: {failed.why} ({failed.file})"
    yield "under way", found.holder or "no"
    if found.seconds:
        yield "took", f"{spoken(sum(found.seconds) / len(found.seconds))} a replication"
    yield "left", _left(found)
    yield "files", _whole(found)
    yield "code", _code(found)


def _words(part: str) -> tuple[str, str]:
    """One and several."""
    return WORDS.get(part, (part, part))


def _left(found: State) -> str:
    if not found.missing:
        return "nothing"
    left = ", ".join(f"{number} {_words(part)[number > 1]}" for part, number in found.missing.items())
    if storage.REPLICATIONS not in found.missing:
        return left
    if found.seconds_left is None:
        return f"{left}; how long they take is not known before one is finished"
    return f"{left}, about {found.seconds_left / 3600:.2g} core-hours"


def _whole(found: State) -> str:
    if found.altered:
        return f"not as they were written: {', '.join(map(str, found.altered))}"
    if not any(found.finished.values()):
        return "none yet"
    return "as they were written, by their checksums" if found.summed else "without checksums"


def _code(found: State) -> str:
    said = {
        True: "code, packages and tables are as they were: the same command goes on here",
        False: "code, packages or tables have changed since: the same command makes a new folder",
        None: "cannot be compared: a table or a file of the study is gone",
    }
    commit = found.about["code"]["commit"][:12]
    return f"{said[found.same]}{f' (begun at commit {commit})' if commit else ''}"


def _title(folder: Path) -> str:
    about = storage.read_study(folder)
    return f"{about['region']}, {about['days']} days from {about['start']}, rung {about['rung']['name']}"
