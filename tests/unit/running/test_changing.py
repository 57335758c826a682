"""Changing some parameters of settings."""

from dataclasses import replace

import pytest

from experiments.running.changing import changed
from sim.society.rules import SocietyRules


def test_only_what_is_named_changes():
    rules = SocietyRules()
    other = changed(rules, {"minds": False, "trust.step": 0.5})
    assert (other.minds, other.trust.step) == (False, 0.5)
    assert replace(other, minds=True, trust=rules.trust) == rules
    assert other.fear is rules.fear


def test_mappings_keep_their_other_keys():
    assert changed({"a": {"b": 1, "c": 2}, "d": 3}, {"a.b": 5}) == {"a": {"b": 5, "c": 2}, "d": 3}


@pytest.mark.parametrize("key", ["nobody", "trust.nobody", "minds.more"])
def test_a_key_that_does_not_exist_is_refused(key):
    with pytest.raises((TypeError, AttributeError)):
        changed(SocietyRules(), {key: 1})
