"""Lines: first in, first out; rows are used again; tables grow."""

from __future__ import annotations

import numpy as np

from sim.casework.cases import Cases, no_cases
from sim.casework.lines import enter, leave_first, no_lines


def new(ids: list[int]) -> Cases:
    made = no_cases(len(ids))
    made.id[:] = ids
    return made


def test_rows_leave_in_the_order_in_which_they_came() -> None:
    cases, lines = enter(no_cases(8), no_lines(2, 8), new([5, 6, 7, 8]), np.array([0, 1, 0, 0]))
    assert [int(cases.id[leave_first(lines, 0)]) for _ in range(3)] == [5, 7, 8]
    assert int(cases.id[leave_first(lines, 1)]) == 6
    assert (lines.first == -1).all()
    assert (lines.last == -1).all()
    assert (lines.line == -1).all()


def test_free_rows_are_used_again_and_a_full_table_grows() -> None:
    cases, lines = enter(no_cases(2), no_lines(1, 2), new([1, 2]), np.zeros(2, int))
    leave_first(lines, 0)
    cases, lines = enter(cases, lines, new([3]), np.zeros(1, int))
    assert len(cases.id) == 2
    cases, lines = enter(cases, lines, new([4, 5, 6]), np.zeros(3, int))
    assert len(cases.id) == len(lines.after) == len(lines.line) == 5
    assert [int(cases.id[leave_first(lines, 0)]) for _ in range(5)] == [2, 3, 4, 5, 6]
