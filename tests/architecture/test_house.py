"""The house is as docs/architecture.md says: what stands where, and that every answer in the tree is a whole one."""

import ast
import importlib
import re
from pathlib import Path

import pytest

from experiments.running.assembling import model
from sim.compiled import reached
from sim.governance.unitary import Unitary
from sim.outcomes.catalogue import OUTCOMES

ROOT = Path(__file__).parents[2]
SOURCES = sorted(p for room in ("sim", "experiments") for p in (ROOT / room).rglob("*.py") if p.stat().st_size)
TOP = {
    ".ci", "benchmarks", "configs", "docs", "experiments", "results", "sim", "tests",
    "CHANGELOG.md", "CITATION.cff", "LICENSE", "Makefile", "README.md", "pyproject.toml", "requirements.lock",
}  # fmt: skip


def imports(path):
    """Modules of the house that a file imports."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_the_top_level_is_what_it_should_be():
    kept = {p.name for p in ROOT.iterdir() if not p.name.startswith(".") and not p.name.endswith(".egg-info")}
    assert kept == {name for name in TOP if not name.startswith(".")}
    assert (ROOT / ".ci" / "run").is_file()


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_file_says_what_it_answers_and_stays_small(path):
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), "a module starts with a sentence"
    assert text.count("\n") <= 320
    assert not re.search(r"^\s*from \.", text, re.M), "imports are absolute"
    assert path.stem not in {"utils", "helpers", "common", "manager"}


def test_the_cache_of_a_kernel_is_named_by_all_it_can_be_made_of():
    """The imports that name the cache are those that the parser sees, whatever their form."""
    sim = ROOT / "sim"
    module = {".".join(p.relative_to(ROOT).with_suffix("").parts): p for p in sim.rglob("*.py")}
    compiled = [
        p for p in module.values() if re.search(r"^@(kernel|loop|inlined)$", p.read_text(encoding="utf-8"), re.M)
    ]
    assert len(compiled) > 8
    for kernels in compiled:
        seen, waiting = set(), [kernels]
        while waiting:
            path = waiting.pop()
            if path not in seen:
                seen.add(path)
                waiting += [module[name] for name in imports(path) if name in module]
        assert seen <= reached(kernels), kernels
    dispatch = sim / "response" / "dispatch.py"
    assert sim / "response" / "duty.py" in reached(dispatch)
    assert not any(p.is_relative_to(sim / "casework") for p in reached(dispatch))


@pytest.mark.parametrize("path", sorted((ROOT / "configs" / "governance").glob("*.yaml")), ids=lambda p: p.stem)
def test_every_governance_model_is_whole(path):
    target = re.search(r"_target_:\s*(\S+)", path.read_text(encoding="utf-8")).group(1)
    room, name = target.rsplit(".", 1)
    governance = getattr(importlib.import_module(room), name)()
    assert governance.key == path.stem
    base = Unitary().institution()
    reform, steps = governance.reform(base), governance.steps(base)
    terms = reform.provisions().at({})
    assert (terms.response.rank == 0).any(axis=0).all(), "somebody has the duty for every affair"
    assert not steps or steps[-1].institution == reform
    assert all(c.statement and c.basis for c in reform.clauses)
    assert len({type(c) for c in reform.clauses}) == 8


def test_every_governance_model_runs_and_keeps_its_books():
    for path in sorted((ROOT / "configs" / "governance").glob("*.yaml")):
        run = model("world=town", f"policy={path.stem}", "burn_in_days=1").run(3)
        assert run.ledger.conserved()


def test_outcomes_are_declared_once():
    assert len({o.key for o in OUTCOMES}) == len(OUTCOMES) > 25
    for outcome in OUTCOMES:
        assert outcome.unit
        assert outcome.better in ("lower", "higher", "")
        assert outcome.title[0].isupper()
        assert outcome.sentence.endswith(".")
