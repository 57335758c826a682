"""All benchmarks, one after the other: `make bench`."""

from __future__ import annotations

from benchmarks import event_loop, resident_day, run_year

event_loop.main()
resident_day.main()
run_year.main()
