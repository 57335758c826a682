"""Where rows are kept: one folder per study, one folder in it per replication, each there only when it is whole.

results/rest-0123456789ab/
    study.json                  what was asked, with which versions (see `provenance`)
    replications/00000/         outcomes.parquet, districts.parquet, daily.parquet, ..., replication.json
    failures/00003.json         a replication that failed: seed and traceback
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.parquet

from experiments.bad_input import BadInput

if TYPE_CHECKING:
    import pandas as pd

    from experiments.running.rows import Rows

STUDY: Final = "study.json"
WHOLE: Final = re.compile(r"\d{5}")
PART: Final = re.compile(r"\.\d{5}-\d+")


def claim(folder: Path, study: Mapping[str, Any]) -> None:
    """Make the folder that of a study. Raises `BadInput` if it belongs to another one."""
    if folder.exists() and not folder.is_dir():
        raise BadInput(f"out: {str(folder)!r} is a file; allowed: a new folder, or one of the same study")
    if folder.is_dir() and any(folder.iterdir()) and not _same(folder, study["fingerprint"]):
        raise BadInput(
            f"out: {str(folder)!r} holds something else than this study in this version; "
            "allowed: a new folder, or one of the same study"
        )
    try:
        (folder / "replications").mkdir(parents=True, exist_ok=True)
        _clear(folder / "replications")
        write_json(folder / STUDY, _continued(folder, study))
    except OSError as fault:
        raise BadInput(
            f"out: {str(folder)!r} cannot be written ({fault.strerror}); allowed: a folder of yours"
        ) from None


def _clear(replications: Path) -> None:
    """Remove what processes that are gone have left half-written."""
    for left in replications.glob(".*-*"):
        process = left.name.rpartition("-")[2]
        if PART.fullmatch(left.name) and not _alive(int(process)):
            shutil.rmtree(left)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _continued(folder: Path, study: Mapping[str, Any]) -> Mapping[str, Any]:
    """A study that goes on keeps its first provenance and the largest number of replications ever asked for."""
    if not (folder / STUDY).is_file():
        return study
    before = json.loads((folder / STUDY).read_text(encoding="utf-8"))
    return {**before, "replications": max(before["replications"], study["replications"])}


def write(folder: Path, replication: int, rows: Rows, made_by: Mapping[str, Any]) -> None:
    """Keep the rows of one replication, and who made them: all of it, or nothing."""
    whole = folder / "replications" / _name(replication)
    part = whole.with_name(f".{whole.name}-{os.getpid()}")
    part.mkdir(parents=True)
    for name, table in rows.tables.items():
        pyarrow.parquet.write_table(table, part / f"{name}.parquet", compression="zstd")
    (part / "replication.json").write_text(_json({**rows.facts, **made_by}), encoding="utf-8")
    try:
        part.rename(whole)
    except OSError:
        shutil.rmtree(part)
        if not whole.is_dir():  # else somebody else has finished the same replication, with the same rows
            raise
    failure(folder, replication).unlink(missing_ok=True)


def write_failure(folder: Path, replication: int, seed: int, traceback: str) -> None:
    """Record why a replication failed. It is tried again when the study is run again."""
    write_json(
        failure(folder, replication), {"replication": replication, "seed": seed, "traceback": traceback.splitlines()}
    )


def failure(folder: Path, replication: int) -> Path:
    """The file that says why a replication failed."""
    return folder / "failures" / f"{_name(replication)}.json"


def finished(folder: Path) -> tuple[int, ...]:
    """The replications whose rows are there."""
    names = (path.name for path in (folder / "replications").glob("[0-9]*"))
    return tuple(sorted(int(name) for name in names if WHOLE.fullmatch(name)))


def read_study(folder: Path) -> dict[str, Any]:
    """What a folder of results holds. Raises `BadInput` if it is none."""
    try:
        study = json.loads((folder / STUDY).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise BadInput(f"{folder}: no {STUDY} that can be read; allowed: a folder of results") from None
    if not finished(folder):
        raise BadInput(f"{folder}: no finished replication; allowed: a folder with results, after `chian compare`")
    return dict(study)


def read_facts(folder: Path) -> list[dict[str, Any]]:
    """The facts of every finished replication, in order."""
    files = (folder / "replications" / _name(r) / "replication.json" for r in finished(folder))
    return [json.loads(file.read_text(encoding="utf-8")) for file in files]


def read(folder: Path, table: str) -> pd.DataFrame:
    """One table of a study, the rows of all finished replications in order. Raises `FileNotFoundError` for none."""
    return read_table(folder, table, finished(folder)).to_pandas()


def read_table(folder: Path, table: str, replications: Iterable[int]) -> pa.Table:
    """One table of some replications."""
    files = (folder / "replications" / _name(r) / f"{table}.parquet" for r in replications)
    return pa.concat_tables([pyarrow.parquet.read_table(file) for file in files])


def write_json(file: Path, content: Any) -> None:
    """A JSON file that appears under its name only when it is whole."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}-{os.getpid()}")
    part.write_text(_json(content), encoding="utf-8")
    part.replace(file)


def _same(folder: Path, fingerprint: str) -> bool:
    try:
        return bool(json.loads((folder / STUDY).read_text(encoding="utf-8"))["fingerprint"] == fingerprint)
    except (OSError, ValueError, KeyError):
        return False


def _json(content: Any) -> str:
    return json.dumps(content, indent=1, ensure_ascii=False, default=str) + "\n"


def _name(replication: int) -> str:
    return f"{replication:05d}"
