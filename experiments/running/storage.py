"""Where rows are kept: one folder per study, one folder in it per replication, each there only when it is whole.

results/rest-0123456789ab/
    study.json                  what was asked, with which versions (see `provenance`)
    replications/00000/         outcomes.parquet, districts.parquet, daily.parquet, ..., replication.json, SHA256SUMS
    failures/00003.json         a replication that failed: what was asked of it, seed and traceback

Sweeps (see `batches`) and searches (see `searching`) keep other parts in the same way; `study.json` says how many.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.parquet

from experiments.bad_input import BadInput
from experiments.running import checksums
from experiments.running.holding import LOCK

if TYPE_CHECKING:
    import pandas as pd

    from experiments.running.rows import Rows

STUDY: Final = "study.json"
REPLICATIONS: Final = "replications"
BATCHES: Final = "batches"
FAILURES: Final = "failures"
UNNAMED: Final = (REPLICATIONS, BATCHES)
PARTS: Final = "parts"
ABOUT: Final = {
    **dict.fromkeys(("study", "question", "fingerprint", "region", "start"), str),
    **dict.fromkeys(("replications", "extra_replications", "days"), int),
    **dict.fromkeys(("configuration", "cases", "days_of_work"), dict),
    "policies": list,
}
"""What every `study.json` says, among others."""
NUMBER: Final = r"\d{5,}"
"""How the number of a replication, a batch or a point is written."""
WHOLE: Final = re.compile(rf"({NUMBER})(\.json)?")
PART: Final = re.compile(rf"\.({NUMBER}|[\w.-]+\.(json|html|csv|parquet|svg|png))-\d+")
"""What is half-written is called after what it is to be, and the process that writes it."""


def claim(folder: Path, study: Mapping[str, Any], parts: Mapping[str, int] | None = None) -> None:
    """Make the folder, which this process holds, that of a study.

    `parts`: what it is to hold, by folder, and how many; its replications unless said. Raises `BadInput` if the folder
    is that of another study.
    """
    parts = parts or {REPLICATIONS: study["replications"]}
    if folder.exists() and not folder.is_dir():
        raise BadInput(f"out: {str(folder)!r} is a file; allowed: a new folder, or one of the same study")
    if folder.is_dir() and not (_same(folder, study["fingerprint"]) or _empty(folder)):
        raise BadInput(
            f"out: {str(folder)!r} holds something else than this study in this version; "
            "allowed: a new folder, or one of the same study"
        )
    try:
        about = _continued(folder, {**study, PARTS: dict(parts)})
        write_json(folder / STUDY, about)  # first: with it the folder is that of the study
        for name in parts:
            (folder / name).mkdir(exist_ok=True)
        clear(folder)
    except OSError as fault:
        raise BadInput(
            f"out: {str(folder)!r} cannot be written ({fault.strerror}); allowed: a folder of yours"
        ) from None


def clear(folder: Path) -> None:
    """Remove what processes that have ended left half-written. Only for the one that holds the folder."""
    for left in [left for pattern in (".*-*", "*/.*-*") for left in folder.glob(pattern)]:
        if PART.fullmatch(left.name):
            shutil.rmtree(left) if left.is_dir() else left.unlink()


def _empty(folder: Path) -> bool:
    """Whether nothing is there but what a study leaves that was killed before it had begun."""
    return all(path.name == LOCK or PART.fullmatch(path.name) for path in folder.iterdir())


def _continued(folder: Path, study: Mapping[str, Any]) -> Mapping[str, Any]:
    """A study that goes on keeps its first provenance and the largest numbers of parts ever asked for.

    Margins that are stated anew hold, and those before them are kept on record: `margins_before`.
    """
    if not (folder / STUDY).is_file():
        return study
    before = json.loads((folder / STUDY).read_text(encoding="utf-8"))
    count = max(before["replications"], study["replications"])
    had = parts_of(before)
    parts = {name: max(number, had.get(name, 0)) for name, number in study[PARTS].items()}
    return {**before, **_restated(before, study), "replications": count, PARTS: parts}


def parts_of(about: Mapping[str, Any]) -> dict[str, int]:
    """What a folder of results is to hold, by folder, and how many, from what `study.json` says."""
    return dict(about.get(PARTS) or {REPLICATIONS: about["replications"]})


def _restated(before: Mapping[str, Any], study: Mapping[str, Any]) -> Mapping[str, Any]:
    """What changes where a study is continued with other margins of materiality, which change none of its rows."""
    was, now = (about.get("configuration", {}).get("margins", {}) for about in (before, study))
    if was == now:
        return {}
    earlier = [*before.get("margins_before", []), was]
    return {"configuration": {**before["configuration"], "margins": now}, "margins_before": earlier}


def write(folder: Path, replication: int, rows: Rows, made_by: Mapping[str, Any]) -> None:
    """Keep the rows of one replication, and who made them: all of it, or nothing.

    Raises `OSError` with the name of the folder where nothing can be kept.
    """
    whole = folder / "replications" / _name(replication)
    part = whole.with_name(f".{whole.name}-{os.getpid()}")
    try:
        _fill(part, rows, made_by)
        part.rename(whole)
    except OSError as fault:
        if not whole.is_dir():  # else somebody else has finished the same replication, with the same rows
            raise _told(fault, folder) from None
    finally:
        shutil.rmtree(part, ignore_errors=True)
    failure(folder, replication).unlink(missing_ok=True)


def _fill(part: Path, rows: Rows, made_by: Mapping[str, Any]) -> None:
    part.mkdir()
    for name, table in rows.tables.items():
        pyarrow.parquet.write_table(table, part / f"{name}.parquet", compression="zstd")
    (part / "replication.json").write_text(_json({**rows.facts, **made_by}), encoding="utf-8")
    checksums.keep(part)


def _told(fault: OSError, folder: Path) -> OSError:
    """The fault in words that name the folder: pyarrow gives a number and no file."""
    if not folder.is_dir():
        return FileNotFoundError(errno.ENOENT, "the folder is gone", str(folder))
    return OSError(fault.errno, os.strerror(fault.errno) if fault.errno else str(fault), str(folder))


def write_failure(
    folder: Path,
    number: int,
    seed: int,
    traceback: str,
    about: Mapping[str, Any] | None = None,
    part: str = REPLICATIONS,
) -> None:
    """Record why a part of a study failed, and what it was. It is tried again when the study is run again.

    Raises `OSError` with the name of the folder where nothing can be kept.
    """
    file = failure(folder, number, part)
    said = {"part": part, "number": number, "seed": seed, "traceback": traceback.splitlines(), **(about or {})}
    try:
        file.parent.mkdir(exist_ok=True)  # not its parents: a folder that is gone stays gone
        write_json(file, said)
    except OSError as fault:
        raise _told(fault, folder) from None


def failure(folder: Path, number: int, part: str = REPLICATIONS) -> Path:
    """The file that says why a part failed. Parts of which a folder has one kind alone are not named in it."""
    return folder / FAILURES / f"{'' if part in UNNAMED else f'{part}-'}{_name(number)}.json"


def finished(folder: Path) -> tuple[int, ...]:
    """The replications whose rows are there."""
    return numbers(folder, REPLICATIONS)


def numbers(folder: Path, parts: str) -> tuple[int, ...]:
    """The numbers of the parts that are there, each a folder or a file."""
    found = (WHOLE.fullmatch(path.name) for path in (folder / parts).glob("[0-9]*"))
    return tuple(sorted(int(name[1]) for name in found if name))


def altered(folder: Path) -> tuple[Path, ...]:
    """Files with checksums, here or in a sweep below, that are not as they were written."""
    return tuple(file for part in summed(folder) for file in checksums.altered(part))


def summed(folder: Path) -> list[Path]:
    """Every folder that has a list of checksums, or should: replications and batches, a sweep's points."""
    wholes = (part for parts in UNNAMED for part in folder.rglob(f"{parts}/[0-9]*") if WHOLE.fullmatch(part.name))
    return sorted({*wholes, *(file.parent for file in folder.rglob(checksums.SUMS))})


