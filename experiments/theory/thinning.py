"""Near-repeat incidents and deterrence: the mean number of incidents and how it answers to the number of crews.

An incident has on average n children (near repeats), alive only if it happened; a presence of G patrol minutes thins
parents and children alike by G^-eps. Sources: Hawkes and Oakes (1974), J. Appl. Prob. 11 (the cluster view of a
self-exciting process); the elasticities follow from it to first order.
"""

from __future__ import annotations


def branching_mean(immigrants: float, branching: float) -> float:
    """Mean number of incidents, children of all generations included: immigrants / (1 - n), in their unit.

    Raises ValueError unless 0 <= branching < 1.
    """
    _check("branching", branching)
    return immigrants / (1.0 - branching)


def crew_elasticity(presence: float, utilisation: float, branching: float) -> float:
    """Percent fewer incidents per percent more crews, eps / ((1 - u)(1 - n)); to first order, positive.

    `presence` is eps. Idle time grows faster than crews, by 1 / (1 - u), since the work stays the same; a prevented
    parent has no children, which multiplies by 1 / (1 - n). Raises ValueError unless 0 <= u, n < 1.
    """
    _check("utilisation", utilisation)
    _check("branching", branching)
    return presence / ((1.0 - utilisation) * (1.0 - branching))


def presence_elasticity(crew: float, utilisation: float, branching: float) -> float:
    """The eps that gives the elasticity |E| = `crew` to the number of crews: |E| (1 - u)(1 - n)."""
    return crew / crew_elasticity(1.0, utilisation, branching)


def _check(name: str, value: float) -> None:
    if not 0 <= value < 1:
        raise ValueError(f"{name} must lie in [0, 1), not {value}")
