"""One job after another, in this process."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, final

from experiments.running.executors.base import Work
from experiments.running.progress import Meter


@final
class Serial:
    """No second process, whatever the number of workers."""

    def processes(self, workers: int, jobs: int) -> int:
        return 1

    def carry_out(self, jobs: Sequence[int], workers: int, work: Work, told: Meter) -> None:
        reached = 0

        def tell(days: int) -> None:
            nonlocal reached
            reached += days
            told.reached(reached)

        for job in jobs:
            work.do(job, tell)


EXECUTOR: Final = Serial()
