"""Money by payer and purpose, a year's worth of it."""

from dataclasses import replace

import pytest

from experiments.reporting import money


def rows(section):
    (table,) = [block for block in section.blocks if getattr(block, "key", "") == "money"]
    return {row.key: [cell.words for cell in row.cells] for row in table.rows}


def test_won_become_billions_a_year(study):
    said = rows(money.section(study))
    assert said["state_treasury patrol crews"] == ["state treasury", "patrol crews", "328.50", "328.50", "0"]
    assert said["state_treasury overhead"][2:] == ["0.00", "3.65", "+3.650"]
    assert said["province_treasury"][:3] == ["province treasury", "all purposes", "36.50"]
    assert said["all"][2:] == ["401.50", "405.15", "+3.650"]


def test_payers_add_up_to_all(study):
    whole = money.billions(study, "dual", "", "").mean()
    parts = sum(money.billions(study, "dual", payer, purpose).mean() for payer, purpose in money.lines(study))
    assert parts == pytest.approx(whole)


def test_what_only_costs_is_named(study):
    last = money.section(study).blocks[-1].words
    assert "overhead" in last
    assert "projects" in last
    assert "patrol crews" not in last


def test_totals_are_said(study):
    items = money.section(study).blocks[1].words
    assert items[0] == "unitary costs 401.50 bn KRW a year."
    assert items[1].startswith("dual costs 405.15 bn KRW a year, +3.650 bn (+0.91 %) against unitary")


def test_a_study_without_money_says_so(study):
    (said,) = money.section(replace(study, money={})).blocks
    assert said.words == "This study kept no table of money."
