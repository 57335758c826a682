"""Numbers as text."""

import math

import pytest

from experiments.analysis.paired import paired_difference
from experiments.reporting.numbers import change, decimals, exactly_zero, interval, level, percent, plain, relative


@pytest.mark.parametrize(
    ("value", "places", "sign", "said"),
    [
        (-1234.5, 1, False, "−1,234.5"),
        (0.25, 2, True, "+0.25"),
        (-1e-9, 6, True, "≈0"),
        (0.0, 2, True, "+0.00"),
        (1e-9, 2, False, "0.00"),
        (math.nan, 2, True, "—"),
        (math.inf, 0, False, "—"),
    ],
)
def test_plain(value, places, sign, said):
    assert plain(value, places, sign=sign) == said


@pytest.mark.parametrize(("size", "expected"), [(123.4, 0), (12.34, 1), (0.012, 4), (0, 0), (math.inf, 0), (1e-12, 6)])
def test_decimals_show_three_digits(size, expected):
    assert decimals(size) == expected


def test_shares_are_percent_and_their_differences_points():
    found = paired_difference("utilisation", [0.31, 0.33], [0.30, 0.31])
    assert level(0.3125, "share") == "31.25"
    assert change(found, "share") == "+1.50"
    assert percent(found) == "+4.9 %"


def test_equal_pairs_are_exactly_zero_and_cancelling_ones_are_not():
    assert exactly_zero(paired_difference("x", [1.0, 2.0], [1.0, 2.0]))
    cancelling = paired_difference("x", [1.0, 2.0], [2.0, 1.0])
    assert cancelling.mean == 0
    assert not exactly_zero(cancelling)


def test_an_interval_of_one_replication_is_unbounded():
    assert interval(paired_difference("x", [1.0], [2.0]), "min") == "unbounded"


def test_a_share_too_small_to_write_out_is_not_written_as_zero():
    assert percent(paired_difference("x", [1e6 - 1.0, 1e6], [1e6, 1e6])) == "< 0.001 %"
    assert percent(paired_difference("x", [1e5 - 1.0, 1e5 - 1.0], [1e5, 1e5])) == "−0.001 %"


def test_a_share_of_next_to_nothing_is_only_called_large():
    assert percent(paired_difference("x", [2.5, 2.5], [0.0004, 0.0004])) == "> 10,000 %"
    assert percent(paired_difference("x", [-2.5, -2.5], [0.0004, 0.0004])) == "< −10,000 %"


def test_nothing_is_a_percentage_of_zero():
    found = paired_difference("x", [1.0, 2.0], [0.0, 0.0])
    assert percent(found) == "—"
    assert all(math.isnan(value) for value in relative(found))