def check(folder: Path) -> None:
    """Raise `BadInput` if a file with a checksum is not as it was written."""
    for file in altered(folder):
        lost = file.parent if WHOLE.fullmatch(file.parent.name) else file
        raise BadInput(
            f"{file}: not as it was written, by its checksum in {checksums.SUMS}; "
            f"allowed: the file as it was, or delete {lost} and give the command of the study again"
        )


def read_about(folder: Path) -> dict[str, Any]:
    """What a folder of results was asked. Raises `BadInput` if it is none."""
    if not folder.is_dir():
        raise BadInput(f"{folder}: no such folder; allowed: a folder of results")
    try:
        about: Any = json.loads((folder / STUDY).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        about = None
    if not isinstance(about, dict) or not all(isinstance(about.get(key), kind) for key, kind in ABOUT.items()):
        raise BadInput(f"{folder}: no {STUDY} that can be read; allowed: a folder of results")
    return about


def studies(results: Path) -> list[Path]:
    """The studies in a folder, and those that an evaluation there is made of, each in a folder of its own."""
    below = sorted(file.parent for file in results.glob(f"*/*/{STUDY}"))
    inside = [folder for folder in below if not (folder.parent / STUDY).is_file()]
    return sorted([*(file.parent for file in results.glob(f"*/{STUDY}")), *inside])


def of_several(folder: Path) -> bool:
    """Whether a folder is no study and holds some, as that of an evaluation does."""
    return not (folder / STUDY).is_file() and any(folder.glob(f"*/{STUDY}"))


def read_study(folder: Path) -> dict[str, Any]:
    """The same of a folder with results. Raises `BadInput` if it has none."""
    study = read_about(folder)
    if REPLICATIONS not in parts_of(study):
        made_of = ", ".join(parts_of(study))
        raise BadInput(f"{folder}: made of {made_of}, not of replications; allowed: a folder of chian compare or run")
    if not finished(folder):
        raise BadInput(f"{folder}: no finished replication; allowed: a folder with results, after `chian compare`")
    return study


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
    with appearing(file) as part:
        part.write_text(_json(content), encoding="utf-8")


@contextmanager
def appearing(file: Path) -> Iterator[Path]:
    """Where to write a file that is to appear under its name only when it is whole; nothing stays where it fails."""
    part = file.with_name(f".{file.name}-{os.getpid()}")
    try:
        yield part
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _same(folder: Path, fingerprint: str) -> bool:
    try:
        return bool(json.loads((folder / STUDY).read_text(encoding="utf-8"))["fingerprint"] == fingerprint)
    except (OSError, ValueError, KeyError):
        return False


def _json(content: Any) -> str:
    return json.dumps(content, indent=1, ensure_ascii=False, default=str) + "\n"


def _name(replication: int) -> str:
    return f"{replication:05d}"
