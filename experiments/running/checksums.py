"""Checksums of the files of a folder, in a file beside them that `sha256sum --check` reads."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

SUMS: Final = "SHA256SUMS"


def keep(folder: Path) -> None:
    """Write down the checksum of every file in a folder."""
    _write(folder, sorted(folder.iterdir()))


@contextmanager
def kept(file: Path) -> Iterator[None]:
    """Write a file in between, the only one in its folder with a checksum. Killed in between, none is false."""
    (file.parent / SUMS).unlink(missing_ok=True)
    yield
    _write(file.parent, [file])


def _write(folder: Path, files: Iterable[Path]) -> None:
    (folder / SUMS).write_text("".join(f"{of(file)}  {file.name}\n" for file in files), encoding="utf-8")


def altered(folder: Path) -> Iterator[Path]:
    """Files that are not as they were when their checksum was kept, or missing; the list itself where there is none."""
    if not (folder / SUMS).is_file():
        yield folder / SUMS
        return
    for line in (folder / SUMS).read_text(encoding="utf-8").splitlines():
        said, _, name = line.partition("  ")
        if not (folder / name).is_file() or of(folder / name) != said:
            yield folder / name


def of(file: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
