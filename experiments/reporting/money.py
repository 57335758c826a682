"""Section: who pays for what under each policy, what that changes, and which money is booked but not simulated."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from experiments.analysis.paired import PairedDifference, paired_difference
from experiments.reporting import strings, wording
from experiments.reporting.blocks import Block, Cell, Group, Items, Row, Section, Table, Text, cells
from experiments.reporting.numbers import percent, plain
from experiments.reporting.study import Study
from sim.administration.billing import CASE_TEAMS, CORPS, GIFTS, PATROL_CREWS, RESEARCH

BILLION: Final = 1e9
LEAST: Final = 0.0005
"""Billions that are still shown as such."""

YEAR_DAYS: Final = 365.0
SIMULATED: Final = (PATROL_CREWS, CASE_TEAMS, CORPS, GIFTS, RESEARCH)
"""Purposes whose money does something in the model: people who work, and what they find out."""


def section(study: Study) -> Section:
    """A sentence for each policy, the table, what is only booked; or that no money was kept."""
    if not study.money:
        return Section("money", strings.MONEY_TITLE, (Text(strings.MONEY_NONE),))
    said = Items(tuple(_sentence(study, policy) for policy in study.policies))
    blocks: tuple[Block, ...] = (Text(strings.MONEY_LEAD), said, _table(study), Text(_booked(study)))
    return Section("money", strings.MONEY_TITLE, blocks)


def lines(study: Study) -> tuple[tuple[str, str], ...]:
    """(payer, purpose) of every cell in which some policy books money, by payer."""
    spent = {(payer, purpose) for (case, payer, purpose), won in study.money.items() if any(won.values())}
    known = dict.fromkeys((payer, purpose) for _, payer, purpose in study.money)
    return tuple(line for line in known if line in spent)


def billions(study: Study, case: str, payer: str, purpose: str) -> NDArray[np.float64]:
    """[replication] bn KRW a year of a case by one payer ("" all) for one purpose ("" all)."""
    shared = study.replications(*study.policies)
    found = [
        won for (key, by, on), won in study.money.items() if key == case and payer in ("", by) and purpose in ("", on)
    ]
    total = np.array([sum(won.get(replication, 0.0) for won in found) for replication in shared], float)
    yearly: NDArray[np.float64] = total / BILLION * YEAR_DAYS / study.about["days"]
    return yearly


def _difference(study: Study, policy: str, payer: str = "", purpose: str = "") -> PairedDifference:
    ours, theirs = (billions(study, case, payer, purpose) for case in (policy, study.reference))
    return paired_difference(f"{payer} {purpose}", ours, theirs)


def _sentence(study: Study, policy: str) -> str:
    found = _difference(study, policy)
    total = plain(found.reference_mean + found.mean, 2)
    if policy == study.reference:
        return strings.MONEY_REFERENCE.format(policy=policy, total=total)
    return strings.MONEY_TOTAL.format(
        policy=policy,
        total=total,
        difference=plain(found.mean, 3, sign=found.mean != 0),
        percent=percent(found),
        reference=study.reference,
    )


def _table(study: Study) -> Table:
    found = lines(study)
    rows = [_row(study, payer, purpose) for payer, purpose in found]
    payers = dict.fromkeys(payer for payer, _ in found)
    rows += [_row(study, payer, "") for payer in payers] + [_row(study, "", "")]
    columns = (strings.MONEY_DIFFERENCE,)
    head = (*strings.MONEY_HEAD, "bn KRW", *(("bn KRW", *columns) * len(study.others)))
    groups = (Group("", 2), Group(study.reference, 1), *(Group(other, 2) for other in study.others))
    n = wording.replications(len(study.replications(*study.policies)))
    caption = strings.MONEY_TABLE.format(n=n, reference=study.reference)
    return Table("money", caption, head, tuple(rows), frozenset(range(2, len(head))), groups)


def _row(study: Study, payer: str, purpose: str) -> Row:
    """One payer and purpose; without a purpose the payer's sum, without both the sum of all."""
    level = billions(study, study.reference, payer, purpose).mean()
    names = cells(_name(payer) or strings.MONEY_ALL, purpose or strings.MONEY_SUM)
    said: list[Cell] = [*names, Cell(plain(level, 2))]
    for other in study.others:
        found = _difference(study, other, payer, purpose)
        said += cells(plain(level + found.mean, 2), _step(found.mean))
    return Row(f"{payer} {purpose}".strip() or "all", tuple(said))


def _step(billion: float) -> str:
    """A difference in billions, in won where it is too small for that; rounding to whole won leaves a few."""
    if 0 < abs(billion) < LEAST:
        return strings.MONEY_WON.format(won=plain(billion * BILLION, 0, sign=True))
    return plain(billion, 3, sign=True) if billion else "0"


def _name(payer: str) -> str:
    return payer.replace("_", " ")


def _booked(study: Study) -> str:
    only = dict.fromkeys(purpose for _, purpose in lines(study) if purpose not in SIMULATED)
    return strings.MONEY_BOOKED.format(purposes=", ".join(only)) if only else strings.MONEY_BOOKED_NONE
