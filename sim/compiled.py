"""The decorators of compiled code, and where it is kept.

Numba keys its disk cache on the file of the decorated function and does not notice a changed callee in another
file: it would silently run the old rule. The cache folder is therefore named by a hash of all sources that a kernel
can reach (`REACHED`; a test follows the imports).
Float64 throughout, no fastmath (sums keep their order), no threads inside a kernel: replications run side by side.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numba

REACHED: Final = ("compiled.py", "randomness.py", "vocabulary.py", "world", "demand", "response", "society", "casework")
"""Files and rooms of `sim` whose sources a kernel can be made of."""


def source_hash(folder: Path, only: tuple[str, ...] = ()) -> str:
    """Hash of the Python sources below `folder` (only those in some of its files and rooms), by path and content."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        if only and path.relative_to(folder).parts[0] not in only:
            continue
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _cache_folder() -> Path:
    package = Path(__file__).parent
    name = Path("numba") / source_hash(package, REACHED)
    for root in (package.parent / ".cache", Path.home() / ".cache" / "chian"):
        try:
            (root / name).mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(root / name, os.W_OK):
            return root / name
    return Path(tempfile.mkdtemp(prefix="chian-numba-"))


_settings: Any = numba.config
_settings.CACHE_DIR = str(_cache_folder())


_compile: Any = numba.njit


def kernel[F: Callable[..., Any]](rule: F) -> F:
    """Compile a plain rule or loop; the result is called like the function it replaces."""
    compiled: F = _compile(cache=True)(rule)
    return compiled


def loop[F: Callable[..., Any]](rule: F) -> F:
    """Compile a loop over many tables that makes none. Without reference counts it is five times faster: numba would
    otherwise count every table up and down at every call of a rule."""
    compiled: F = _compile(cache=True, _nrt=False)(rule)
    return compiled


def inlined[F: Callable[..., Any]](rule: F) -> F:
    """Compile a rule as a part of the loop that calls it, so that tables need not be passed on at each event."""
    compiled: F = _compile(cache=True, _nrt=False, forceinline=True)(rule)
    return compiled
