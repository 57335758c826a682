"""One catalogue: every string the report uses is in it, every one in it is used, and another language can be spoken."""

import re
from pathlib import Path

import pytest
import yaml

from experiments import report
from experiments.bad_input import BadInput
from experiments.reporting import answer, purpose, strings
from experiments.reporting import report as page_of

REPORTING = Path(strings.__file__).parent
USE = re.compile(r"\bstrings\.([A-Z][A-Z_0-9]+)|\"(ANSWER_[A-Z]+)\"")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of languages of our own, with English in it."""
    (tmp_path / "en.yaml").write_text((strings.FOLDER / "en.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(strings, "_spoken", "en")
    return tmp_path


def used():
    texts = (file.read_text(encoding="utf-8") for file in REPORTING.glob("*.py") if file.name != "strings.py")
    return {one or other for text in texts for one, other in USE.findall(text)}


def test_the_catalogue_has_what_is_used_and_nothing_else():
    assert used() == set(strings.catalogue())
    assert len(used()) > 300


def test_sections_hold_no_prose_of_their_own():
    """Five words in a row, not in a docstring, a comment or an error for programmers, belong into the catalogue."""
    prose = re.compile(r"(?<!\")\"(?!\"\")[A-Z][a-z]+(?: [a-z]+){4,}")
    for file in REPORTING.glob("*.py"):
        code = re.sub(r'"""[\s\S]*?"""', "", file.read_text(encoding="utf-8"))
        lines = [line for line in code.splitlines() if "raise " not in line and not line.strip().startswith("#")]
        assert not [line for line in lines if prose.search(line)], file.name


def test_another_language_says_what_it_has_and_leaves_the_rest_english(folder):
    (folder / "ko.yaml").write_text("ANSWER_TITLE: 답\nLANGUAGE: ko\n", encoding="utf-8")
    spoken = strings.catalogue("ko", folder)
    assert (spoken["ANSWER_TITLE"], spoken["LANGUAGE"]) == ("답", "ko")
    assert spoken["PURPOSE"] == strings.catalogue()["PURPOSE"]
    assert strings.languages(folder) == ("en", "ko")


def test_the_report_is_written_in_the_language_asked_for(folder, town, monkeypatch, capsys):
    english = strings.catalogue()
    said = {"LANGUAGE": "ko", "ANSWER_TITLE": "답", "PURPOSE_TITLE": "목적과 한계"}
    monkeypatch.setattr(page_of, "SECTIONS", (answer.section, purpose.section))
    monkeypatch.setattr(
        strings, "catalogue", lambda language="en": {**english, **said} if language == "ko" else english
    )
    assert report.main([str(town), "language=ko"]) == 0
    page = (town / "report.html").read_text(encoding="utf-8")
    assert '<html lang="ko">' in page
    assert "<h2>1. 답</h2>" in page
    assert report.main([str(town)]) == 0
    assert '<html lang="en">' in (town / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("NOTHING: 무\n", "NOTHING: no such string"),
        ("TITLE: 비교\n", r"TITLE: '비교' is not allowed.*\{policies\}, \{region\}"),
        ("TITLE: '{policies} {region} {more}'\n", "TITLE: .*is not allowed"),
        ("PARTS_HEAD: 표\n", "PARTS_HEAD: '표' is not allowed"),
        ("TITLE: [a\n", "ko.yaml, line"),
    ],
)
def test_a_translation_that_cannot_be_used_is_refused_in_one_line(folder, text, why):
    (folder / "ko.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=why) as refused:
        strings.catalogue("ko", folder)
    assert "\n" not in str(refused.value)


def test_an_unknown_language_is_refused():
    with pytest.raises(BadInput, match=r"no language 'xx'.*allowed: en"):
        strings.speak("xx")


def test_no_string_is_empty():
    said = yaml.safe_load((strings.FOLDER / "en.yaml").read_text(encoding="utf-8"))
    assert not [key for key, value in said.items() if value is None]
