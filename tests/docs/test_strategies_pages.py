"""The pages on strategies say what their tables say, and the tables are of every strategy that there is."""

import pytest

from experiments.evaluation import lines, writing
from experiments.evaluation.lines import KEPT
from experiments.evaluation.sources import read
from experiments.running.configuration import options


@pytest.mark.parametrize("name", ["strategies.md", "findings.md"])
def test_a_page_agrees_with_its_tables(name, pages):
    assert (KEPT.parent / name).read_text(encoding="utf-8") == pages[name], "write it again: chian findings"


@pytest.fixture(scope="module")
def pages():
    return writing.pages()


def test_every_strategy_is_in_the_tables():
    together = {row.cells["strategies"] for row in lines.read(KEPT / "bundles.csv", "bundles")}
    assert {*options("strategy"), "+".join(options("strategy")), "none"} <= together
    assert len(together) == 2 ** len(options("strategy"))
    for source in (one for one in read(KEPT) if one.evaluation == "table"):
        rows = lines.read(KEPT / f"alone_{source.world}.csv", "alone")
        assert {row.cells["strategy"] for row in rows} - {""} == set(options("strategy"))
        assert {row.cells["governance"] for row in rows} == set(source.models_of)
