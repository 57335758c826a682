"""From two commands to the pages: what was put into made-up values comes out again, and nothing is left out."""

import re
import shutil

import pytest

from experiments.bad_input import BadInput
from experiments.command_line import main
from experiments.evaluation import alone, failing, kept, lines, together, writing
from experiments.evaluation.bundles_part import cheapest
from experiments.inputs.failing import read_failing
from experiments.running.configuration import options

STRATEGIES = options("strategy")


def row(docs, table, **wanted):
    found = lines.read(docs / "data" / f"{table}.csv", table.partition("_")[0])
    (one,) = (r for r in found if all(r.cells[key] == value for key, value in wanted.items()))
    return one


def test_every_combination_of_the_registered_strategies_is_a_point(factorial):
    done = together.read(factorial)
    assert done.strategies == STRATEGIES
    assert len(done.kept.points) == 2 ** len(STRATEGIES)
    assert done.kept.cases == ("unitary", "dual")
    assert done.bundle(0) == ()
    assert done.bundle(2 ** len(STRATEGIES) - 1) == STRATEGIES


def test_effects_are_those_that_were_put_in(docs):
    def effect(what, names):
        return float(
            row(docs, "effects", governance="unitary", what=what, strategies=names, outcome="response").cells["mean"]
        )

    pair = "auxiliary_police+municipal_cooperation"
    assert effect("alone", "auxiliary_police") == pytest.approx(-0.5, abs=0.01)
    assert effect("main", "auxiliary_police") == pytest.approx(-0.6, abs=0.01)
    assert effect("shapley", "municipal_cooperation") == pytest.approx(-0.8, abs=0.01)
    assert effect("pair", pair) == pytest.approx(-0.2, abs=0.01)
    assert effect("whole", "all") == pytest.approx(-1.4, abs=0.01)
    assert effect("not_additive", "all") == pytest.approx(-0.2, abs=0.01)


def test_what_changes_nothing_has_no_row(docs):
    found = lines.read(docs / "data" / "effects.csv", "effects")
    assert {r.cells["outcome"] for r in found} == {"response", "harm", "cost"}
    assert not [r for r in found if "police_foundation" in r.cells["strategies"]]


def test_bundles_are_held_against_dual_where_it_is_better(docs):
    """Only response is: auxiliaries fall short of it by twice the margin, cooperation by 0.3, both go beyond."""
    both = row(docs, "bundles", strategies="auxiliary_police+municipal_cooperation")
    short = row(docs, "bundles", strategies="auxiliary_police")
    assert (both.cells["gaps"], both.cells["reached"], short.cells["reached"]) == ("1", "1", "0")
    assert (both.cells["legal_basis"], both.cells["cost"], both.cells["better"]) == ("ordinance", "1.5", "1")
    harmed = row(docs, "bundles", strategies="citizen_voice")
    assert (harmed.cells["better"], harmed.cells["worse"]) == ("0", "1")
    closed = row(docs, "closures", strategies="municipal_cooperation", outcome="response")
    assert float(closed.cells["share"]) == pytest.approx(0.7, abs=0.02)
    best = cheapest(lines.read(docs / "data" / "bundles.csv", "bundles"))
    assert [r.cells["strategies"] for r in best] == ["none", "auxiliary_police+municipal_cooperation"]


def test_a_strategy_alone_works_through_what_is_gone_without(docs):
    cooperation = row(docs, "alone_town", governance="dual", strategy="municipal_cooperation", outcome="response")
    assert (cooperation.cells["through"], cooperation.cells["lowest_rung"]) == ("Refers", "r0")
    assert cooperation.cells["verdict"] == "better"
    assert float(cooperation.cells["half"]) == pytest.approx(-0.35, abs=0.01)
    voice = row(docs, "alone_town", governance="unitary", strategy="citizen_voice", outcome="harm")
    assert (voice.cells["verdict"], voice.cells["lowest_rung"]) == ("worse", "r2")
    spent = row(docs, "alone_town", governance="unitary", strategy="auxiliary_police", outcome="cost")
    assert spent.cells["through"] == "programme"


