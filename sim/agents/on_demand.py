"""Agents made when they are asked for: rows may be many, and their number may change from day to day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sim.columns import RowAgent


class OnDemand[Agent: RowAgent]:
    """The rows of a table as a sequence of agents. `rows` says how many there are today."""

    def __init__(self, model: Any, kind: Callable[[Any, int], Agent], rows: Callable[[], int]) -> None:
        self._model = model
        self._kind = kind
        self._rows = rows
        self._made: dict[int, Agent] = {}

    def __len__(self) -> int:
        return self._rows()

    def __getitem__(self, row: int) -> Agent:
        if not -len(self) <= row < len(self):
            raise IndexError(f"row {row}: there are {len(self)}")
        row %= len(self)
        if row not in self._made:
            self._made[row] = self._kind(self._model, row)
        return self._made[row]

    def __iter__(self) -> Iterator[Agent]:
        return (self[row] for row in range(len(self)))

    def materialise(self) -> None:
        """Register every row as a Mesa agent, so that `model.agents` holds them."""
        for _ in self:
            pass
