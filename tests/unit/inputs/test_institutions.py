"""Written institutions: the file is the reform, and every mistake in it is told in one line."""

import re
from pathlib import Path

import pytest
import yaml

from experiments.bad_input import BadInput
from experiments.inputs.institutions import written
from sim.governance.dual import Dual
from sim.institution.clauses import Commands
from sim.institution.institution import Institution
from sim.institution.names import COMMISSION, NPA
from sim.vocabulary import LOCAL

PAGE = Path(__file__).parents[3] / "docs" / "write-an-institution.md"
FILE = "governance/mine.yaml"

LIKE_DUAL = """
title: The first steps of the plan of 2018
reform:
  - name: split
    sentence: A local force takes its share of crews; every rule stays.
    split:
      - {force: national.patrol, to: local.patrol, share: 0.36, basis: government plan of 13 November 2018}
    rename:
      - {force: national.women_youth, to: local.women_youth, basis: government plan of 13 November 2018}
      - {force: national.traffic, to: local.traffic, basis: government plan of 13 November 2018}
"""

ALONE = """
title: One city police
from: nothing
organisations:
  - {name: city, kind: headquarters, title: City police office}
  - {name: city.patrol, kind: force, branch: patrol}
  - {name: purse, kind: treasury}
reform:
  - name: founding
    sentence: A city has a police of its own.
    enact:
      - {kind: Commands, source: city, target: city.patrol, weight: 1, statement: the office directs, basis: charter}
      - {kind: Appoints, source: city, target: city.patrol, stake: 1, statement: the office appoints, basis: charter}
      - {kind: Funds, source: purse, target: city, rule: posts, cost_share: 1, statement: the city pays, basis: charter}
      - {kind: Answers, source: city.patrol, share: 1, statement: crews answer every call, basis: charter}
"""

PLAIN = {
    "kind": "Hears", "source": "residents", "target": "npa", "coverage": 0.1,
    "statement": "headquarters hears residents", "basis": "a test",
}  # fmt: skip


def read(text: str, unitary: Institution):
    return written("mine", yaml.safe_load(text), FILE, unitary)


def enacting(unitary: Institution, **clause):
    """A reform of one clause: `PLAIN` with other values; None takes a key away."""
    said = {key: value for key, value in {**PLAIN, **clause}.items() if value is not None}
    step = {"name": "one", "sentence": "One clause.", "enact": [said]}
    return written("mine", {"title": "Mine", "reform": [step]}, FILE, unitary)


def changing(unitary: Institution, **verbs):
    step = {"name": "one", "sentence": "One change.", **verbs}
    return written("mine", {"title": "Mine", "reform": [step]}, FILE, unitary)


def test_the_first_step_of_the_dual_model_can_be_written(unitary: Institution) -> None:
    (step,) = read(LIKE_DUAL, unitary).steps(unitary)
    assert step.institution == Dual().steps(unitary)[0].institution


def test_the_command_of_the_dual_model_can_be_written(unitary: Institution) -> None:
    split, commanded = Dual().steps(unitary)[:2]
    before, after = set(split.institution.clauses), set(commanded.institution.clauses)
    said = yaml.safe_load(LIKE_DUAL)
    gone = [{"kind": c.kind, "source": c.source, "target": c.target, **scope(c)} for c in before - after]
    new = [
        {"kind": c.kind, "source": c.source, "target": c.target, **scope(c), "statement": c.statement, "basis": c.basis}
        | {name: getattr(c, name) for name in c.terms()}
        | dict(c.conditions)
        for c in after - before
    ]
    repealed = {str(sorted(clause.items())): clause for clause in gone}
    said["reform"].append(
        {"name": "command", "sentence": "As in the plan.", "repeal": list(repealed.values()), "enact": new}
    )
    model = written("mine", said, FILE, unitary)
    assert set(model.steps(unitary)[1].institution.clauses) == after
    assert model.reform(unitary).origin == commanded.institution.origin


def scope(clause) -> dict[str, str]:
    """Affairs and phases as words of a file: what a list cannot say twice in a set."""
    said = {"affairs": "autonomous" if clause.scope.affairs == LOCAL else "national"} if clause.scope.affairs else {}
    return said | ({"phases": list(clause.scope.phases)} if clause.scope.phases else {})


