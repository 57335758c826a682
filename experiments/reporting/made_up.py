"""Block: what going over costs while it is new, and when that is made up. Only where policies take over in the study.

Made up is a running total: on that day, and on every later one, all that was worse since the transition has been
outweighed by what was better.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from experiments.analysis.paired import PairedDifference, paired_difference
from experiments.reporting import strings, wording
from experiments.reporting.blocks import Block, Row, Table, cells
from experiments.reporting.headline import BY_KEY
from experiments.reporting.numbers import change, interval, plain, scale_of
from experiments.reporting.study import Study

SERIES: Final[Mapping[str, float]] = {"response": 1.0, "true": 1.0, "fear": 1.0, "trust": -1.0}
"""Series of days that are kept, and the sign of what is worse."""

NEW_DAYS: Final = 91
"""A quarter: how long a transition is called new, and how long its end is looked at. Half of the days if fewer."""


def blocks(study: Study) -> Iterator[Block]:
    """A table of every policy and series; nothing where policies differ from the first day on."""
    shared = study.replications(*study.policies)
    if not study.turned or len(shared) < 2 or study.about["days"] - study.turned < 2:
        return
    days = min(NEW_DAYS, (study.about["days"] - study.turned) // 2)
    rows = [row for policy in study.others for row in _rows(study, policy, shared, days)]
    if rows:
        n = wording.replications(len(shared))
        caption = strings.MADE_UP_TABLE.format(reference=study.reference, days=days, n=n)
        head = tuple(name.format(days=days) for name in strings.MADE_UP_HEAD)
        yield Table("made-up", caption, head, tuple(rows), frozenset())


def _rows(study: Study, policy: str, shared: tuple[int, ...], days: int) -> Iterator[Row]:
    for key, worse in SERIES.items():
        if any((case, key) not in study.daily for case in (policy, study.reference)):
            continue
        ours, theirs = (_since(study, case, key, shared) for case in (policy, study.reference))
        if not (np.isfinite(ours).all() and np.isfinite(theirs).all()):
            continue
        title, unit = strings.DAILY_NAMES.get(key) or (BY_KEY[key].title, BY_KEY[key].unit)
        new, late = (
            paired_difference(key, ours[:, part].mean(axis=1), theirs[:, part].mean(axis=1))
            for part in (slice(None, days), slice(-days, None))
        )
        when = _when(made_up(worse * (ours - theirs).mean(axis=0)))
        yield Row(
            f"{policy} {key}", cells(policy, title, scale_of(unit).step, _said(new, unit), _said(late, unit), when)
        )


def made_up(worse: NDArray[np.float64]) -> int | None:
    """Days until the running total of what is worse ([D], a day each) is 0 or less for good; None where it ends above.

    0 where it never is above.
    """
    above = np.flatnonzero(np.cumsum(worse) > 0.0)
    if not len(above):
        return 0
    last = int(above[-1])
    return None if last == len(worse) - 1 else last + 1


def _since(study: Study, case: str, key: str, shared: tuple[int, ...]) -> NDArray[np.float64]:
    """[replication, day] from the transition on."""
    return np.array([study.daily[case, key][replication] for replication in shared], float)[:, study.turned :]


def _said(difference: PairedDifference, unit: str) -> str:
    return strings.MADE_UP_CELL.format(change=change(difference, unit), interval=interval(difference, unit))


def _when(days: int | None) -> str:
    if days is None:
        return strings.MADE_UP_NOT
    return strings.MADE_UP_DAY.format(days=plain(days, 0)) if days else strings.MADE_UP_NEVER_WORSE
