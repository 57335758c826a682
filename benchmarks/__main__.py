"""All benchmarks, one after the other: `make bench`."""

from __future__ import annotations

from benchmarks import event_loop, run_year

event_loop.main()
run_year.main()
