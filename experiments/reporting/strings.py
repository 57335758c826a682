"""Every word the report says that is not a name from the model. Results never stand here, only their places."""

from __future__ import annotations

from typing import Final

TITLE: Final = "{policies}: a comparison for {region}"
LANGUAGE: Final = "en"
PRODUCED: Final = "{study}, rung {rung}, fingerprint {fingerprint}, written {written}."
CONTENTS: Final = "Contents"

# --- purpose and limits ---------------------------------------------------------------------------------------------
PURPOSE_TITLE: Final = "Question, purpose, limits"
PURPOSE: Final = (
    "This is theoretical exposition and scenario exploration: a conditional comparison of institutions under stated "
    "assumptions, not an estimate of effects on real crime. All policies face the same world and the same fate (common "
    "random numbers); they differ in who commands, answers, appoints, informs, pays and judges whom, and in nothing "
    "else. No model of governance has a bonus on an outcome. Districts, residents, recorded crimes, police boxes "
    "(지역경찰관서) and officers come from real tables where the region is real; places inside a district are "
    "generated, and most other numbers are assumptions, counted as such below. Intervals show the spread between "
    "replications of the model, not what is unknown about the world."
)
PURPOSE_RUNG: Final = (
    "Rung {rung} of four, each nested in the next: at the values of a lower one what a higher one adds is exactly "
    "absent. {sentence}"
)
TERMS: Final = (
    "Words: unitary model (일원화 모형), dual model (이원화 모형), national police affairs (국가경찰사무), autonomous "
    "police affairs (자치경찰사무), Si/Do Autonomous Police Commission (시·도자치경찰위원회), 112 call (112신고), "
    "dispatch (출동), first response (초동조치), hand-over (사건 인계), perceived safety (체감안전도), contact "
    "satisfaction (치안고객만족도). A crew is one patrol car on duty."
)
RUN_POLICIES: Final = "Policies"
RUN_REGION: Final = "Region"
RUN_REGION_IS: Final = "{name}: {districts}, {residents} residents, {officers} officers"
RUN_CREWS: Final = "Crews on duty"
RUN_PERIOD: Final = "Period"
RUN_PERIOD_IS: Final = "{days} from {start}, after {burn} of burn-in under the law in force ({base})"
RUN_REPLICATIONS: Final = "Replications"
RUN_REPLICATIONS_IS: Final = "{finished} of {asked}; steps and scenarios in the first {extra}; seed {seed}"
RUN_RUNG: Final = "Rung"
RUN_RUNG_CHANGED: Final = "{rung}, but with {changed}"
RUN_CHECKS: Final = "Checks"
RUN_CONSERVED: Final = "every call of every run is closed in exactly one way or still open"
RUN_NOT_CONSERVED: Final = "NOT conserved: calls are missing in {cases}; do not use these results"
RUN_CEILING: Final = "{above} of {potential} potential incidents lay above the thinning ceiling"

# --- differences ----------------------------------------------------------------------------------------------------
DIFFERENCE_TITLE: Final = "What differs"
DIFFERENCE_ONE: Final = "Only one policy ran ({policy}), so nothing is compared; its values stand below."
DIFFERENCE_LEAD: Final = "{policy} against {reference}, {n}: of {compared} headline outcomes {counted}."
DIFFERENCE_FAMILY: Final = "{family}: {counted}{largest}."
DIFFERENCE_RESPONSE: Final = "Response time of {policy} in words"
DIFFERENCE_LARGEST: Final = " (largest: {title}, {percent})"
DIFFERENCE_LEAD_ONE: Final = (
    "{policy} against {reference}: one replication only, so all intervals are unbounded and no outcome can be told "
    "apart from chance; differences are shown for orientation."
)
DIFFERENCE_SENTENCE: Final = (
    "{title}: {value} {unit} against {reference_value} {unit}, a difference of {change} {step} ({percent}; 95 % "
    "interval {interval} {step})."
)
DIFFERENCE_PARTS: Final = "The difference in response time is made of {parts}."
DIFFERENCE_CAUTION: Final = (
    "Common random numbers make small differences visible: “distinguishable” says that the sign is not chance among "
    "replications, nothing about importance. The signs that rules alone can fix are listed below under “By "
    "construction”."
)
DIFFERENCE_HEADLINE: Final = "Headline outcomes"
DIFFERENCE_EVERY: Final = "All other outcomes"
DIFFERENCE_CAPTION: Final = (
    "{title}: means over {n}; difference = policy minus {reference}, with its 95 % t interval over paired replications."
)
DIFFERENCE_HEAD: Final = ("Outcome", "Unit")
DIFFERENCE_COLUMNS: Final = ("mean", "difference", "95 % interval", "in %", "verdict")
FOREST_CAPTION: Final = (
    "Differences from {reference} in % of {reference}; points are means, bars 95 % t intervals over {n}, cut at the "
    "edge of the plot where they go beyond it. Filled points: the interval excludes 0. The panels have scales of their "
    "own."
)
FOREST_ALT: Final = "Forest plot of paired differences from {reference}. {values}."
FOREST_VALUE: Final = "{title}: {percent}"
FOREST_UNBOUNDED: Final = " One replication: intervals are unbounded and not drawn."
FOREST_AXIS: Final = "difference, % of {reference}"
VERDICT_BETTER: Final = "better"
VERDICT_WORSE: Final = "worse"
VERDICT_DIFFERS: Final = "differs"
VERDICT_SAME: Final = "not distinguishable"
VERDICT_EQUAL: Final = "exactly equal"
VERDICT_ONE: Final = "one replication"
VERDICT_NONE: Final = "not defined"

