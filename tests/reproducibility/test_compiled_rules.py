"""A compiled rule is the rule in its source file: never a stale one, and compiled for one kind of argument."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import sim
from sim.compiled import source_hash

PACKAGE = Path(sim.__file__).parent
ROOT = PACKAGE.parent

ASK = """
import numpy as np
from sim.demand.occurrence import hazard_ratios
print(hazard_ratios(np.ones(1), np.full(1, 3.0), np.zeros(1), np.ones(1))[0, 0])
"""

SIGNATURES = """
import sys
from numba.core.registry import CPUDispatcher
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
model = SecurityModel(circumstances, unitary).run(3)
model.under(Dual().reform(unitary)).run(3)
called = {}
for name, module in list(sys.modules.items()):
    if name.startswith("sim."):
        for value in vars(module).values():
            # Inlined rules are parts of the kernels that call them, and take the types they find there.
            if isinstance(value, CPUDispatcher) and value.signatures and not value.targetoptions.get("forceinline"):
                called[f"{value.py_func.__module__}.{value.py_func.__name__}"] = len(value.signatures)
for rule, signatures in sorted(called.items()):
    print(rule, signatures)
"""


def run(code: str, folder: Path) -> str:
    environment = os.environ | {"PYTHONPATH": str(folder)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_a_changed_rule_is_noticed_by_the_kernels_that_call_it(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "sim", ignore=shutil.ignore_patterns("__pycache__"))
    # One file for the kernel, another for the rule, as numba's own cache watches only the first.
    occurrence = tmp_path / "sim" / "demand" / "occurrence.py"
    rule = tmp_path / "sim" / "demand" / "deterrence.py"
    text = occurrence.read_text()
    start, end = text.index("@kernel\ndef hazard_ratio("), text.index("@kernel\ndef hazard_ratios(")
    rule.write_text(f"import math\nfrom sim.compiled import kernel\n\n{text[start:end]}")
    occurrence.write_text(
        (text[:start] + text[end:]).replace(
            "import math\n", "import math\nfrom sim.demand.deterrence import hazard_ratio\n"
        )
    )
    assert float(run(ASK, tmp_path)) == 3.0
    assert float(run(ASK, tmp_path)) == 3.0
    rule.write_text(rule.read_text().replace("return math.pow", "return 2.0 * math.pow"))
    assert float(run(ASK, tmp_path)) == 6.0


def test_the_hash_sees_content_and_names(tmp_path: Path) -> None:
    room = tmp_path / "response"
    room.mkdir()
    rule = room / "rule.py"
    rule.write_text("a = 1\n")
    first = source_hash(tmp_path)
    rule.write_text("a = 2\n")
    second = source_hash(tmp_path)
    rule.rename(room / "other.py")
    third = source_hash(tmp_path)
    assert len({first, second, third}) == 3
    assert source_hash(tmp_path) == third


def test_every_kernel_that_runs_is_compiled_once() -> None:
    """A second signature would be a second, silent compilation, and could be a second arithmetic."""
    counts = dict(line.rsplit(" ", 1) for line in run(SIGNATURES, ROOT).splitlines())
    assert {"sim.response.dispatch.run_day", "sim.demand.fate.unfold", "sim.demand.occurrence.thin"} <= counts.keys()
    assert {rule: count for rule, count in counts.items() if count != "1"} == {}
