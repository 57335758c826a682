"""A small region with casework: terms, patrol forces and followed incidents made by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sim.casework import repairs
from sim.casework.ground import Ground
from sim.casework.office import Casework
from sim.casework.rules import CaseworkRules
from sim.casework.tables import Followed, Patrol, Reference
from sim.demand.calls import no_calls
from sim.institution.terms import CaseworkTerms
from sim.vocabulary import AFFAIRS, LOCAL

A = len(AFFAIRS)
IS_LOCAL = np.array([a in LOCAL for a in AFFAIRS])


class Bureau:
    """Makes casework and what goes into it. `forces` patrol forces with equal terms."""

    def __init__(self, circumstances: Any) -> None:
        self.circumstances = circumstances

    def ground(self, world: Any = None, rates: Any = None, **rules: Any) -> Ground:
        """Ground of the town. `rules`: fields of the casework rules, or of one of their parts by its name."""
        given = CaseworkRules()
        for name, value in rules.items():
            part = getattr(given, name)
            given = replace(given, **{name: replace(part, **value) if isinstance(value, dict) else value})
        c = self.circumstances
        rates = c.rates if rates is None else rates
        return Ground(given, world or c.world, c.table, rates, c.fate.key, c.demand.recording_loss)

    @staticmethod
    def terms(forces: int = 1, **given: Any) -> CaseworkTerms:
        """Terms of the law in force, as it were; numbers may be given for all cells or by force and affair."""
        cells = {"informed": 0.7, "refer": 0.05, "refer_days": 14.0, "task": 0.02, "must_hear": True}
        columns: dict[str, Any] = {
            name: np.broadcast_to(np.array(given.get(name, usual), type(usual)), (forces, A)).copy()
            for name, usual in cells.items()
        }
        columns["team"] = np.array(given.get("team", (2, 2, 2, 2, -1, 0, 1, -1)), np.int64)
        for name in ("municipal_calls", "corps_calls", "heard", "heard_weight", "heard_skew"):
            columns[name] = np.broadcast_to(np.array(given.get(name, 0.0), float), (A,)).copy()
        columns["corps_funds"] = np.array(given.get("corps_funds", (0.0, 0.0, 0.0)), float)
        return CaseworkTerms(**columns)

    @staticmethod
    def patrol(forces: int = 1, hours: float = 100.0, supervision: float = 0.1) -> Patrol:
        shares = np.arange(1.0, forces + 1.0) / np.arange(1.0, forces + 1.0).sum()
        usual = np.ones(forces)
        return Patrol(np.repeat(shares[:, None], A, axis=1), np.full(forces, supervision), hours, usual, usual)

    def reference(self, ground: Ground) -> Reference:
        prevented = repairs.stationary(ground, self.terms(), self.patrol()).prevented
        return Reference(np.full(A, 5.0), 0.5, np.full(A, 0.7), prevented)

    def office(self, ground: Ground | None = None, terms: CaseworkTerms | None = None, **patrol: Any) -> Casework:
        ground = ground or self.ground()
        return Casework.at_rest(ground, self.reference(ground), terms or self.terms(), self.patrol(**patrol))

    def followed(self, day: int, count: int = 400, forces: int = 1, **given: Any) -> Followed:
        """Incidents drawn by affair as calls are, anywhere; forces take turns."""
        draw = np.random.default_rng((7, day))
        calls = self.ground().attended
        cell = draw.choice(calls.size, count, p=calls.ravel() / calls.sum())
        usual: dict[str, Any] = {
            "id": draw.integers(0, 2**63, count).astype(np.uint64) * np.uint64(2) + np.uint64(1),
            "affair": cell // calls.shape[1],
            "place": cell % calls.shape[1],
            "force": draw.integers(0, forces, count),
            "response_min": 5.0,
            "handed_over": False,
            "place_knowledge": 0.5,
        }
        types = (np.uint64, np.int64, np.int64, np.int64, float, bool, float)
        return Followed(
            *(
                np.broadcast_to(np.array(given.get(name, value), kind), (count,)).copy()
                for (name, value), kind in zip(usual.items(), types, strict=True)
            )
        )

    def days(self, office: Casework, days: int, terms: CaseworkTerms, forces: int = 1, **given: Any) -> list[Any]:
        """What some days told; nobody calls about minor matters."""
        patrol = self.patrol(forces)
        told = []
        for day in range(office.day, office.day + days):
            office.divert(day, no_calls(), terms)
            told.append(office.follow(day, self.followed(day, forces=forces, **given), terms, patrol))
        return told


@pytest.fixture(scope="session")
def bureau(town: Any) -> Bureau:
    return Bureau(town())
