"""Same seed, same run: twice, in another process, in any company, after a fork."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import sim
from sim.circumstances import Circumstances
from sim.governance.dual import Dual
from sim.institution.institution import Institution
from sim.model import SecurityModel
from sim.randomness import Streams, marks

ROOT = Path(sim.__file__).parents[1]

SAME_RUN = """
import hashlib
from experiments.inputs import regions, rhythms
from sim.circumstances import Circumstances
from sim.demand.rules import DemandRules
from sim.governance.dual import Dual
from sim.governance.unitary import Unitary
from sim.model import SecurityModel
from sim.randomness import Streams
from sim.world.rules import WorldRules
from sim.world.world import build
streams = Streams(1, 0)
world = build(regions.town(), WorldRules(places=40), streams)
circumstances = Circumstances(world, DemandRules(), rhythms.rhythms(), streams)
unitary = Unitary().institution()
model = SecurityModel(circumstances, unitary).run(5).under(Dual().reform(unitary)).run(5)
digest = hashlib.sha256()
for table in (model.crews, model.room.open):
    for column in table:
        digest.update(column.tobytes())
for column in (model.ledger.calls, model.ledger.by_segment, model.presence, model.occurred):
    digest.update(column.tobytes())
print(digest.hexdigest())
"""


def digest(model: SecurityModel) -> str:
    """Hash of the state and the books of a run."""
    found = hashlib.sha256()
    for table in (model.crews, model.room.open):
        for column in table:
            found.update(column.tobytes())
    for column in (model.ledger.calls, model.ledger.by_segment, model.presence, model.occurred):
        found.update(column.tobytes())
    return found.hexdigest()


def again(circumstances: Circumstances) -> Circumstances:
    """The same circumstances with a fate of their own, not yet asked."""
    return Circumstances(circumstances.world, circumstances.demand, circumstances.rhythms, circumstances.streams)


def reformed(circumstances: Circumstances, unitary: Institution) -> SecurityModel:
    return SecurityModel(circumstances, unitary).run(5).under(Dual().reform(unitary)).run(5)


def elsewhere(hash_seed: str) -> str:
    environment = os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", SAME_RUN], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_the_same_seed_gives_the_same_run_here_and_elsewhere(town: Any, unitary: Institution) -> None:
    here = digest(reformed(town(), unitary))
    assert digest(reformed(again(town()), unitary)) == here
    assert elsewhere("1") == elsewhere("12345") == here


def test_another_seed_or_replication_gives_another_run(town: Any, unitary: Institution) -> None:
    runs = {digest(SecurityModel(town(*key), unitary).run(3)) for key in ((1, 0), (1, 1), (2, 0))}
    assert len(runs) == 3


def test_a_policy_runs_the_same_alone_and_in_company(town: Any, unitary: Institution) -> None:
    """Side by side day for day, one after the other, or alone with a fate of its own."""
    start = SecurityModel(town(), unitary).run(5)
    policies = [unitary, Dual().reform(unitary), Dual(aid="none").reform(unitary)]
    beside = [start.under(policy) for policy in policies]
    for _ in range(10):
        for model in beside:
            model.step()
    after = [start.under(policy).run(10) for policy in policies]
    alone = SecurityModel(again(town()), unitary).run(5).under(policies[1]).run(10)
    assert [digest(m) for m in beside] == [digest(m) for m in after]
    assert digest(alone) == digest(beside[1])


def test_a_fork_under_the_same_institution_is_the_uninterrupted_run(town: Any, unitary: Institution) -> None:
    for institution in (unitary, Dual().reform(unitary)):
        whole = SecurityModel(town(), institution).run(9)
        forked = SecurityModel(town(), institution).run(4)
        fork = forked.under(institution).run(5)
        untouched = digest(forked)
        for column in ("minutes", "call", "home_at", "answered"):
            assert getattr(fork.crews, column).tobytes() == getattr(whole.crews, column).tobytes()
        assert fork.presence.tobytes() == whole.presence.tobytes()
        assert np.sum(fork.ledger.true, axis=0).tolist() == np.sum(whole.ledger.true[4:], axis=0).tolist()
        assert digest(forked) == untouched


def test_neighbouring_seeds_are_not_alike() -> None:
    """|correlation| < 4 / sqrt(R) of first draws and of keys between seeds s and s + 1."""
    count = 2_000
    draws = np.array([Streams(seed).generator("fate", 0).random() for seed in range(count + 1)])
    keys = np.array([float(Streams(seed).key("fate")) for seed in range(count + 1)])
    for values in (draws, keys):
        assert abs(np.corrcoef(values[1:], values[:-1])[0, 1]) < 4 / np.sqrt(count)


def test_marks_are_uniform_and_unrelated_between_items_purposes_and_keys() -> None:
    count = 100_000
    items = np.arange(count, dtype=np.uint64)
    key = Streams(1).key("fate")
    one = marks(key, items, np.uint64(1))
    assert np.all((one >= 0) & (one < 1))
    assert len(np.unique(one)) == count
    expected = count / 50
    chi2 = ((np.histogram(one, 50, (0, 1))[0] - expected) ** 2 / expected).sum()
    assert chi2 < 49 + 4 * np.sqrt(2 * 49)
    others = (
        marks(key, items, np.uint64(2)),
        marks(key ^ np.uint64(1), items, np.uint64(1)),
        marks(key, items + np.uint64(1), np.uint64(1)),
        marks(key, items << np.uint64(32), np.uint64(1)),
    )
    for other in others:
        assert abs(np.corrcoef(one, other)[0, 1]) < 4 / np.sqrt(count)


def test_streams_have_names_and_branches() -> None:
    first = Streams(1).generator("world").random()
    assert first == Streams(1).generator("world").random()
    beside = Streams(1).beside("pilot").generator("world")
    different = [Streams(1).generator("fate"), Streams(1).generator("world", 0), beside]
    assert first not in [stream.random() for stream in different]
    with pytest.raises(KeyError, match="weather"):
        Streams(1).key("weather")
