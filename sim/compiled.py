"""The decorators of compiled code, and where it is kept.

Numba keys its disk cache on the file of the decorated function and does not notice a changed callee in another
file: it would silently run the old rule. The cache folder of each kernel is therefore named by a hash of all sources
that its file reaches by imports; a change in another room compiles nothing anew.
Float64 throughout, no fastmath (sums keep their order), no threads inside a kernel: replications run side by side.
"""

from __future__ import annotations

import functools
import hashlib
import os
import re
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

import numba

PACKAGE: Final = Path(__file__).parent
IMPORTED: Final = re.compile(r"^\s*(?:from|import) (sim(?:\.\w+)+)(?: import (\w+))?", re.MULTILINE)


def source_hash(folder: Path, only: Iterable[Path] | None = None) -> str:
    """Hash of the Python sources below `folder` (only some of them, if said), by path and content."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.py") if only is None else only):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def reached(file: Path) -> frozenset[Path]:
    """The sources of this package that a file reaches by its imports, itself included."""
    seen: set[Path] = set()
    waiting = [file, Path(__file__)]
    while waiting:
        path = waiting.pop()
        if path not in seen:
            seen.add(path)
            waiting += _imports(path)
    return frozenset(seen)


@functools.cache
def _imports(path: Path) -> tuple[Path, ...]:
    found = []
    for module, name in IMPORTED.findall(path.read_text(encoding="utf-8")):
        at = PACKAGE.parent / module.replace(".", "/")
        found += [file for file in (at.with_suffix(".py"), at / f"{name}.py") if file.is_file()]
    return tuple(found)


@functools.cache
def cache_folder(file: Path) -> Path:
    """Where the kernels of a file are kept: beside the package, else in the user's home, else nowhere for long."""
    name = Path("numba") / source_hash(PACKAGE, reached(file))
    for root in (PACKAGE.parent / ".cache", Path.home() / ".cache" / "chian"):
        try:
            (root / name).mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(root / name, os.W_OK):
            return root / name
    return Path(tempfile.mkdtemp(prefix="chian-numba-"))


_settings: Any = numba.config
_compile: Any = numba.njit


def _compiled(rule: Callable[..., Any], **how: bool) -> Any:
    # Numba asks for the folder once, when it decorates.
    _settings.CACHE_DIR = str(cache_folder(Path(rule.__code__.co_filename)))
    return _compile(cache=True, **how)(rule)


def kernel[F: Callable[..., Any]](rule: F) -> F:
    """Compile a plain rule or loop; the result is called like the function it replaces."""
    compiled: F = _compiled(rule)
    return compiled


def loop[F: Callable[..., Any]](rule: F) -> F:
    """Compile a loop over many tables that makes none. Without reference counts it is five times faster: numba would
    otherwise count every table up and down at every call of a rule."""
    compiled: F = _compiled(rule, _nrt=False)
    return compiled


def inlined[F: Callable[..., Any]](rule: F) -> F:
    """Compile a rule as a part of the loop that calls it, so that tables need not be passed on at each event."""
    compiled: F = _compiled(rule, _nrt=False, forceinline=True)
    return compiled