def test_a_model_works_through_the_steps_of_its_reform(docs, table):
    last = row(docs, "alone_town", governance="dual", strategy="", outcome="response")
    steps = alone.read(table).steps["dual"]
    assert last.cells["verdict"] == "better"
    assert last.cells["through"]
    assert steps.cases[0] == "unitary"


def test_pages_are_the_same_when_they_are_written_again(docs):
    again = writing.pages(docs / "data")
    assert {name: (docs / name).read_text(encoding="utf-8") for name in again} == again
    assert "A small run: 2 replications of 2 days" in again["findings.md"]
    assert "Auxiliary police" in again["strategies.md"]
    assert again["findings.md"].count("| Response time | min | −1.4") == 2, "under both models"
    assert "| Response time | min | −0.600" in again["findings.md"], "shares of the whole"


def test_a_strategy_that_fails_nowhere_is_called_a_fault_of_the_model():
    found = tuple(one for one in read_failing() if one.outcome == "cost")
    policies = (failing.of_strategy("auxiliary_police"), "dual")
    said = failing.section(found, policies)
    assert said.count("FAULT OF THE MODEL") == 2
    assert tuple(failing.never(read_failing(), policies)) == ()


@pytest.mark.parametrize("words", [["factorial"], ["table"]])
def test_policies_are_bare_models(words, capsys):
    assert main([*words, "policies=[unitary_all]", "world=town"]) == 2
    said = capsys.readouterr().err
    assert "policies: 'unitary_all' is not allowed; allowed: governance models, and named policies that have no" in said
    assert said.count("\n") == 1


def test_a_bad_folder_leaves_what_is_kept_as_it_was(table, tmp_path):
    with pytest.raises(BadInput, match="neither a factorial nor a table"):
        writing.write([table, tmp_path], tmp_path / "docs")
    assert not (tmp_path / "docs").exists()


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["table", "policies=[unitary]"], "policies: .*at least 2 models"),
        (["factorial", "policies=[dual]"], "policies: .*at least 2 models"),
        (
            ["table", "policies=[dual,unitary]"],
            "evaluation.apart: .*governance models, dual .of policies. first",
        ),
        (["table", "evaluation.apart=[nonsense]"], "evaluation.apart: no model 'nonsense'"),
        (["table", "evaluation.apart=[]"], "evaluation.apart: .*at least 1 model"),
    ],
)
def test_models_that_nothing_could_be_held_against_are_refused(words, complaint, capsys):
    assert main([*words, "world=town"]) == 2
    assert re.search(complaint, capsys.readouterr().err)


def test_intensities_rise_to_the_whole(capsys):
    assert main(["table", "world=town", "evaluation.intensities=[0.5]"]) == 2
    assert "evaluation.intensities" in capsys.readouterr().err


def test_a_folder_that_is_no_evaluation_is_refused_in_one_line(tmp_path, capsys):
    assert main(["findings", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert "neither a factorial nor a table" in said
    assert said.count("\n") == 1
    assert main(["findings", "days=3"]) == 2


def test_missing_runs_are_refused_in_one_line(factorial, tmp_path):
    folder = shutil.copytree(factorial, tmp_path / "out")
    shutil.rmtree(folder / "factorial" / "batches" / "00007")
    with pytest.raises(BadInput, match="runs are missing, refused or failed") as complaint:
        together.read(folder)
    assert "\n" not in str(complaint.value)


def test_pages_need_both_evaluations(table, tmp_path):
    with pytest.raises(BadInput, match="no sources"):
        writing.pages(tmp_path)
    writing.keep(writing.read(table), tmp_path)
    with pytest.raises(BadInput, match="no factorial"):
        writing.pages(tmp_path)


def test_a_sweep_of_another_kind_is_no_evaluation(table):
    assert kept.parts(table) == ("apart", "doses", "rung-r0", "steps-dual")
    with pytest.raises(BadInput, match="no factorial"):
        together.read(table)
