"""When a transition is made up: the running total of what is worse, and the table on the first page."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.reporting import made_up
from experiments.reporting.study import read


@pytest.mark.parametrize(
    ("worse", "days"),
    [
        ([1.0, 1.0, -1.0, -1.0, -1.0], 3),
        ([1.0, -2.0, 3.0, -2.0, -1.0], 3),
        ([1.0, -1.0, 1.0], None),
        ([-1.0, 1.0, -1.0], 0),
        ([0.0, 0.0], 0),
    ],
)
def test_made_up_is_when_what_was_worse_is_outweighed_for_good(worse: list[float], days: int | None) -> None:
    assert made_up.made_up(np.array(worse)) == days


def test_a_study_with_a_transition_answers_when_it_is_made_up(made) -> None:
    more = ("policies=[unitary,dual]", "days=60", "transition_day=20", "replications=2")
    study = read(made("study=transition", "world=town", *more))
    (table,) = made_up.blocks(study)
    rows = {row.key: [cell.words for cell in row.cells] for row in table.rows}
    assert list(rows) == ["dual response", "dual true", "dual fear", "dual trust"]
    since = [np.array([study.daily[case, "response"][r] for r in (0, 1)])[:, 20:] for case in ("dual", "unitary")]
    mean = float((since[0] - since[1])[:, :20].mean())
    assert float(rows["dual response"][3].split(" ")[0].replace("\N{MINUS SIGN}", "-")) == pytest.approx(mean, rel=0.05)
    allowed = ("not within the study", "never worse in sum")
    assert all(cells[-1] in allowed or cells[-1].startswith("after ") for cells in rows.values())


def test_where_policies_differ_from_the_first_day_there_is_nothing_to_make_up(study) -> None:
    assert list(made_up.blocks(study)) == []
