"""Outcomes of money are sums over the bill, and those by payer add up to the whole."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.administration.billing import CASE_TEAMS, CORPS, IDLE, OVERHEAD, PATROL_CREWS, PROJECTS
from sim.institution.names import PROVINCE_TREASURY, STATE_TREASURY
from sim.outcomes.money import MONEY

BY_KEY = {outcome.key: outcome for outcome in MONEY}
PAYERS = (STATE_TREASURY, PROVINCE_TREASURY, "municipality")
PURPOSES = (PATROL_CREWS, CASE_TEAMS, OVERHEAD, PROJECTS, CORPS, "citizen_voice", IDLE)


def measured(key, bill, days=73, residents=1000.0):
    ledger = SimpleNamespace(payers=PAYERS, purposes=PURPOSES, bill=np.array(bill, np.int64), days=days)
    return BY_KEY[key].of(SimpleNamespace(residents=residents), SimpleNamespace(ledger=ledger))


def cell(payer, purpose, won=10**9):
    bill = np.zeros((len(PAYERS), len(PURPOSES)), np.int64)
    bill[PAYERS.index(payer), PURPOSES.index(purpose)] = won
    return bill


@pytest.mark.parametrize("payer", PAYERS)
@pytest.mark.parametrize("purpose", PURPOSES)
def test_every_won_is_cost_once(payer, purpose):
    bill = cell(payer, purpose)
    assert measured("cost", bill) == 5.0
    assert measured("cost_per_resident", bill) == 5e6
    assert measured("cost_state", bill) == (5.0 if payer == STATE_TREASURY else 0.0)
    assert measured("cost_province", bill) == (5.0 if payer == PROVINCE_TREASURY else 0.0)
    assert measured("cost_patrol", bill) == (5.0 if purpose == PATROL_CREWS else 0.0)
    assert measured("cost_programmes", bill) == (5.0 if purpose in (CORPS, "citizen_voice") else 0.0)
    assert measured("cost_idle", bill) == (5.0 if purpose == IDLE else 0.0)


def test_only_the_whole_cost_is_better_where_it_is_lower():
    """Who pays, and for what, is neither good nor bad by itself."""
    assert {key for key, outcome in BY_KEY.items() if outcome.better} == {"cost", "cost_per_resident"}
