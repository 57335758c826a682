"""Tables that stand side by side say so where they are of different rules."""

from __future__ import annotations

from dataclasses import replace

from experiments.evaluation import words
from experiments.evaluation.sources import Source, mixed

ONE = Source(
    evaluation="table", world="town", region="Hanbit", models="unitary dual", rung="r2", burn_in_days=30, days=180,
    replications=4, seed=1, command="chian table", version="0.1.0", commit="", rules="aa", written="2026-01-01",
)  # fmt: skip


def test_tables_of_one_set_of_rules_need_no_warning() -> None:
    assert mixed(ONE, replace(ONE, world="seoul", commit="other")) == ""


def test_tables_of_different_rules_are_told_apart() -> None:
    assert mixed(ONE, replace(ONE, evaluation="factorial", rules="bb")) == words.MIXED
