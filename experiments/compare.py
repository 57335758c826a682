"""`chian compare`: a study of several policies, and its report."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence

from experiments.bad_input import BadInput


def main(words: Sequence[str]) -> int:
    """Run what is missing of a study, then write its report. 1 if a replication failed."""
    from experiments.running.asking import answered, asked

    settings = answered(asked(words))
    if settings is None:
        return 0
    if len(settings.plan.main) < 2:
        only = settings.plan.main[0].key
        raise BadInput(f"policies: {only!r} alone; allowed: two or more, as in policies=[unitary,dual], or chian run")

    from experiments import report
    from experiments.running import holding, printing, storage, study, tipping, tipping_stages

    trying = tipping.tipping(settings)
    done, failed = study.run(settings, printing.print_estimate), False
    if storage.finished(done.folder):
        with holding.held(done.folder):
            try:
                failed = bool(trying and tipping_stages.run(settings, trying, done.folder))
            except (BadInput, OSError):
                raise
            except Exception:  # whatever it is, what the study found is reported
                traceback.print_exc()
                print("chian: the search for tipping assumptions failed; the report goes without it", file=sys.stderr)
                failed = True
            report.write(done.folder)
    return int(bool(printing.print_failures(done)) or failed)
