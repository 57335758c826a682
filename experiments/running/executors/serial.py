"""One job after another, in this process."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, final

from experiments.running.executors.base import Work
from experiments.running.progress import Meter, adding


@final
class Serial:
    """No second process, whatever the number of workers."""

    def processes(self, workers: int, jobs: int) -> int:
        return 1

    def carry_out(self, jobs: Sequence[int], workers: int, work: Work, told: Meter) -> None:
        tell = adding(told)
        for job in jobs:
            work.do(job, tell)


EXECUTOR: Final = Serial()