def test_it_is_a_governance_model_under_its_name(unitary: Institution) -> None:
    model = read(LIKE_DUAL, unitary)
    assert (model.key, model.title) == ("mine", "The first steps of the plan of 2018")
    assert model.reform(unitary).forces == Dual().steps(unitary)[0].institution.forces


def test_an_institution_can_be_founded_on_nothing(unitary: Institution) -> None:
    founded = read(ALONE, unitary).reform(unitary)
    assert founded.names == ("city", "city.patrol", "purse")
    terms = founded.provisions().at({})
    assert terms.forces == ("city.patrol",)
    assert (terms.response.rank == 0).all()
    assert terms.funding.posts.tolist() == [[1.0]]


def test_verbs_come_in_their_order_and_not_in_that_of_the_file(unitary: Institution) -> None:
    clause = {**PLAIN, "source": "council", "target": "npa", "kind": "Evaluates", "coverage": None}
    step = {
        "name": "one", "sentence": "A council judges.",
        "enact": [{k: v for k, v in clause.items() if v is not None} | {"prevention": 0.5, "every_days": 730}],
        "establish": [{"name": "council", "kind": "institute"}],
    }  # fmt: skip
    model = written("mine", {"title": "Mine", "reform": [step]}, FILE, unitary)
    (judge,) = (c for c in model.reform(unitary).clauses if c.source == "council")
    assert (judge.prevention, judge.every_days) == (0.5, 730)


def test_affairs_can_be_one_word_or_a_list_in_any_order(unitary: Institution) -> None:
    def scope_of(**said):
        reform = enacting(unitary, source=NPA, target=COMMISSION, kind="Informs", coverage=None, quality=0.5, **said)
        return next(c for c in reform.reform(unitary).clauses if c.source == NPA and c.target == COMMISSION).scope

    assert scope_of(affairs="autonomous").affairs == LOCAL
    assert scope_of(affairs=["traffic", "women_youth"], phases="follow_up").affairs == ("women_youth", "traffic")
    assert scope_of(affairs="all", phases="all") == scope_of()


def test_the_example_of_the_page_is_an_institution(unitary: Institution) -> None:
    text = re.search(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S).group(1)
    model = read(text, unitary)
    *_, last = model.steps(unitary)
    assert [step.name for step in model.written] == ["split", "command", "calls"]
    terms = last.institution.provisions().at({})
    assert terms.forces == ("national.patrol", "local.patrol")
    assert (terms.response.rank[:, :, 0] == 0).sum(axis=0).tolist() == [1] * 8
    assert (terms.response.rank[:, :, 1] >= 0).all()


CLAUSES = [
    ({"kind": "Command"}, "enact 1, kind: no kind of clause 'Command'; did you mean 'Commands'? Allowed: Answers, App"),
    ({"kind": None}, "enact 1, kind: nothing is not allowed; allowed: any text but none"),
    ({"target": "comission"}, "enact 1, Hears residents -> comission: no organisation 'comission'; did you mean 'comm"),
    ({"target": None}, "enact 1, target: nothing is not allowed"),
    ({"coverge": 0.1}, "enact 1: no key 'coverge'; did you mean 'coverage'? Allowed: affairs, basis, coverage, kind, "),
    (
        {"coverage": 1.5},
        "enact 1, Hears residents -> npa, coverage: 1.5 is not allowed; allowed: 0 to 1 (share of resi",
    ),
    ({"coverage": "much"}, "Hears residents -> npa, coverage: 'much' is not allowed; allowed: 0 to 1 (share of reside"),
    ({"coverage": True}, "coverage: True is not allowed"),
    ({"weight": float("nan")}, "weight: nan is not allowed; allowed: 0 to 1 (share of priorities)"),
    ({"affairs": ["trafic"]}, "Hears residents -> npa, affairs: no affair 'trafic'; did you mean 'traffic'? Allowed: "),
    ({"affairs": ["autonomous", "violent"]}, "affairs: no affair 'autonomous'"),
    ({"affairs": 3}, "affairs: 3 is not allowed; allowed: a name, or a list of names"),
    ({"phases": "response"}, "phases: no phase 'response'; did you mean 'first_response'"),
    ({"statement": " "}, "Hears residents -> npa, statement: ' ' is not allowed; allowed: any text but none"),
    ({"basis": None}, "Hears residents -> npa, basis: nothing is not allowed"),
]


