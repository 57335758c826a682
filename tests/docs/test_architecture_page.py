"""docs/architecture.md is true of the tree: its rooms are those there are, its floors those that are checked."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
MODELS = sorted(file.stem for file in (ROOT / "configs" / "governance").glob("*.yaml"))
ROOMS = sorted(p.parent for room in ("sim", "experiments") for p in (ROOT / room).glob("*/__init__.py"))


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.relative_to(ROOT).as_posix())
def test_every_room_has_a_line(room):
    assert f"`{room.relative_to(ROOT).as_posix()}`" in PAGE.partition("## Rooms")[2].partition("\n## ")[0]


@pytest.mark.parametrize("model", ["written", *MODELS])
def test_every_governance_model_is_named(model):
    assert f"`{model}`" in PAGE


def test_the_floors_are_those_that_are_checked():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    (checked,) = [contract["layers"] for contract in contracts if contract["type"] == "layers"]
    drawn = PAGE.partition("## Floors")[2].split("```")[1]
    assert [rooms(line) for line in drawn.splitlines() if line.strip()] == [rooms(line) for line in checked]


def rooms(line):
    """The rooms of one floor, in any order."""
    return set(re.findall(r"(?:sim|experiments)\.\w+", line))
