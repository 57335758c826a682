"""Gap closure, equivalence and inequality against figures computed elsewhere (tables/statistics.json)."""

import json
from pathlib import Path
from typing import Any

import pytest

from experiments.analysis.concentration import gini, unbiased_gini
from experiments.analysis.equivalence import equivalence, non_inferiority
from experiments.analysis.gap_closure import Kind, gap_closure
from experiments.analysis.inequality import mean_log_deviation, theil, theil_parts
from experiments.analysis.paired import paired_difference

CASES: dict[str, Any] = json.loads((Path(__file__).parent / "tables" / "statistics.json").read_text())


def _named(start: str) -> list[str]:
    found = [name for name in CASES if name.startswith(start)]
    assert found
    return found


@pytest.mark.parametrize("name", _named("gap"))
def test_gap_closure_meets_the_table_from_either_end(name: str) -> None:
    case = CASES[name]
    dual, unitary, treated = case["dual"], case["unitary"], case["treated"]
    there, back = gap_closure(treated, dual, unitary), gap_closure(treated, unitary, dual)
    assert there.ratio == pytest.approx(case["R"], rel=1e-8)
    assert back.ratio == pytest.approx(1 - case["R"], rel=1e-8)
    assert there.kind == back.kind == case["kind"]
    if there.kind is Kind.BOUNDED:
        assert (there.low, there.high) == pytest.approx(case["fieller95"], rel=1e-8)
        assert (1 - back.high, 1 - back.low) == pytest.approx(case["fieller95"], rel=1e-8)


@pytest.mark.parametrize("name", _named("tost"))
def test_equivalence_meets_the_table(name: str) -> None:
    case = CASES[name]
    difference = paired_difference("x", case["x"], case["y"])
    found = equivalence(difference, case["upp"])
    assert difference.mean == pytest.approx(case["mean_diff"], rel=1e-8)
    assert (difference.low, difference.high) == pytest.approx(case["ci95_paired"], rel=1e-8)
    assert found.p == pytest.approx(case["tost_p_paired"], rel=1e-8)
    assert found.holds is case["equivalent_at_05"]
    assert found.p == max(non_inferiority(difference, better, case["upp"]).p for better in ("lower", "higher"))
    narrow = paired_difference("x", case["x"], case["y"], level=0.9)
    assert (narrow.low, narrow.high) == pytest.approx(case["ci90_paired"], rel=1e-8)


@pytest.mark.parametrize("name", _named("gini"))
def test_inequality_meets_the_table(name: str) -> None:
    case = CASES[name]
    assert gini(case["x"]) == pytest.approx(case["gini"], rel=1e-8)
    assert unbiased_gini(case["x"]) == pytest.approx(case["gini_small_sample"], rel=1e-8)
    assert theil(case["x"]) == pytest.approx(case["theil_T"], rel=1e-8)
    assert mean_log_deviation(case["x"]) == (pytest.approx(v, rel=1e-8) if (v := case["mean_log_deviation"]) else v)


@pytest.mark.parametrize("name", _named("theil"))
def test_theil_within_and_between_meet_the_table(name: str) -> None:
    case = CASES[name]
    amounts = [x for group in case["groups"] for x in group]
    parts = theil_parts(amounts, [i for i, group in enumerate(case["groups"]) for _ in group])
    assert parts == pytest.approx((case["within"], case["between"]), rel=1e-8)
    assert sum(parts) == pytest.approx(case["total"], rel=1e-8)
    assert theil(amounts) == pytest.approx(case["total"], rel=1e-8)
