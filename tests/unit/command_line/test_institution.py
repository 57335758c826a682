"""`chian institution`: what it prints and draws, and how it complains."""

import re
from pathlib import Path

import pytest

from experiments.command_line import main
from sim.governance.unitary import Unitary
from sim.institution.clauses import KINDS

PAGE = Path(__file__).parents[3] / "docs" / "write-an-institution.md"


@pytest.fixture
def folder(tmp_path):
    """A folder of configs with the example of the page."""
    (tmp_path / "configs" / "governance").mkdir(parents=True)
    text = re.search(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S).group(1)
    (tmp_path / "configs" / "governance" / "life_safety_force.yaml").write_text(text)
    return tmp_path / "configs"


def asked(*words, capsys):
    assert main(["institution", *words]) == 0
    return capsys.readouterr().out


def test_show_says_every_clause_with_its_basis(capsys):
    said = " ".join(asked("show", "unitary", capsys=capsys).split())
    for clause in Unitary().institution().clauses:
        assert " ".join(f"{clause.statement} ({clause.basis})".split()) in said
    assert all(f"{kind.__name__}: " in said for kind in KINDS)


def test_show_says_who_answers(capsys):
    said = asked("show", "dual", capsys=capsys)
    (row,) = (line for line in said.splitlines() if line.startswith("  women and youth *"))
    assert re.split(r"\s{2,}", row.strip()) == [
        "women and youth *",
        "local.patrol",
        "local.patrol + national.patrol (urgent, in addition)",
        "local.women_youth",
        "local.women_youth",
    ]
    assert "36 % of the crews; government plan" in said


def test_show_takes_parameters(capsys):
    before, after = (asked("show", "boxes_returned", *more, capsys=capsys) for more in ((), (WEIGHT,)))
    assert "relative weight 0.3" in after
    assert "relative weight 0.3" not in before


WEIGHT = "governance.boxes_returned.commission_weight=0.3"


def test_show_tells_where_amended_numbers_stand(capsys):
    said = " ".join(asked("show", "unitary+citizen_voice:0.5", capsys=capsys).split())
    line = re.search(r"weight of residents are heard by commission over autonomous affairs (\S+) without", said)
    assert line.group(1) == "0.1"
    middle = re.search(r"0.1 without strategies, (\S+) under this policy, (\S+) if citizen_voice alone", said)
    assert 0.1 < float(middle.group(1)) < float(middle.group(2))


def test_diff_is_the_reform_in_sentences(capsys):
    said = asked("diff", "unitary", "boxes_returned", capsys=capsys).splitlines()
    assert said[0] == "From unitary to boxes_returned:"
    assert any(line.startswith("  Adds: commission appoints national.patrol") for line in said)
    back = asked("diff", "boxes_returned", "unitary", capsys=capsys).splitlines()
    assert any(line.startswith("  Removes: commission appoints national.patrol") for line in back)


def test_diff_of_equal_institutions_says_so(capsys):
    said = asked("diff", "unitary", "unitary+citizen_voice:0", capsys=capsys)
    assert "Amends: citizen_voice" in said
    same = "governance.boxes_returned.chain_weight=1 governance.boxes_returned.commission_weight=0.15"
    assert "Adds: commission appoints" in asked("diff", "unitary", "boxes_returned", *same.split(), capsys=capsys)


def test_draw_writes_a_picture_in_two_formats(tmp_path, capsys):
    said = asked("draw", "unitary", "dual", f"out={tmp_path / 'reform.png'}", capsys=capsys)
    assert said == f"Drawn: {tmp_path / 'reform'}.svg, {tmp_path / 'reform'}.png\n"
    assert (tmp_path / "reform.svg").read_text(encoding="utf-8").startswith("<?xml")
    assert (tmp_path / "reform.png").read_bytes().startswith(b"\x89PNG")


def test_a_written_institution_is_a_policy_like_any_other(folder, tmp_path, capsys):
    more = ("--config-dir", str(folder))
    assert "local.patrol + national.patrol (urgent)" in asked("show", "life_safety_force", *more, capsys=capsys)
    said = asked("diff", "unitary", "life_safety_force", *more, capsys=capsys)
    assert "Forces: 10 % of the crews of national.patrol become local.patrol; police boxes are shared" in said
    out = f"out={tmp_path / 'mine.svg'}"
    asked("draw", "life_safety_force", *more, out, capsys=capsys)
    assert (tmp_path / "mine.svg").is_file()


QUESTIONS = [
    ("", "nothing is asked; allowed: show POLICY, diff A B, draw A, or draw A B"),
    ("shwo unitary", "command line, institution: no question 'shwo'; did you mean 'show'? Allowed: diff, draw, show"),
    ("show", "command line, show: none is not allowed; allowed: show POLICY, diff A B"),
    ("show unitary dual", "command line, show: unitary, dual is not allowed"),
    ("diff unitary", "command line, diff: unitary is not allowed"),
    ("diff unitary unitary", "'unitary' comes twice"),
    ("draw unitary dual national", "command line, draw: unitary, dual, national is not allowed"),
    ("show duel", "no policy 'duel'; did you mean 'dual'"),
    ("show unitary wrold=town", "no key 'wrold'"),
    ("show unitary --confg job", "no option '--confg'"),
]


@pytest.mark.parametrize(("words", "message"), QUESTIONS)
def test_a_question_that_cannot_be_answered(words, message, capsys):
    assert main(["institution", *words.split()]) == 2
    said = capsys.readouterr()
    assert message in said.err
    assert said.err.count("\n") == 1
    assert said.out == ""


WRITTEN = [
    ("title: x\nreform: []\n", "governance/mine.yaml, reform: [] is not allowed; allowed: a list of steps"),
    ("reform: [\n", "governance/mine.yaml, line 2: "),
    (
        "title: x\n",
        "governance/mine.yaml, _target_: '' is not allowed; allowed: the dotted name of a dataclass that is",
    ),
]


@pytest.mark.parametrize(("content", "message"), WRITTEN)
def test_a_written_institution_with_a_mistake_is_named(content, message, tmp_path, capsys):
    (tmp_path / "governance").mkdir()
    (tmp_path / "governance" / "mine.yaml").write_text(content)
    assert main(["institution", "show", "mine", "--config-dir", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert message in said
    assert said.count("\n") == 1


def test_a_written_institution_has_no_parameters(folder, capsys):
    (folder / "policy").mkdir()
    (folder / "policy" / "other.yaml").write_text("governance: life_safety_force\nsettings: {share: 0.2}\n")
    assert main(["institution", "show", "other", "--config-dir", str(folder)]) == 2
    said = capsys.readouterr().err
    assert "policy/other.yaml, settings: 'life_safety_force' is written out and has no parameters" in said


def test_a_name_that_is_taken_is_refused(folder, capsys):
    (folder / "governance" / "dual.yaml").write_text((folder / "governance" / "life_safety_force.yaml").read_text())
    assert main(["institution", "show", "dual", "--config-dir", str(folder)]) == 2
    said = capsys.readouterr().err
    assert "governance/dual.yaml: 'dual' is the name of configs/governance/dual.yaml; allowed: another name" in said
