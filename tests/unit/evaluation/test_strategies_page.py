"""The page of strategies tells how far regions are apart where there are several, and else nothing of it."""

from experiments.evaluation import strategies_page
from experiments.evaluation.sources import Source
from experiments.inputs.tables import Row

OF = Source("table", "pair", "Pair", "unitary dual", "r2", 30, 180, 3, 1, "", "", "", "", "")


def row(outcome: str) -> Row:
    doses = dict.fromkeys(("quarter", "half", "three_quarters", "full"), "-0.0002")
    told = {"reference": "0.02", "low": "-0.001", "high": "0.001", "n": "3", "verdict": "alike"}
    named = {"governance": "unitary", "strategy": "police_foundation", "outcome": outcome}
    return Row("rows", 2, {**named, **doses, **told, "through": "", "lowest_rung": ""})


def said(*outcomes: str) -> str:
    return "\n".join(strategies_page._world(tuple(map(row, outcomes)), OF, {}))


def test_differences_between_regions_are_told_though_no_sign_is_sure() -> None:
    told = said("between_patrol", "harm")
    assert "| Regions apart in patrol for their need | points | −0.020 |" in told
    assert "How far the regions are apart" in told
    assert "| Harm |" not in told, "headlines of no sure sign are left out"


def test_one_region_is_not_apart() -> None:
    assert "apart" not in said("harm")
