"""Near-repeat means and elasticities against generations and small changes worked out by hand."""

import pytest

from experiments.theory.thinning import branching_mean, crew_elasticity, presence_elasticity


def test_the_mean_adds_up_generations() -> None:
    assert branching_mean(8.0, 0.25) == pytest.approx(sum(8.0 * 0.25**g for g in range(60)), rel=1e-14)


def test_the_elasticity_is_that_of_a_small_change_of_crews() -> None:
    """Idle crews deter; the work they do stays; parents and children are thinned alike."""
    presence, crews, busy, branching = 0.23, 1000.0, 280.0, 0.15

    def incidents(crews_now: float) -> float:
        alive = ((crews_now - busy) / (crews - busy)) ** -presence
        return branching_mean(alive * 100.0, alive * branching)

    step = 1e-4
    numeric = -(incidents(crews * (1 + step)) / incidents(crews * (1 - step)) - 1) / (2 * step)
    assert numeric == pytest.approx(crew_elasticity(presence, busy / crews, branching), rel=1e-4)


def test_presence_elasticity_undoes_crew_elasticity() -> None:
    assert presence_elasticity(crew_elasticity(0.1, 0.28, 0.25), 0.28, 0.25) == pytest.approx(0.1, rel=1e-15)
    assert presence_elasticity(0.34, 0.28, 0.15) == pytest.approx(0.208, abs=5e-4)


@pytest.mark.parametrize("value", [-0.1, 1.0, 1.5])
def test_explosive_or_negative_shares_are_refused(value: float) -> None:
    with pytest.raises(ValueError, match="branching"):
        branching_mean(1.0, value)
    with pytest.raises(ValueError, match="utilisation"):
        crew_elasticity(0.1, value, 0.2)
