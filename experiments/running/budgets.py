"""What a case may spend, and the crews and the idle money that this makes.

A reference spends the money that its strategies were planned to cost; with `budget=equal` every case has the planned
cost of the base policy. Money becomes whole crews; what is left is less than the price of one and is booked as idle.
Costs are planned: posts as they are, programmes as they mean to grow.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, final

import numpy as np

from experiments.bad_input import BadInput
from experiments.design.cases import Case
from experiments.design.policies import EQUAL, FACE, IDLE_MONEY
from sim.administration.billing import PATROL_CREWS, YEAR_DAYS, crew_price
from sim.administration.funding import crews_for
from sim.strategies.base import Programme
from sim.strategies.idle_money import IdleMoney

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from experiments.running.settings import Settings
    from sim.model import SecurityModel
    from sim.nation import Nation

ROUNDS: Final = 30
"""Crews of forces with an administration of their own cost a little more than others: a few rounds find the number."""

ROUNDING: Final = 20_000
"""Won a year that two bills may differ by only because won are whole: less is no money, neither missing nor idle."""

type Payments = Mapping[str, int]
"""Won a year by payer."""


@final
class Budget(NamedTuple):
    """What a case was given, won a year as planned. `idle` is part of `planned`."""

    planned: int
    posts_added: int = 0
    """Crews added to those of its institution; negative: left vacant."""
    idle: int = 0


@final
@dataclass(frozen=True)
class Fork:
    """The model of a case with some programmes and some posts added."""

    of: Callable[[tuple[Programme, ...], int], SecurityModel]
    days: int
    name: str

    def spent(self, programmes: tuple[Programme, ...], won: int, idle: Payments) -> tuple[SecurityModel, Budget]:
        """`won` a year in programmes, `idle` money, and whole crews for the rest; what is left of it stays idle."""
        added, model = self._manned(programmes, won - _sum(idle))
        left = won - _sum(idle) - _sum(planned(model, self.days))
        payer = _who_pays_crews(model, self.days)
        found = {**idle, payer: idle.get(payer, 0) + left}
        kept = {name: sum_ for name, sum_ in found.items() if abs(sum_) > ROUNDING}
        if kept:
            money = Programme(IdleMoney(kept, model.world.region.residents))
            model = self.of((*programmes, money), added)
        return model, Budget(won, added, _sum(kept))

    def _manned(self, programmes: tuple[Programme, ...], won: int) -> tuple[int, SecurityModel]:
        """As many crews as a planned cost of `won` a year allows, and the model with them."""
        added, model = 0, self.of(programmes, 0)
        crews = len(model.crews.force)
        for _ in range(ROUNDS):
            step = crews_for(won - _sum(planned(model, self.days)) + ROUNDING, _dearest(model))
            if step == 0:
                break
            added += step
            if added <= -crews:
                raise BadInput(f"budget {EQUAL}: {self.name!r} costs more than all its crews; allowed: budget={FACE}")
            model = self.of(programmes, added)
        else:
            raise BadInput(f"budget {EQUAL}: no number of crews fits {self.name!r}; allowed: budget={FACE}")
        return added, model


def budgeted(asked: Settings, base: SecurityModel, case: Case) -> tuple[SecurityModel, Budget]:
    """The model that goes on from `base` under a case, with what its money makes of it.

    Raises `BadInput` where an equal budget leaves no crews.
    """
    fork = Fork(lambda programmes, added: _forked(asked, base, case, programmes, added), asked.days_after, case.key)
    plain = fork.of(asked.programmes(case), 0)
    own = planned(plain, asked.days_after)
    if asked.budget == FACE and not case.policy.reference:
        return plain, Budget(_sum(own))
    forgone = _less(planned(fork.of(asked.forgone(case), 0), asked.days_after), own) if case.policy.reference else {}
    total = _sum(planned(base, asked.days_after)) if asked.budget == EQUAL else _sum(own) + _sum(forgone)
    return fork.spent(asked.programmes(case), total, forgone if case.policy.reference == IDLE_MONEY else {})


def planned(model: SecurityModel, days: int) -> Payments:
    """Won a year by payer that the next `days` days of a model are planned to cost."""
    return dict(zip(model.treasury.accounts.payers, _plan(model, days).sum(axis=1).tolist(), strict=True))


def yearly(bill: NDArray[np.int64], days: int) -> NDArray[np.int64]:
    """Won of some days as won a year, to the nearest won."""
    return (bill * YEAR_DAYS + days // 2) // days


def together(budgets: Iterable[Budget]) -> Budget:
    """What a case was given in all regions."""
    planned, added, idle = (sum(numbers) for numbers in zip(*budgets, strict=True))
    return Budget(planned, added, idle)


def costs(nation: Nation, budget: Budget) -> dict[str, int]:
    """What a case was planned to cost and what it did cost, won a year."""
    bill = np.array([[sum(int(region.ledger.bill.sum()) for region in nation.regions)]])
    return {
        "planned_won": budget.planned,
        "spent_won": int(yearly(bill, nation.regions[0].ledger.days).item()),
        "idle_won": budget.idle,
        "posts_added": budget.posts_added,
    }


def _forked(
    asked: Settings, base: SecurityModel, case: Case, programmes: tuple[Programme, ...], added: int
) -> SecurityModel:
    return base.under(
        asked.institution(case),
        programmes=programmes,
        response=asked.response_of(case),
        at_rest=asked.at_rest,
        posts_added=added,
    )


def _plan(model: SecurityModel, days: int) -> NDArray[np.int64]:
    """[payers, purposes] won a year."""
    return yearly(np.sum([model.treasury.bill(model.day + ahead, model.crews) for ahead in range(days)], axis=0), days)


def _who_pays_crews(model: SecurityModel, days: int) -> str:
    """Whoever pays most of the patrol crews: what no longer buys a crew stays there."""
    of_crews = _plan(model, days)[:, model.treasury.accounts.purposes.index(PATROL_CREWS)]
    return model.treasury.accounts.payers[int(np.argmax(of_crews))]


def _dearest(model: SecurityModel) -> int:
    """Price of a crew in the force where it costs most, its share of overhead included."""
    overhead = model.terms.funding.overhead[: len(model.forces)].max(initial=0.0)
    return math.ceil(crew_price(model.world.rules) * (1.0 + overhead))


def _less(one: Payments, other: Payments) -> Payments:
    """What the first pays beyond the second."""
    return {payer: one.get(payer, 0) - other.get(payer, 0) for payer in {**one, **other}}


def _sum(payments: Payments) -> int:
    return sum(payments.values())
