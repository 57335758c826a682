"""The answer in plain words says what is material, what is alike and what is open, and nothing else."""

import numpy as np
import pytest

from experiments.analysis.materiality import judged
from experiments.analysis.paired import paired_difference
from experiments.reporting import plain_words, strings
from experiments.reporting.headline import BY_KEY


def said(**changes):
    """The sentence for outcomes that differ by so much from 4 in three replications, with a margin of 0.5."""
    found = {}
    for key, change in changes.items():
        outcome = BY_KEY[key]
        difference = paired_difference(key, np.full(3, 4.0) + change, np.full(3, 4.0))
        found[key] = (outcome, difference, judged(difference, outcome.better, 0.5))
    return plain_words.sentence("dual", "unitary", "Hanbit", found)


SURE, SMALL, OPEN = np.array([1.0, 1.1, 0.9]), np.array([0.1, 0.12, 0.08]), np.array([-2.0, 1.0, 3.0])


def test_what_is_material_comes_first_with_both_values():
    words = said(fear=SMALL, response=SURE)
    assert words == (
        "In plain words, dual instead of unitary in Hanbit: what matters is that a caller waits longer (5.0 instead "
        "of 4.0 min). As before, as far as matters: how much residents fear crime."
    )
    assert "a caller waits less long (3.0 instead of 4.0 min)" in said(response=-SURE)


def test_what_few_replications_leave_open_is_not_called_alike():
    words = said(response=OPEN, harm=SMALL)
    assert "nothing of the following is shown to differ" in words
    assert "As before, as far as matters: how much harm is done." in words
    assert "Not settled by so few replications: how long a caller waits." in words


def test_a_study_without_such_outcomes_says_nothing():
    assert said() == ""


@pytest.mark.parametrize("key", plain_words.TOLD)
def test_every_outcome_that_is_told_has_words_for_each_case(key):
    assert key in BY_KEY
    assert set(strings.PLAIN_WORDS[key]) == {"same", "more", "less"}


def test_nothing_has_words_that_is_not_told():
    assert tuple(strings.PLAIN_WORDS) == plain_words.TOLD
