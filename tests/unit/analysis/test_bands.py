"""Series over time: what is averaged with what, and the bands."""

from datetime import datetime

import numpy as np
import pytest

from experiments.analysis.bands import averaged, band, span_of
from experiments.analysis.paired import paired_difference

START = datetime(2023, 1, 1)


def test_few_days_stay_as_they_are():
    span = span_of(5, START)
    series = np.arange(10.0).reshape(2, 5)
    assert span.kind == "day"
    assert averaged(series, span).tolist() == series.tolist()
    assert span.middle.tolist() == [0.5, 1.5, 2.5, 3.5, 4.5]


def test_weeks_move_and_stand_in_their_middle():
    span = span_of(20, START)
    days = np.random.default_rng(1).random((3, 20))
    found = averaged(days, span)
    assert span.kind == "week"
    assert found.shape == (3, 14)
    assert found[2, 5] == pytest.approx(days[2, 5:12].mean())
    assert span.middle[0] == 3.5


def test_seven_years_are_months_of_the_calendar():
    span = span_of(7 * 365, START)
    assert span.kind == "month"
    assert len(span.first) == 84
    assert (span.last - span.first)[:3].tolist() == [31, 28, 31]
    assert (span.first[14], span.last[13]) == (425, 425)  # 1 March of the second year


def test_a_piece_of_a_month_is_no_month():
    span = span_of(800, datetime(2023, 1, 25))
    assert span.first[0] == 7
    assert span.last[-1] == 797  # 1 April 2025; three days are left


def test_days_without_a_value_are_left_out():
    span = span_of(14, START)
    series = np.ones((1, 14))
    series[0, 3] = np.nan
    assert averaged(series, span).tolist() == [[1.0] * 8]
    series[0, :7] = np.nan
    assert np.isnan(averaged(series, span)[0, 0])


def test_the_band_is_the_paired_interval_at_every_point():
    values = np.random.default_rng(2).normal(size=(4, 6))
    found = band(values)
    each = [paired_difference("x", column, np.zeros(4)) for column in values.T]
    assert found.low == pytest.approx([d.low for d in each])
    assert found.high == pytest.approx([d.high for d in each])
    assert found.clear.tolist() == [d.distinguishable for d in each]


def test_one_replication_has_no_band():
    found = band(np.ones((1, 3)))
    assert found.mean.tolist() == [1.0, 1.0, 1.0]
    assert np.isnan(found.low).all()
    assert not found.clear.any()
