"""Outcomes with a better side, as a configuration lists them: only in those can a policy do worse."""

from __future__ import annotations

from typing import Any

from experiments.bad_input import BadInput, unknown


def directed(said: Any, where: str) -> tuple[str, ...]:
    """The outcomes of a list. Raises `BadInput`: no list or an empty one, an outcome without a better side."""
    from sim.outcomes.catalogue import OUTCOMES

    known = [outcome.key for outcome in OUTCOMES if outcome.better]
    if not isinstance(said, list) or not said:
        raise BadInput(f"{where}: {said!r} is not allowed; allowed: a list, as in [harm,cost]")
    for name in said:
        if name not in known:
            raise unknown("outcome with a better side", str(name), known, where)
    return tuple(said)
