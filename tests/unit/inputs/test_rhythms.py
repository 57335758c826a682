"""Rhythms: mean one, true to the tables, and complete."""

import shutil

import numpy as np
import pytest

from experiments.bad_input import BadInput
from experiments.inputs.rhythms import rhythms
from experiments.inputs.tables import DATA
from sim.vocabulary import AFFAIRS

VIOLENT, PROPERTY, TRAFFIC = (AFFAIRS.index(name) for name in ("violent", "property", "traffic"))
OTHERS = [i for i in range(len(AFFAIRS)) if i not in (VIOLENT, PROPERTY, TRAFFIC)]


def test_the_mean_of_every_rhythm_is_one():
    found = rhythms()
    assert found.hour.shape == (8, 24)
    assert found.weekday.shape == (8, 7)
    assert found.hour.mean(axis=1) == pytest.approx(np.ones(8))
    assert found.weekday.mean(axis=1) == pytest.approx(np.ones(8))
    assert found.hour.min() > 0


def test_three_hour_shares_are_those_of_recorded_crime():
    bins = rhythms().hour.reshape(8, 8, 3).sum(axis=2) / 24
    assert bins[PROPERTY] * 100 == pytest.approx([7.41, 8.16, 8.06, 13.47, 16.54, 17.76, 16.35, 12.26], abs=0.01)
    assert bins[TRAFFIC] * 100 == pytest.approx([7.53, 6.91, 9.69, 11.28, 11.69, 13.95, 16.02, 22.94], abs=0.01)
    violent = np.array([84671 + 8182, 70127 + 8820]) / (708114 + 63392)
    assert bins[VIOLENT, :2] == pytest.approx(violent, abs=1e-6)


def test_the_rate_is_level_inside_a_bin_of_crime():
    hour = rhythms().hour[[VIOLENT, PROPERTY, TRAFFIC]].reshape(3, 8, 3)
    assert (hour == hour[:, :, :1]).all()


def test_all_other_affairs_follow_emergency_calls():
    found = rhythms()
    assert (found.hour[OTHERS] == found.hour[OTHERS[0]]).all()
    assert found.hour[OTHERS[0]].argmax() == 22
    assert found.hour[OTHERS[0], 22] / found.hour[OTHERS[0], 6] == pytest.approx(2.917, abs=0.005)
    assert found.weekday[OTHERS[0], 5] / found.weekday[OTHERS[0], 0] == pytest.approx(15.8 / 13.7)


def test_violence_peaks_on_saturday_and_monday_comes_first():
    weekday = rhythms().weekday
    assert weekday[VIOLENT].argmax() == 5
    assert weekday[VIOLENT].argmin() == 0


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("rhythm_calls.csv", "hour,07,", "hour,06,", "hour '07' is missing or zero"),
        ("rhythm_calls.csv", "hour,07,", "hour,7,", "column bin: '7' is not allowed"),
        ("rhythm_crime.csv", "theft,weekday,mon,75803", "theft,weekday,mon,0", "weekday 'mon' is missing or zero"),
        ("rhythm_crime.csv", "theft,weekday,mon", "theft,week,mon", "'week' is not allowed; allowed: hour, weekday"),
    ],
)
def test_an_incomplete_table_is_refused(tmp_path, file, old, new, message):
    for name in ("rhythm_calls.csv", "rhythm_crime.csv"):
        shutil.copy(DATA / name, tmp_path)
    text = (tmp_path / file).read_text()
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new, 1))
    with pytest.raises(BadInput, match=message):
        rhythms(tmp_path)
