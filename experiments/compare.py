"""`chian compare`: a study of several policies, and its report."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.bad_input import BadInput

if TYPE_CHECKING:
    from experiments.running.settings import Settings
    from experiments.running.tipping import Tipping


def main(words: Sequence[str]) -> int:
    """Run what is missing of a study, then write its report. 1 if a replication, or what is tried beside, failed."""
    from experiments.running.asking import answered, asked

    settings = answered(asked(words), "compare")
    if settings is None:
        return 0
    if len(settings.plan.main) < 2:
        only = settings.plan.main[0].key
        raise BadInput(f"policies: {only!r} alone; allowed: two or more, as in policies=[unitary,dual], or chian run")

    from experiments import report
    from experiments.running import printing, storage, study, tipping, tipping_stages

    trying = tipping.tipping(settings)
    failed: tuple[Path, ...] = ()

    def announce(asked: Settings, folder: Path, missing: list[int]) -> None:
        printing.print_estimate(asked, folder, missing)
        if trying and tipping_stages.read(folder) is None:
            printing.print_tipping_estimate(asked, tipping_stages.wanted(asked, trying))

    with study.ran(settings, announce) as done:
        if storage.finished(done.folder):
            failed = _tried(settings, trying, done.folder) if trying else ()
            report.write(done.folder)
    for file in failed:
        print(f"chian: what would tip the answer was not tried throughout; why: {file}", file=sys.stderr)
    return int(bool(printing.print_failures(done) or failed))


def _tried(settings: Settings, trying: Tipping, folder: Path) -> tuple[Path, ...]:
    """The records of what failed where assumptions were tried. Whatever it is, the report is written."""
    from experiments.running import storage, tipping_stages

    record = storage.failure(folder, 0, tipping_stages.PART)
    try:
        failed = tipping_stages.run(settings, trying, folder)
    except (BadInput, OSError):
        raise
    except Exception:
        storage.write_failure(folder, 0, settings.seed, traceback.format_exc(), part=tipping_stages.PART)
        return (record,)
    record.unlink(missing_ok=True)
    return failed