# --- response time --------------------------------------------------------------------------------------------------
PARTS_TITLE: Final = "Response time, decomposed"
PARTS_LEAD: Final = "Response time is call handling, queue, hand-over, turnout and travel; nothing else."
PARTS_CAPTION: Final = (
    "Mean minutes to the first crew of a force that may take the call, by part; diamonds mark the first crew of any "
    "force, which may only assess and hand over. Means over {n} shared by all rows."
)
PARTS_ALT: Final = "Stacked bars of response time. {values}."
PARTS_VALUE: Final = "{case}: {total} min ({parts})"
PARTS_AXIS: Final = "minutes"
PARTS_ANY: Final = "first crew of any force"
PARTS_HEAD: Final = ("Case", "Handling", "Queue", "Hand-over", "Turnout, travel", "Response", "Any crew")
PARTS_TABLE: Final = "Parts of response time in minutes, means over {n}"
PARTS_STEP: Final = "up to {step}"
PARTS_STEP_OF: Final = "{policy} up to {step}"

# --- shares ---------------------------------------------------------------------------------------------------------
SHARES_TITLE: Final = "Share of crews beside share of calls"
SHARES_ONE_POOL: Final = (
    "{policy}: one pool of crews answers all affairs; {local} of dispatched calls are autonomous affairs."
)
SHARES_TWO: Final = (
    "{policy}: the local force has {crews} of the crews and the duty for {local} of dispatched calls; its share of "
    "crews is {ratio} times its share of calls, that of the national force {other_ratio} times."
)
SHARES_CAPTION: Final = "Crews and dispatched calls by force and by kind of affair, means over {n}."
SHARES_ALT: Final = "Bars of shares. {values}."
SHARES_VALUE: Final = "{policy}: local share of crews {crews}, autonomous share of calls {local}"
SHARES_CREWS: Final = "crews"
SHARES_CALLS: Final = "calls"
SHARES_NATIONAL: Final = "national"
SHARES_LOCAL: Final = "local (autonomous)"
SHARES_POOL: Final = "one pool"
SHARES_AXIS: Final = "%"

# --- map ------------------------------------------------------------------------------------------------------------
MAP_TITLE: Final = "Districts"
MAP_LEAD: Final = "{title} under {reference} runs from {low} ({low_name}) to {high} ({high_name}), {unit}."
MAP_LEAD_DIFFERENCE: Final = (
    "{policy} minus {reference} runs from {low} ({low_name}) to {high} ({high_name}); the interval excludes 0 in "
    "{clear} of {districts}."
)
MAP_CAPTION_LEVEL: Final = (
    "{title} under {policy}, {unit}, means over {n}. Circles stand at the centres of the districts, areas follow "
    "residents{river}."
)
MAP_CAPTION_DIFFERENCE: Final = (
    "{title}: {policy} minus {reference}, {unit}, means over {n}. Solid rims: the 95 % t interval excludes 0; dotted: "
    "it does not."
)
MAP_RIVER: Final = "; the band is the river between the banks, drawn from which districts face each other across it"
MAP_ALT_LEVEL: Final = "Map of {title} under {policy}, {unit}. {values}."
MAP_ALT_DIFFERENCE: Final = "Map of the difference in {title}, {policy} minus {reference}, {unit}. {values}."
MAP_LEVEL: Final = "{policy}: {title}, {unit}"
MAP_DIFFERENCE: Final = "{title}: {policy} minus {reference}, {unit}"
MAP_NONE: Final = "No map: the tables the region was read from are no longer there."
MAP_SINGLE: Final = "No map: the region is a single district."

