"""Names of the organisations that every governance model shares, so that reforms and strategies agree on them."""

from __future__ import annotations

from typing import Final

NPA: Final = "npa"
"""National Police Agency (경찰청)."""

NOI: Final = "noi"
"""National Office of Investigation (국가수사본부)."""

COMMISSION: Final = "commission"
"""Si/Do Autonomous Police Commission (시·도자치경찰위원회)."""

MUNICIPALITY: Final = "municipality"
RESIDENTS: Final = "residents"
STATE_TREASURY: Final = "state_treasury"
PROVINCE_TREASURY: Final = "province_treasury"

NATIONAL_PATROL: Final = "national.patrol"
NATIONAL_WOMEN_YOUTH: Final = "national.women_youth"
NATIONAL_TRAFFIC: Final = "national.traffic"
NATIONAL_INVESTIGATION: Final = "national.investigation"

INSTITUTE: Final = "institute"
"""Autonomous police development research institute. It is always there; without funds nobody works in it."""

ANALYSIS: Final = "analysis"
"""Workload analysis unit of the si/do police. It is always there; untold, it knows nothing and says nothing."""

FOUNDATION: Final = "foundation"
"""Autonomous police foundation (자치경찰 재단). It is always there; without donors it has nothing to give."""

AUXILIARY: Final = "auxiliary"
"""The auxiliary corps. It is always there; without funds it has no members."""