@pytest.mark.parametrize(("clause", "message"), CLAUSES)
def test_a_clause_with_a_mistake_is_named(unitary: Institution, clause, message) -> None:
    with pytest.raises(BadInput) as complaint:
        enacting(unitary, **clause)
    said = str(complaint.value)
    assert said.startswith(f"{FILE}, step 'one', enact 1")
    assert message in said
    assert "\n" not in said


ANSWERS = {"kind": "Answers", "source": "npa", "target": None, "coverage": None, "share": 0.5}
CONDITIONS = [
    (ANSWERS | {"duty": "no way"}, "duty: 'no way' is not allowed; allowed: true or false"),
    (ANSWERS | {"target": "npa"}, "enact 1, target: no target 'npa'; allowed: affairs"),
    (ANSWERS | {"joint": True}, "Answers npa -> affairs: Answers npa -> affairs: joint attendance adds to a duty"),
    ({"kind": "Evaluates", "coverage": None, "every_days": 0.5}, "every_days: 0.5 is not allowed; allowed: a whole nu"),
    (
        {"kind": "Funds", "coverage": None, "amount": -1},
        "amount: -1 is not allowed; allowed: a number, at least 0 (",
    ),
    ({"kind": "Funds", "coverage": None, "rule": 3}, "rule: 3 is not allowed; allowed: any text but none"),
]


@pytest.mark.parametrize(("clause", "message"), CONDITIONS)
def test_a_condition_with_a_mistake_is_named(unitary: Institution, clause, message) -> None:
    with pytest.raises(BadInput, match=re.escape(message)):
        enacting(unitary, **clause)


OVER = {
    "kind": "Commands", "source": "npa", "target": "national.patrol", "weight": 1.0, "affairs": ["violent"],
    "statement": "headquarters directs", "basis": "a test",
}  # fmt: skip
SPLIT = {"force": "national.patrol", "to": "local.patrol", "share": 0.3, "basis": "a test"}
CHANGES = [
    ({"enact": [OVER]}, "enact 1: two clauses Commands npa -> national.patrol cover violent in "),
    ({"split": [SPLIT | {"force": "national.patrl"}]}, "split 1: no force 'national.patrl'; allowed: national.patrol"),
    ({"split": [SPLIT | {"share": 2}]}, "split 1, share: 2 is not allowed; allowed: 0 to 1"),
    ({"split": [SPLIT | {"boxes": "both"}]}, "split 1, boxes: no use of boxes 'both'; allowed: divided, shared"),
    ({"split": [SPLIT | {"to": "npa"}]}, "split 1: national.patrol cannot become 'npa': the name is taken"),
    ({"split": [SPLIT, SPLIT]}, "split 2: national.patrol cannot become 'local.patrol': the name is taken"),
    ({"split": SPLIT}, "split: {'force': 'national.patrol'"),
    ({"split": ["local.patrol"]}, "split 1: 'local.patrol' is not allowed; allowed: keys with values"),
    ({"rename": [{"force": "national.traffic", "basis": "a test"}]}, "rename 1, to: nothing is not allowed"),
    ({"repeal": [{"kind": "Hears", "source": "npa"}]}, "repeal 1: no Hears clause npa -> any; there are: residents ->"),
    ({"repeal": [{"kind": "Hears", "sauce": "npa"}]}, "repeal 1: no key 'sauce'; did you mean 'source'"),
    ({"narrow": [{"kind": "Hears", "force": "npa", "basis": "a"}]}, "narrow 1: no Hears clause of npa; there are: "),
    ({"establish": [{"name": "x", "kind": "bank"}]}, "establish 1, kind: no kind of organisation 'bank'"),
    ({"establish": [{"name": "x.y", "kind": "force"}]}, "establish 1, branch: nothing is not allowed; allowed: a bran"),
    ({"establish": [{"name": "npa", "kind": "institute"}]}, "establish 1: organisation 'npa' is there 2 times"),
    ({"establish": [{"name": "x", "kind": "corps", "people": -1}]}, "people: -1 is not allowed; allowed: 0 to 10"),
    ({"establsh": []}, "no key 'establsh'; did you mean 'establish'"),
    ({}, "step 'one': nothing changes; allowed: establish, split, rename, repeal, narrow, enact"),
]


