"""What the sections on institutions, crews' days, money and rules say. Results never stand here, only their places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# --- families of outcomes -------------------------------------------------------------------------------------------
FAMILIES: Final[Mapping[str, str]] = {
    "service": "Service",
    "safety": "Incidents, crime, harm",
    "people": "Residents: trust, safety, satisfaction",
    "casework": "Cases, duties, repairs",
    "officers": "Officers and their time",
    "institution": "Institution",
    "money": "Money",
}

# --- the institutions -----------------------------------------------------------------------------------------------
INSTITUTION_TITLE: Final = "The institutions"
INSTITUTION_LEAD: Final = (
    "A policy is a reform of {base}: organisations and clauses of eight kinds between them. What a reform does not "
    "name stays. Everything below follows from these clauses and from the rules that read them."
)
INSTITUTION_ONE: Final = "Every policy has the institution of {base}."
INSTITUTION_GONE: Final = "The text of {policy} is not part of this version of the program."
INSTITUTION_SAME: Final = "{policy} changes no clause."
INSTITUTION_COUNT: Final = "{policy} against {base}: {count} ({kinds})."
INSTITUTION_SENTENCE: Final = "1 change"
INSTITUTION_SENTENCES: Final = "{n} changes"
INSTITUTION_ALT: Final = (
    "Organisations and clauses of {policy}, with what it adds to and takes from {base}: {count} ({kinds})."
)
INSTITUTION_CAPTION: Final = (
    "Organisations and clauses of {policy}. What the reform adds to {base} and what it takes away is set apart."
)

# --- a crew's day ---------------------------------------------------------------------------------------------------
DAY_TITLE: Final = "Use of a crew's day"
DAY_LEAD: Final = (
    "A crew on duty has 1,440 minutes a day. Calls and assembly duty come first; what they leave goes to patrol, "
    "enforcement, engagement with residents, paperwork and standing by at the box, as the mix of principals' weights "
    "and criteria says."
)
DAY_NONE: Final = "This study kept no table of crew minutes."
DAY_CAPTION: Final = (
    "Minutes of an average crew's day by use, means over {n}. Read from left to right: time that calls leave free, "
    "other duties, calls, assembly duty."
)
DAY_ALT: Final = "Stacked bars of a crew's day. {values}."
DAY_VALUE: Final = "{policy}: {uses}"
DAY_USE: Final = "{use} {minutes}"
DAY_AXIS: Final = "minutes of an average crew's day"
DAY_TABLE: Final = (
    "Minutes of an average crew's day under {reference}, and the difference of the other policies with 95 % t "
    "intervals over {n}"
)
DAY_HEAD: Final = "Use"
DAY_CREWS: Final = "Crews on duty (number)"
DAY_INTERVAL: Final = "95 % interval"

# --- patterns -------------------------------------------------------------------------------------------------------
PATTERNS_LEAD: Final = (
    "What was reported in Korea after the police boxes moved to the 112 chain (2021) and after mobile units were "
    "formed (2023), beside what this study measured: {agree} of {measured} measured signs agree, {against} contradict, "
    "{unclear} cannot be told from 0; {rest} reports have no measure here. Where a rule or a clause fixes the sign, "
    "agreement is no evidence for the model."
)
PATTERNS_TABLE: Final = "Reported patterns and measured differences, 95 % t intervals over replications"
PATTERNS_HEAD: Final = (
    "",
    "Pattern",
    "Compared",
    "Measured by",
    "Expected",
    "Measured",
    "Agrees?",
    "Fixed by",
    "Source",
)
PATTERNS_COMPARED: Final = "{policy} against {reference}"
PATTERNS_MEASURED: Final = "{change} {unit} ({interval})"
PATTERNS_AGREES: Final = "agrees"
PATTERNS_AGAINST: Final = "contradicts"
PATTERNS_UNCLEAR: Final = "cannot be told from 0"
PATTERNS_ONE: Final = "one replication"
PATTERNS_NOT_MEASURED: Final = "not measured"
PATTERNS_HOURS: Final = "crew hours a day, {use}"
PATTERNS_HOURS_OF: Final = "crew hours a day of {force}, {use}"
PATTERNS_HOURS_UNIT: Final = "h"

# --- money ----------------------------------------------------------------------------------------------------------
MONEY_TITLE: Final = "Who pays for what"
MONEY_LEAD: Final = (
    "Booked in whole won and balanced every day: what purposes cost is what payers pay. Posts are paid whether or not "
    "a crew is on assembly duty."
)
MONEY_NONE: Final = "This study kept no table of money."
MONEY_TABLE: Final = "Money by payer and purpose, bn KRW a year, means over {n}; difference = policy minus {reference}"
MONEY_HEAD: Final = ("Payer", "Purpose")
MONEY_DIFFERENCE: Final = "difference"
MONEY_WON: Final = "{won} won"
MONEY_ALL: Final = "all payers"
MONEY_SUM: Final = "all purposes"
MONEY_TOTAL: Final = "{policy} costs {total} bn KRW a year, {difference} bn ({percent}) against {reference}."
MONEY_REFERENCE: Final = "{policy} costs {total} bn KRW a year."
MONEY_BOOKED: Final = (
    "Booked but not simulated: {purposes}. This money does nothing in the model but be spent; a policy that spends on "
    "it gets nothing for it here."
)
MONEY_BOOKED_NONE: Final = "Nothing is booked without being simulated."

# --- by construction ------------------------------------------------------------------------------------------------
LEDGER_TITLE: Final = "By construction: which signs rules alone can fix"
LEDGER_LEAD: Final = (
    "{count} rules of the model stand in a ledger that says whom each favours before anything is simulated and where "
    "that vanishes. Each difference is traced to the part of the policy in which it appears, and the rules are named "
    "that work through the clauses of that part, have an effect at the values of this study, and are of the surest "
    "kind among those. Theorem: follows from queues and distances. Definition: follows from what is counted or "
    "enacted. Ratio of assumptions: the sign hangs on numbers that are assumed. Open: no rule of the ledger fixes it. "
    "That a rule can fix a sign does not say that it alone did; only an open sign is called a finding."
)
LEDGER_TABLE: Final = "The ledger: rules, whom each favours, where its effect vanishes, and what kind of rule it is"
LEDGER_HEAD: Final = ("No.", "Rule", "Favours", "Vanishes at", "Kind")
SIGNS: Final[Mapping[str, str]] = {
    "theorem": "theorem",
    "definition": "definition",
    "assumptions": "ratio of assumptions",
    "open": "open",
    "neutral": "neutral",
}
SIGNS_NONE: Final = (
    "{policy} minus {ground}: no headline difference whose sign is not chance, so there is none to explain."
)
SIGNS_PARTED: Final = "{policy} minus {ground}, taken apart into: {parts}."
SIGNS_WHOLE: Final = (
    "{policy} minus {ground} was not taken apart in this study (`steps_of` names the policies that are), so rules are "
    "matched with all kinds of clauses in which the two differ."
)
SIGNS_TABLE: Final = (
    "Headline differences of {policy} from {ground} whose 95 % t interval excludes 0: the parts that make half or more "
    "of each, their share of the whole (above 100 % where other parts take back), and the rules that can fix the sign"
)
SIGNS_HEAD: Final = ("Outcome", "Unit", "Difference", "in %", "Made at", "Share", "Sign", "Rules")
SIGNS_REST: Final = "none alone (working together, or programme costs)"
SIGNS_PART: Final = "{part} ({clauses})"
SIGNS_KINDS: Final = "{n} kinds of clauses"
LEDGER_NAMED: Final = "Rules named above by their number: whom each favours and where its effect vanishes"
FINDING: Final = "{title}: {change} {unit} ({interval}), {verdict}."
FINDINGS: Final = (
    "Findings, {policy} against {ground}: the signs of {count} differences are fixed by no rule of the ledger."
)
FINDINGS_ONE: Final = "Finding, {policy} against {ground}: the sign of 1 difference is fixed by no rule of the ledger."
FINDINGS_NONE: Final = "Findings, {policy} against {ground}: none. Rules of the ledger can fix every sign above."
