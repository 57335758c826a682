"""Mesa agents whose state is a row in a table.

A table is a struct of arrays owned by the model instance. An agent holds only its row; each attribute looks the
current array up on every access, so kernels and agents always see the same numbers.
"""

from __future__ import annotations

from typing import Any, ClassVar

import mesa


class Column:
    """A descriptor: `agent.trust` reads and writes `model.<table>.trust[agent.row]`."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, agent: RowAgent | None, owner: type) -> Any:
        return self if agent is None else getattr(agent.table(), self.name)[agent.row]

    def __set__(self, agent: RowAgent, value: Any) -> None:
        getattr(agent.table(), self.name)[agent.row] = value


class RowAgent(mesa.Agent):  # type: ignore[misc]  # Mesa ships no types
    """A Mesa agent that is a view of one row. `table_name` is the model's attribute that owns the columns."""

    table_name: ClassVar[str]

    def __init__(self, model: mesa.Model, row: int) -> None:
        super().__init__(model)
        self.row = row

    def table(self) -> Any:
        return getattr(self.model, self.table_name)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.row})"