# --- steps ----------------------------------------------------------------------------------------------------------
STEPS_TITLE: Final = "The step at which each difference appears"
STEPS_NONE: Final = "No reform was stopped after its steps in this study (`steps_of` names those that are)."
STEPS_LEAD: Final = "The reform to {policy} is enacted one family of clauses at a time, over {n}."
STEPS_SPLIT: Final = (
    " The bare split gives a part of the crews another name and changes no rule, so it must change no result: over "
    "{n}, it is {exact}."
)
STEPS_EXACT: Final = "exactly 0 in every outcome"
STEPS_ROUNDING: Final = "exactly 0 in {equal} of {all} outcomes and 0 but for rounding in {rounded}"
STEPS_NOT_EXACT: Final = "NOT 0 in {different}, which is an error of the program"
STEPS_LARGEST: Final = "{title}: the largest step is {step} ({change} {unit}, of {total} in all)."
STEPS_TABLE: Final = (
    "Change at each step against the step before, in % of {reference}, means over {n}. * the 95 % t interval of the "
    "change excludes 0."
)
STEPS_HEAD: Final = ("Step", "What is enacted")
STEPS_ALL: Final = "All steps"
STEPS_ZERO: Final = "exactly 0"
STEPS_NEARLY: Final = "0 (rounding)"
STEPS_CAPTION: Final = (
    "Difference from {reference} after each step, % of {reference}: line = mean over {n}, dots = replications (the "
    "intervals of the whole reform stand in the table of headline outcomes)."
)
STEPS_ALT: Final = "Small step plots of the difference after each step of the reform to {policy}. {values}."
STEPS_VALUE: Final = "{title} after all steps: {percent}"
REFORM_SUMMARY: Final = "The reform to {policy} as sentences, with their legal basis"
REFORM_STEP: Final = "{number}. {name}. {sentence}"

# --- scenarios ------------------------------------------------------------------------------------------------------
SCENARIO_TITLE: Final = "The gap at default rules and at {scenarios}"
SCENARIO_TITLE_NONE: Final = "The gap under other rules"
SCENARIO_NONE: Final = (
    "No scenario ran under {reference} and under another policy, so the gap is known at default rules only."
)
SCENARIO_LEAD: Final = (
    "{title}, {policy} minus {reference}: {default} {unit} at default rules, {there} {unit} at {scenario}{left}."
)
SCENARIO_LEFT: Final = " ({share} of the default gap)"
SCENARIO_TABLE: Final = "{policy} minus {reference}, with 95 % t intervals over {n}: default rules beside {scenario}"
SCENARIO_HEAD: Final = ("Outcome", "Unit", "default", "95 % interval", "in %", "{scenario}", "95 % interval", "in %")
SCENARIO_CAPTION: Final = (
    "{policy} minus {reference} in % of {reference} under the same rules; bars: 95 % t intervals over {n}, cut at the "
    "edge of the plot where they go beyond it."
)
SCENARIO_ALT: Final = "Paired differences at default rules and at {scenario}. {values}."
SCENARIO_VALUE: Final = "{title}: {default} and {there}"
SCENARIO_DEFAULT: Final = "default rules"

