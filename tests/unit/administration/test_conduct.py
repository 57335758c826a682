"""How crews set out: at the usual pace and with their usual manners unless something wears them."""

import numpy as np
import pytest

from sim.administration import conduct


def test_a_rested_crew_that_knows_its_calls_is_as_usual_to_the_bit():
    assert conduct.pace(0.0, 0.0, 0.2, 0.1) == 1.0 == conduct.pace(0.4, 0.9, 0.0, 0.0)
    assert conduct.worn(0.0, 0.0, 0.3) == 0.0 == conduct.worn(0.4, 0.0, 0.0)


def test_fatigue_and_new_duties_slow_and_wear():
    assert conduct.pace(0.5, 0.5, 0.2, 0.1) == pytest.approx(1.1 * 1.05)
    assert conduct.worn(0.5, 0.02, 0.3) == pytest.approx(0.17)
    assert conduct.worn(0.0, -0.02, 0.3) == -0.02


def test_crews_behave_as_each_would():
    tired, novelty, pressure = np.array([[0.0, 0.3, 0.1], [0.5, 0.0, 0.2], [0.0, 0.01, -0.02]])
    paces, wear = np.zeros((2, 3))
    conduct.behave(paces, wear, tired, novelty, pressure, 0.2, 0.1, 0.3)
    crews = list(zip(tired.tolist(), novelty.tolist(), pressure.tolist(), strict=True))
    assert paces.tolist() == [conduct.pace(f, n, 0.2, 0.1) for f, n, _ in crews]
    assert wear.tolist() == [conduct.worn(f, p, 0.3) for f, _, p in crews]
