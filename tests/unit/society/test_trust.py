"""Trust: asymmetric, slow to return, at rest under the reference."""

from __future__ import annotations

import numpy as np
import pytest

from sim.parameters import OutOfRange
from sim.society import trust
from sim.society.feeling_rules import FearRules, TrustRules

RULES = TrustRules()
GOOD, BAD = 0.4 / 365, 0.1 / 365


def test_a_bad_encounter_weighs_four_good_ones_in_the_middle() -> None:
    up = trust.after_encounter(0.5, True, RULES.step, trust.loss(RULES)) - 0.5
    down = 0.5 - trust.after_encounter(0.5, False, RULES.step, trust.loss(RULES))
    assert down == pytest.approx(4.0 * up)


@pytest.mark.parametrize("content", [True, False])
@pytest.mark.parametrize("before", [0.0, 0.3, 1.0])
def test_no_encounter_leaves_the_unit_interval(content: bool, before: float) -> None:
    worst = TrustRules(step=0.15, negativity=14)
    assert 0.0 <= trust.after_encounter(before, content, worst.step, trust.loss(worst)) <= 1.0


def live(rest: float, good: float, bad: float, years: int, people: int = 4000) -> np.ndarray:
    """Trust of many people who rest at `rest` and whose usual encounters are GOOD and BAD, after so many years."""
    rng, loss = np.random.default_rng(1), trust.loss(RULES)
    now = np.full(people, rest)
    usual = trust.usual_change(rest, GOOD, BAD, RULES.step, loss)
    for _ in range(365 * years):
        now = now + (RULES.return_per_day * (rest - now) - usual)
        u = rng.random(people)
        now = np.where(u < good, now + RULES.step * (1 - now), np.where(u < good + bad, now - loss * now, now))
    return now


def test_the_reference_is_at_rest_with_the_stated_noise() -> None:
    now = live(0.6, GOOD, BAD, 6)
    noise = float(trust.noise(RULES, np.array(0.6), np.array(GOOD), np.array(BAD)))
    assert now.mean() == pytest.approx(0.6, abs=4 * noise / 63)
    assert now.std() == pytest.approx(noise, rel=0.06)


def test_without_bad_encounters_trust_rises_to_the_closed_form() -> None:
    now = live(0.6, GOOD, 0.0, 6)
    rate = RULES.return_per_day + GOOD * RULES.step
    settled = 0.6 + BAD * trust.loss(RULES) * 0.6 / rate
    assert now.mean() == pytest.approx(settled + (0.6 - settled) * np.exp(-rate * 365 * 6), abs=0.003)


def test_residents_start_with_mean_and_spread_of_the_rules() -> None:
    people = 200_000
    rng = np.random.default_rng(5)
    rates = np.full(people, GOOD), np.full(people, BAD)
    now, rest = trust.at_rest(RULES, *rates, rng.random(people), rng.random(people))
    assert now.mean() == pytest.approx(RULES.mean, abs=0.002)
    assert now.std() == pytest.approx(RULES.sd, rel=0.01)
    assert rest.std() < now.std()


@pytest.mark.parametrize(("mean", "sd"), [(0.05, 0.3), (0.95, 0.25)])
def test_a_spread_that_nothing_has_between_0_and_1_is_refused(mean: float, sd: float) -> None:
    for rules, name in ((TrustRules, "trust"), (FearRules, "fear")):
        with pytest.raises(OutOfRange, match=rf"society\.{name}\.sd: .* is not allowed; allowed: less than"):
            rules(mean=mean, sd=sd)
