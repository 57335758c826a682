"""Staffing claims: what is lacking by the hours worked, and what of it is granted."""

from __future__ import annotations

import pytest

from sim.administration.claims import claimed, granted


@pytest.mark.parametrize(
    ("utilisation", "crews", "claim"), [(0.28, 1000, 0), (0.6, 40, 0), (0.75, 40, 10), (0.61, 40, 1), (0.9, 4, 2)]
)
def test_a_claim_brings_the_pool_down_to_the_standard(utilisation: float, crews: int, claim: int) -> None:
    assert claimed(utilisation * 1000.0, 1000.0, crews, 0.6, 1.0) == claim


def test_a_unit_that_misjudges_claims_too_much_or_too_little() -> None:
    assert claimed(750.0, 1000.0, 40, 0.6, 0.8) == 0
    assert claimed(750.0, 1000.0, 40, 0.6, 1.2) > 10


def test_a_pool_that_never_served_claims_nothing() -> None:
    assert claimed(0.0, 0.0, 40, 0.6, 1.0) == 0


@pytest.mark.parametrize(
    ("claim", "share", "crews", "most", "won"),
    [(10, 0.3, 1000, 0.03, 3), (10, 0.0, 1000, 0.03, 0), (100, 1.0, 1000, 0.03, 30), (3, 1.0, 10, 0.03, 1)],
)
def test_the_rule_grants_a_share_up_to_a_part_of_the_crews(
    claim: int, share: float, crews: int, most: float, won: int
) -> None:
    assert granted(claim, share, crews, most) == won