# --- closed forms ---------------------------------------------------------------------------------------------------
CLOSED_TITLE: Final = "A closed form beside the simulation"
CLOSED_NONE: Final = "No policy divides the crews, so the square-root law has nothing to say about the difference."
CLOSED_LEAD: Final = (
    "Square-root law: where only a share s of randomly placed crews may answer, the nearest is 1/√s times as far "
    "(Kolesar and Blum 1973). The simulation has police boxes, beats, busy crews, mutual aid and hand-overs, so it "
    "need not agree; where it orders the forces alike, that order was to be expected without simulating."
)
CLOSED_TABLE: Final = "{policy} over {reference}: ratio of distance by the law and of simulated minutes, over {n}"
CLOSED_HEAD: Final = ("Affairs", "Share of crews", "1/√s", "Simulated ratio", "95 % interval")
CLOSED_NATIONAL: Final = "national"
CLOSED_LOCAL: Final = "autonomous"
CLOSED_TRAVEL: Final = "Simulated: travel time without turnout ({turnout} min)."
CLOSED_RESPONSE: Final = (
    "Simulated: response time without handling ({handling} min) and turnout ({turnout} min), queue included."
)
CLOSED_SAME: Final = "In the mean, the law and the simulation order the two kinds of affairs alike: {order}."
CLOSED_OTHER: Final = "In the mean, the law and the simulation order the two kinds of affairs differently."
CLOSED_ORDER: Final = "{first} affairs lose more than {second} ones"

# --- plausibility ---------------------------------------------------------------------------------------------------
PLAUSIBLE_TITLE: Final = "Plausibility of {base}"
PLAUSIBLE_LEAD: Final = (
    "{inside} of {known} figures lie inside their ranges ({calibrated} of them calibrated: parameters were set so that "
    "they come out, which is no evidence for the model). Utilisation of crews is {utilisation}."
)
PLAUSIBLE_MISSING: Final = "{count} figures were not kept by this study."
PLAUSIBLE_SHORT: Final = "The ranges are for a year; this study ran {days}."
PLAUSIBLE_BASE_MISSING: Final = (
    "The law in force ({base}) is not among the policies, so nothing can be held against real figures."
)
PLAUSIBLE_TABLE: Final = "Figures under {base}, rung {rung}, means over replications, beside real ones"
PLAUSIBLE_HEAD: Final = ("Figure", "Unit", "Model", "Real", "Allowed", "Inside?", "Kind", "Source")
PLAUSIBLE_YES: Final = "yes"
PLAUSIBLE_NO: Final = "no"
PLAUSIBLE_RANGE: Final = "{low} to {high}"

# --- precision ------------------------------------------------------------------------------------------------------
PRECISION_TITLE: Final = "Precision"
PRECISION_LEAD: Final = (
    "{enough} of {known} headline differences have a half-width of 2 % of {reference} or less; all of them would take "
    "{needed} replications (judged from {n}, so roughly)."
)
PRECISION_ONE: Final = "One replication shows no spread: how many a precision takes cannot be told from it."
PRECISION_NONE: Final = "Nothing is compared, so no precision is asked for."
PRECISION_TABLE: Final = (
    "{policy} minus {reference}: half-width of the 95 % t interval, and replications for 2 % of {reference}"
)
PRECISION_HEAD: Final = ("Outcome", "Half-width now", "Replications for 2 %")

# --- reproduction ---------------------------------------------------------------------------------------------------
AGAIN_TITLE: Final = "How to reproduce this"
AGAIN_COMMAND: Final = "In a clone of the same version:"
AGAIN_SAME: Final = "The same seed gives the same rows, whatever the number of workers and the order of replications."
AGAIN_VERSION: Final = "Version"
AGAIN_VERSION_IS: Final = "{version}{commit}, sources {sources}, locked dependencies {lock}"
AGAIN_COMMIT: Final = ", commit {commit}"
AGAIN_CHANGED: Final = " with uncommitted changes"
AGAIN_PACKAGES: Final = "Packages"
AGAIN_MACHINE: Final = "Machine"
AGAIN_SEED: Final = "Seed"
EVIDENCE_LEAD: Final = "The {count} numbers behind the parameters in use: {statuses}."
EVIDENCE_STATUS: Final = "{count} {status}"
EVIDENCE_ASSUMED: Final = "The {count} assumptions, by key of the evidence table"
EVIDENCE_CITED: Final = "Sources cited for the other {count}"
EVIDENCE_TABLES: Final = "Tables of the region"
CONFIGURATION: Final = "The resolved configuration"

# --- counts ---------------------------------------------------------------------------------------------------------
REPLICATION: Final = "1 replication"
REPLICATIONS: Final = "{n} replications"
DAY: Final = "1 day"
DAYS: Final = "{n} days"
DISTRICT: Final = "1 district"
DISTRICTS: Final = "{n} districts"
BETTER: Final = "{n} better"
WORSE: Final = "{n} worse"
DIFFERENT: Final = "{n} different without a better direction"
SAME: Final = "{n} not distinguishable"
EQUAL: Final = "{n} exactly equal"
