"""A written institution is a governance model wherever one may stand: in studies, steps, workers, results."""

import pickle
import re
from pathlib import Path

import pytest

from experiments.bad_input import BadInput
from experiments.reporting import reform
from experiments.reporting.study import read
from experiments.running import storage, study
from experiments.running.configuration import composed
from experiments.running.settings import settings

PAGE = Path(__file__).parents[3] / "docs" / "write-an-institution.md"
NAME = "life_safety_force"
ASKED = f"policies=[unitary,{NAME}]"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder of configs with the example of the page."""
    room = tmp_path_factory.mktemp("configs")
    (room / "governance").mkdir()
    text = re.search(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S).group(1)
    (room / "governance" / f"{NAME}.yaml").write_text(text)
    return room


@pytest.fixture(scope="module")
def done(folder, tmp_path_factory):
    """Results of two days in a small town, the reform also stopped after each of its steps."""
    out = tmp_path_factory.mktemp("results") / "study"
    small = ("world=town", "world.places=8", "days=2", "burn_in_days=1", "replications=1", "executor=serial")
    stepped = (f"steps_of=[{NAME}]", "extra_replications=1", f"out={out}")
    return study.run(settings(composed((ASKED, *small, *stepped), folder))).folder


def test_it_runs_and_keeps_its_books(done):
    cases = storage.read_facts(done)[0]["cases"]
    assert cases[NAME]["forces"] == ["national.patrol", "local.patrol"]
    assert all(case["conserved"] for case in cases.values())


def test_its_bare_split_changes_nothing_at_all(done):
    study = read(done)
    assert study.unequal(f"{NAME}[split]", "unitary") == {}
    assert study.values(NAME, "response") != study.values("unitary", "response")


def test_its_reform_can_be_read_from_the_results_alone(done, folder):
    found = reform.steps(read(done), NAME)
    assert [step.name for step in found] == ["split", "command", "calls"]
    asked = settings(composed((ASKED,), folder))
    assert found[-1].institution == asked.institution(asked.plan.main[1])


def test_its_title_stands_in_the_results(done):
    assert storage.read_study(done)["cases"][NAME]["title"] == "Local force for life safety"


def test_it_can_be_sent_to_a_worker(folder):
    asked = settings(composed((ASKED,), folder))
    assert pickle.loads(pickle.dumps(asked)).governance[NAME] == asked.governance[NAME]


def test_no_run_burns_in_under_it(folder):
    with pytest.raises(BadInput, match=rf"base: '{NAME}' is not allowed; allowed: unitary"):
        settings(composed((f"base={NAME}",), folder))


def test_another_base_is_what_it_changes(folder):
    asked = settings(composed((ASKED, "governance.unitary.commission_weight=0.3"), folder))
    terms = asked.institution(asked.plan.main[1]).provisions().at({})
    assert terms.response.plan_weight[0].max() == 0.7
