"""Margins that a study states: checked, without an effect on its rows, kept on record where they change."""

import json

import pytest

from experiments.bad_input import BadInput
from experiments.running import storage
from experiments.running.configuration import composed
from experiments.running.provenance import fingerprint
from experiments.running.settings import settings


def asked(*overrides):
    return settings(composed(("world=town", *overrides)))


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("+margins={respons: 1}", r"^command line, margins\.respons: no outcome 'respons'; did you mean 'response'\?"),
        ("+margins.response=-1", r"margins\.response: -1 is not allowed; allowed: a number in the unit of the outcome"),
        ("+margins.response=.inf", r"margins\.response: '?\.?inf'? is not allowed"),
        ("+margins.cost=much", r"margins\.cost: 'much' is not allowed; allowed: a share of the reference, at least 0"),
        ("+margins.cost=true", r"margins\.cost: True is not allowed"),
        ("+margins.cost={a: 1}", r"margins\.cost: \{'a': 1\} is not allowed"),
        ("margins=3", r"margins: 3 is not allowed; allowed: keys with values"),
    ],
)
def test_a_wrong_margin_gets_one_line(said, line):
    with pytest.raises(BadInput, match=line) as found:
        asked(said)
    assert "\n" not in str(found.value)


def test_margins_stand_in_the_configuration_and_not_in_the_fingerprint():
    stated = asked("+margins={response: 0.5, cost: 0}")
    assert stated.resolved["margins"] == {"response": 0.5, "cost": 0}
    assert fingerprint(stated) == fingerprint(asked())


def test_margins_stated_later_hold_and_the_earlier_ones_stay_on_record(tmp_path):
    def claim(margins):
        about = {"fingerprint": "f", "replications": 2, "configuration": {"days": 3, "margins": margins}}
        storage.claim(tmp_path, about)
        return json.loads((tmp_path / storage.STUDY).read_text(encoding="utf-8"))

    assert "margins_before" not in claim({})
    assert "margins_before" not in claim({})
    changed = claim({"response": 0.5})
    assert changed["configuration"] == {"days": 3, "margins": {"response": 0.5}}
    assert changed["margins_before"] == [{}]
    assert claim({"response": 1.0})["margins_before"] == [{}, {"response": 0.5}]
