"""Randomness: one named stream per kind of decision, and marks that depend on what they decide only.

A stream is a numpy generator keyed by (seed, replication, name, ...): drawing more from one changes no other.
A mark is a uniform number hashed from (key, item, purpose): the same in any order, on any number of workers, under
every policy. Every policy therefore faces the same fate (common random numbers by construction).
Finaliser: SplitMix64 (Steele, Lea and Flood 2014, OOPSLA).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, final

import numpy as np

from sim.compiled import inlined, kernel

STREAMS: Final = ("world", "fate", "assembly", "patrol", "institutions", "society", "survey")
BRANCHES: Final = ("pilot",)


@final
@dataclass(frozen=True)
class Streams:
    """The random streams of one replication. Same seed and replication, same numbers, whatever runs beside them."""

    seed: int
    replication: int = 0
    branch: int = 0
    """0 for the run itself; runs beside it (a pilot) and other regions of a nation have branches of their own."""

    def beside(self, name: str) -> Streams:
        """Streams for a run beside this one, independent of it."""
        return Streams(self.seed, self.replication, self.branch + 1 + BRANCHES.index(name))

    def of_region(self, row: int) -> Streams:
        """Streams of one region of a nation; those of the first are those of a region by itself."""
        return Streams(self.seed, self.replication, row * (1 + len(BRANCHES)))

    def generator(self, name: str, *keys: int) -> np.random.Generator:
        """A generator for stream `name`, further keyed by `keys` (a day, say)."""
        return np.random.Generator(np.random.PCG64(self._sequence(name, *keys)))

    def key(self, name: str) -> np.uint64:
        """The 64-bit key under which the marks of stream `name` are hashed."""
        return np.uint64(self._sequence(name).generate_state(1, np.uint64)[0])

    def spawn_key(self, name: str, *keys: int) -> tuple[int, ...]:
        """Which child of the root seed feeds stream `name`, in the sense of `numpy.random.SeedSequence`."""
        if name not in STREAMS:
            raise KeyError(f"no random stream {name!r}; allowed: {', '.join(STREAMS)}")
        return self.replication, self.branch, STREAMS.index(name), *keys

    def _sequence(self, name: str, *keys: int) -> np.random.SeedSequence:
        return np.random.SeedSequence(self.seed, spawn_key=self.spawn_key(name, *keys))


@inlined
def mixed(word: np.uint64) -> np.uint64:
    """SplitMix64 finaliser: a bijection on 64-bit words whose output looks random."""
    word = (word ^ (word >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    word = (word ^ (word >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return word ^ (word >> np.uint64(31))


@inlined
def word(key: np.uint64, item: np.uint64, purpose: np.uint64) -> np.uint64:
    """64 random bits for one purpose of one item: the SplitMix64 sequence that starts at the item."""
    start = key ^ (item * np.uint64(0xD1342543DE82EF95))
    return mixed(start + purpose * np.uint64(0x9E3779B97F4A7C15))


@inlined
def mark(key: np.uint64, item: np.uint64, purpose: np.uint64) -> float:
    """A uniform number in [0, 1) for one purpose of one item."""
    return (word(key, item, purpose) >> np.uint64(11)) * 1.1102230246251565e-16


@kernel
def marks(key: np.uint64, items: np.ndarray, purpose: np.uint64) -> np.ndarray:
    """The marks of many items, [N] float64."""
    out = np.empty(len(items), np.float64)
    for i in range(len(items)):
        out[i] = mark(key, items[i], purpose)
    return out
