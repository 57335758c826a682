"""What one run-year of Seoul costs at rung R0: seconds on one core, and the process's peak memory."""

from __future__ import annotations

import resource
import time

from experiments.running.assembling import model


def main() -> None:
    for policy in ("unitary", "dual"):
        run = model("world=seoul", f"policy={policy}", "burn_in_days=2")
        start = time.process_time()
        run.run(365)
        print(f"run-year of Seoul, {policy}: {time.process_time() - start:.1f} s of one core")
    # Linux counts in KiB.
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
