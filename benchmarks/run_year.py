"""A run-year of Seoul by policy: seconds of one core, peak memory. The last two policies have every strategy."""

from __future__ import annotations

import resource
import time

from experiments.running.assembling import model

EVERYTHING = "unitary+municipal_cooperation:1+auxiliary_police:1+citizen_voice:1"
POLICIES = ("unitary", "dual", EVERYTHING, EVERYTHING.replace("unitary", "dual"))


def main() -> None:
    """Print the seconds of each policy and its ratio to the law in force."""
    seconds: dict[str, float] = {}
    for policy in POLICIES:
        run = model("world=seoul", f"policy={policy}", "burn_in_days=10", "at_rest=true")
        start = time.process_time()
        run.run(365)
        seconds[policy] = time.process_time() - start
        ratio = seconds[policy] / seconds["unitary"]
        print(f"run-year of Seoul, {policy}: {seconds[policy]:.1f} s of one core ({ratio:.2f} of unitary)")
    # Linux counts in KiB.
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
