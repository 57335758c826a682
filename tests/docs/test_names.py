"""What the pages name is there: files and folders, keys of the configuration, rows of evidence, links."""

import fnmatch
import importlib.util
import re
from pathlib import Path

import pytest

from experiments.inputs.evidence import read_evidence
from experiments.inputs.materiality import read_margins
from experiments.running.configuration import composed
from experiments.running.origins import CHOSEN, keys_of
from sim.governance.dual import Dual
from sim.governance.unitary import Unitary

ROOT = Path(__file__).parents[2]
INLINE = re.compile(r"(?<!`)`([^`]+)`(?!`)")
LINK = re.compile(r"\]\(([^)\s]+)\)")
ROOMS = ("sim", "configs", "experiments", "tests", "docs", "benchmarks")
PATH = re.compile(rf"^(?:{'|'.join(ROOMS)})/[\w./*-]*$")
KEY = re.compile(r"^\+?([a-z_][a-z0-9_?*]*(?:\.[a-z0-9_?*]+)*)(=\S*)?$")
FILES = (".md", ".py", ".csv", ".yaml", ".html", ".parquet", ".json", ".png", ".graphml", ".lock", ".toml", ".log")

KEYS = set(keys_of(composed(()).values)) | set(CHOSEN)
VERBS_OWN = {"policy", "file", "language"}
"""Words before `=` that a verb reads itself."""

EVIDENCE = read_evidence().keys()
MARGINS = {f"margins.{outcome}" for outcome in read_margins()}
ORGANISATIONS = {node.name for node in Dual().reform(Unitary().institution()).organisations}

ELSEWHERE = {
    "administration.aware": "CHANGELOG: the name that a key had before",
    "administration.posts_moved": "CHANGELOG: the name that a key had before",
    "strategy.citizen_voice.fidelity": "CHANGELOG: the name that a key had before",
    "strategy.letters": "add-a-strategy: the strategy that the page adds",
    "town.agents": "README: the town of the example",
}
"""Names that nothing in the tree has, each with the reason why a page says it."""


def quoted(page):
    """What stands in backquotes outside blocks, on one line."""
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return [" ".join(found.split()) for found in INLINE.findall(text)]


def paths(page):
    text = page.read_text(encoding="utf-8")
    linked = [link for link in LINK.findall(text) if "://" not in link and not link.startswith("#")]
    return {word for word in quoted(page) if PATH.match(word)}, linked


def dotted(page):
    """Dotted names and keys with a value."""
    found = set()
    for word in quoted(page):
        match = KEY.match(word)
        if match and ("." in match[1] or match[2]) and not word.endswith(FILES):
            found.add(match[1])
    return found


def known(name):
    """Whether a dotted name is a key, the end of one, a pattern of keys, or anything else that the project names."""
    first, _, last = name.rpartition(".")
    if name in VERBS_OWN or name in EVIDENCE or name in ORGANISATIONS or name in MARGINS:
        return True
    if fnmatch.filter(KEYS, name) or fnmatch.filter(KEYS, f"*.{name}"):
        return True
    return bool(first) and (is_there(name) or has(first, last))


def is_there(name):
    """Whether a module of the house has this dotted name."""
    return name.partition(".")[0] in ROOMS and any(
        (ROOT / name.replace(".", "/")).with_suffix(ending).exists() for ending in ("", ".py")
    )


def has(module, name):
    """Whether a module of the house, or one that it uses, has this attribute."""
    try:
        return hasattr(importlib.import_module(module), name)
    except ImportError:
        return False


def anchors(page):
    """The anchors of a page's headings, as GitHub makes them."""
    heads = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def test_files_and_folders_that_a_page_names_exist(page):
    named, _ = paths(page)
    assert [name for name in sorted(named) if not any(ROOT.glob(name.rstrip("/")))] == []


def test_modules_that_a_page_runs_exist(page):
    """`python -m MODULE WORD ...`; the words of `benchmarks` are files of that folder."""
    for module, words in re.findall(r"python -m ([\w.]+)((?: [a-z_]+)*)", page.read_text(encoding="utf-8")):
        assert importlib.util.find_spec(module), module
        if module == "benchmarks":
            assert [word for word in words.split() if not (ROOT / module / f"{word}.py").exists()] == []


def test_links_of_a_page_resolve(page):
    for link in paths(page)[1]:
        target, _, anchor = link.partition("#")
        assert (page.parent / target).exists(), link
        assert not anchor or anchor in anchors(page.parent / target), link


def test_keys_that_a_page_names_exist(page):
    missing = {name for name in dotted(page) if not known(name)}
    assert sorted(missing - ELSEWHERE.keys()) == []


def test_no_exception_is_stale(pages):
    said = {name for page in pages for name in dotted(page)}
    assert {name for name in ELSEWHERE if name in said and not known(name)} == ELSEWHERE.keys()


@pytest.mark.parametrize(
    "name", ["response.hold_p4_min", "strategy.nobody", "sim.nowhere", "holt_p3_min=1", "trust.stp"]
)
def test_a_name_that_is_not_there_is_noticed(name):
    assert not known(KEY.match(name)[1])


@pytest.mark.parametrize(
    "name", ["response.hold_p?_min", "trust.step", "deterrence.eps_violent", "local.patrol", "days"]
)
def test_a_name_that_is_there_is_known(name):
    assert known(name)
