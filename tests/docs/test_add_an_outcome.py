"""docs/add-an-outcome.md tells the truth: what it declares is an outcome that can be measured."""

import re

import pytest

from experiments.running.assembling import model
from sim.outcomes import catalogue
from sim.outcomes.outcome import FAMILIES


@pytest.fixture
def text(pages):
    return next(page for page in pages if page.stem == "add-an-outcome").read_text(encoding="utf-8")


def test_the_outcome_of_the_page_is_measured_beside_the_others(text, monkeypatch):
    said = {}
    exec(re.search(r"```python\n(.*?)```", text, re.DOTALL)[1], said)
    declared = said["URGENT_SHARE"]
    assert declared.key not in {o.key for o in catalogue.OUTCOMES}
    monkeypatch.setattr(catalogue, "OUTCOMES", (*catalogue.OUTCOMES, declared))
    town = model("world=town").run(2)
    found, districts = catalogue.measure(town), catalogue.measure_districts(town)[declared.key]
    assert 0.0 < found[declared.key] < 1.0
    assert districts.min() <= found[declared.key] <= districts.max()


def test_the_page_names_a_file_for_each_family(text):
    named = re.search(r"in `sim/outcomes` \((.*?)\)", text, re.DOTALL)[1]
    assert len(re.findall(r"`\w+\.py`", named)) == len(FAMILIES)
