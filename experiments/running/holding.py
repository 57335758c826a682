"""One process at a time works in a folder: a lock of the operating system, which even a killed holder releases.

The lock is advisory (`flock`). Two machines that share a folder see each other's lock where the file system passes
it on (NFS of Linux does, Lustre where it is mounted with `flock`). Where a file system has no locks, one line says so.
"""

from __future__ import annotations

import fcntl
import json
import os
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from experiments.bad_input import BadInput

LOCK: Final = ".lock"
TRIES: Final = 5
PAUSE_S: Final = 0.05
"""Somebody who only looks whether a folder is held holds it for an instant."""


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a folder, which is made if need be. An interruption is told where it was.

    Raises `BadInput` if another process holds it, naming that process, or if the folder cannot be written.
    """
    if folder.exists() and not folder.is_dir():
        raise BadInput(f"out: {str(folder)!r} is a file; allowed: a new folder, or one of the same study")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = _locked(folder)
    except OSError as fault:
        raise BadInput(
            f"out: {str(folder)!r} cannot be written ({fault.strerror}); allowed: a folder of yours"
        ) from None
    try:
        yield
    except KeyboardInterrupt as stopped:
        stopped.add_note(str(folder))
        raise
    finally:
        with suppress(OSError):  # gone with its folder, or the disk is read-only by now; the lock goes either way
            (folder / LOCK).unlink()
        os.close(lock)


def holder(folder: Path) -> str:
    """The process that holds a folder, in words; "" for none."""
    try:
        lock = os.open(folder / LOCK, os.O_RDONLY)
    except OSError:
        return ""
    try:
        return "" if _is_free(lock, fcntl.LOCK_SH) else _told(folder)
    finally:
        os.close(lock)


def _locked(folder: Path) -> int:
    """The descriptor of the lock, which is ours until it is closed."""
    for attempt in range(TRIES):
        lock = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
        # A holder that has just gone may have removed the file that we opened: then it locks nobody out.
        if _is_free(lock, fcntl.LOCK_EX) and _is_there(lock, folder / LOCK):
            _sign(lock)
            return lock
        os.close(lock)
        time.sleep(PAUSE_S * attempt)
    raise BadInput(
        f"out: {str(folder)!r} is in use by {_told(folder)}; allowed: another folder, or this one when that has ended"
    )


def _is_free(lock: int, mode: int) -> bool:
    try:
        fcntl.flock(lock, mode | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as fault:
        print(f"chian: no locks here ({fault.strerror}): see that one process at a time uses a folder", file=sys.stderr)
    return True


def _is_there(lock: int, file: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(lock), file.stat())
    except FileNotFoundError:
        return False


def _sign(lock: int) -> None:
    since = datetime.now(UTC).isoformat(timespec="seconds")
    with suppress(OSError):  # a full disk is for whoever keeps results to tell
        os.ftruncate(lock, 0)
        os.write(lock, json.dumps({"process": os.getpid(), "machine": platform.node(), "since": since}).encode())


def _told(folder: Path) -> str:
    try:
        said: Any = json.loads((folder / LOCK).read_text(encoding="utf-8"))
        return f"process {said['process']} on {said['machine']} since {said['since']}"
    except (OSError, ValueError, KeyError):
        return "another process"