@pytest.mark.parametrize(("verbs", "message"), CHANGES)
def test_a_change_with_a_mistake_is_named(unitary: Institution, verbs, message) -> None:
    with pytest.raises(BadInput) as complaint:
        changing(unitary, **verbs)
    said = str(complaint.value)
    assert said.startswith(f"{FILE}, ")
    assert message in said
    assert "\n" not in said


TRAFFIC = "national.traffic"
GAPS = [
    ({"repeal": [{"kind": "Commands", "target": TRAFFIC}]}, "step 'one': nobody commands national.traffic; enact Comm"),
    ({"repeal": [{"kind": "Appoints", "target": TRAFFIC}]}, "nobody appoints the officers of national.traffic; enact"),
    ({"repeal": [{"kind": "Answers", "source": TRAFFIC}]}, "national.traffic has no duty and helps with none; enact A"),
    ({"repeal": [{"kind": "Funds", "target": "npa"}]}, "nobody pays national.patrol; enact Funds with a cost_share ab"),
    (
        {"establish": [{"name": "x.patrol", "kind": "force", "branch": "patrol"}]},
        "nobody commands x.patrol; enact Comm",
    ),
    (
        {"narrow": [{"kind": "Answers", "force": "national.patrol", "affairs": "autonomous", "basis": "a test"}]},
        "no patrol force has the duty of first response for violent; enact Answers with duty; every step must stand",
    ),
]


@pytest.mark.parametrize(("verbs", "message"), GAPS)
def test_a_step_that_leaves_a_gap_is_refused(unitary: Institution, verbs, message) -> None:
    with pytest.raises(BadInput, match=re.escape(message)):
        changing(unitary, **verbs)


def test_a_gap_that_is_closed_in_the_same_step_is_none(unitary: Institution) -> None:
    own = {"kind": "Commands", "source": "npa", "target": TRAFFIC, "weight": 1.0, "statement": "all", "basis": "a"}
    model = changing(unitary, repeal=[{"kind": "Commands", "target": TRAFFIC}], enact=[own])
    (command,) = model.reform(unitary).find(Commands, target=TRAFFIC)
    assert (command.source, command.weight) == ("npa", 1.0)


FILES = [
    ("reform: []", "reform: [] is not allowed; allowed: a list of steps"),
    ("title: x\nreform: go", "reform: 'go' is not allowed; allowed: a list"),
    ("title: x\nreform: [{name: one}]", "step 'one', sentence: nothing is not allowed; allowed: what the step says"),
    ("title: x\nreform: [{sentence: One.}]", "reform 1, name: nothing is not allowed"),
    (f"reform: {LIKE_DUAL.partition('reform:')[2]}", "title: nothing is not allowed"),
    (LIKE_DUAL.replace("title", "tilte"), "no key 'tilte'; did you mean 'title'? Allowed: from, organisations, reform"),
    (f"{LIKE_DUAL}\nfrom: dual", "from: no start 'dual'; allowed: nothing, unitary"),
    (f"{LIKE_DUAL}\norganisations: []", "organisations are for `from: nothing`; allowed: establish, in a step of"),
    (ALONE.partition("reform:")[0], "reform: nothing is not allowed; allowed: a list of steps"),
    (ALONE.replace("kind: treasury", "kind: tresury"), "organisations 3, kind: no kind of organisation 'tresury'; did"),
    (LIKE_DUAL + LIKE_DUAL.partition("reform:")[2], "reform: two steps have one name; allowed: names that differ"),
]


@pytest.mark.parametrize(("text", "message"), FILES)
def test_a_file_with_a_mistake_is_named(unitary: Institution, text, message) -> None:
    with pytest.raises(BadInput) as complaint:
        read(text, unitary)
    said = str(complaint.value)
    assert said.startswith(FILE)
    assert message in said
    assert "\n" not in said
