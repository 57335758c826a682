"""Section: for every difference the part of the reform it comes from, and whether a rule of the model fixes its sign.

Only a sign that no rule of the ledger fixes is called a finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple, final

from experiments.analysis.paired import PairedDifference
from experiments.inputs.benchmarks import DIVIDED, STRATEGIES, BuiltIn, read_ledger
from experiments.reporting import attribution, fewer, strings
from experiments.reporting.attribution import Origin, Part
from experiments.reporting.blocks import Block, Folded, Items, Row, Section, Table, Text, cells
from experiments.reporting.headline import headlines, verdict
from experiments.reporting.numbers import NONE, change, interval, percent, plain, scale_of
from experiments.reporting.study import Study
from sim.outcomes.outcome import Outcome

type Ledger = tuple[BuiltIn, ...]

KINDS_SHOWN: Final = 3
"""Kinds of clauses that are named for one part; of more only the number is."""


@final
class Sign(NamedTuple):
    """A difference with a sure sign that may matter, the parts that make it, and the rules that can fix the sign."""

    outcome: Outcome
    difference: PairedDifference
    origins: tuple[Origin, ...]
    rules: tuple[BuiltIn, ...]


def section(study: Study) -> Section:
    """Signs for every policy, the rules that they name, then the whole ledger."""
    ledger = read_ledger()
    found = {policy: _signs(study, policy, attribution.in_effect(study, policy, ledger)) for policy in study.others}
    named = {rule for signs, _ in found.values() for sign in signs for rule in sign.rules}
    blocks: list[Block] = [Text(strings.LEDGER_LEAD.format(count=len(ledger)))]
    for policy, (signs, parted) in found.items():
        blocks += _of(study, policy, signs, parted, ledger)
    if named:
        blocks.append(_rules("rules-named", strings.LEDGER_NAMED, ledger, named))
    whole = _rules("by-construction", strings.LEDGER_TABLE, ledger, set(ledger))
    return Section("by-construction", strings.LEDGER_TITLE, (*blocks, Folded(strings.LEDGER_TABLE, (whole,))))


def kinds(study: Study, policy: str) -> dict[str, str]:
    """By outcome whose sign is not chance: the kind of the surest rule that can fix it, or "open"."""
    signs, _ = _signs(study, policy, attribution.in_effect(study, policy, read_ledger()))
    return {sign.outcome.key: sign.rules[0].kind if sign.rules else "open" for sign in signs}


def _rules(key: str, caption: str, ledger: Ledger, shown: set[BuiltIn]) -> Table:
    numbered = [(number, rule) for number, rule in enumerate(ledger, 1) if rule in shown]
    rows = (
        Row(str(n), cells(str(n), rule.rule, rule.favours, rule.vanishes_at, strings.SIGNS[rule.kind]))
        for n, rule in numbered
    )
    return Table(key, caption, strings.LEDGER_HEAD, tuple(rows))


def _of(study: Study, policy: str, signs: list[Sign], parted: tuple[Part, ...], ledger: Ledger) -> list[Block]:
    words = {"policy": policy, "ground": study.ground(policy) or study.reference}
    if not signs:
        return [Text(strings.SIGNS_NONE.format(**words))]
    rows = tuple(_row(sign, ledger) for sign in signs)
    caption = strings.SIGNS_TABLE.format(**words)
    lead = strings.SIGNS_PARTED if parted else strings.SIGNS_WHOLE
    table = Table(f"signs-{policy}", caption, strings.SIGNS_HEAD, rows, frozenset((2, 3, 5)))
    said = Text(lead.format(parts=", ".join(part.name for part in parted), **words))
    noted = fewer.note(study, attribution.shared(study, policy, parted)) if parted else ()
    return [said, *noted, table, *_findings(study, signs, words)]


def _signs(study: Study, policy: str, ledger: Ledger) -> tuple[list[Sign], tuple[Part, ...]]:
    """Every headline difference with a sure sign that may matter, and the parts that the policy was taken into."""
    parted, through = attribution.parts(study, policy), attribution.clauses(study, policy)
    ground, found = study.ground(policy) or study.reference, []
    divided = (DIVIDED,) if "split" in through else ()
    for outcome in headlines():
        difference = study.difference(outcome.key, policy, ground)
        if difference is not None and _sure(study, outcome, difference):
            trace = attribution.trace(study, outcome.key, policy, parted)
            rules = attribution.rules(
                ledger, outcome.key, (*divided, *(trace.clauses or through)), _favoured(outcome, difference)
            )
            found.append(Sign(outcome, difference, trace.origins, rules))
    return found, parted


def _favoured(outcome: Outcome, difference: PairedDifference) -> str:
    """Whether a difference favours the `base` it is taken from, the `reform`, or neither by itself (`either`)."""
    if not outcome.better:
        return "either"
    return "reform" if (difference.mean < 0.0) == (outcome.better == "lower") else "base"


def _sure(study: Study, outcome: Outcome, difference: PairedDifference) -> bool:
    """Whether the sign is not chance and the difference is not shown to be immaterial."""
    return difference.distinguishable and not study.judged(outcome, difference).within


def _row(sign: Sign, ledger: Ledger) -> Row:
    unit = sign.outcome.unit
    where = ", ".join(_where(one.part) for one in sign.origins) or NONE
    share = ", ".join(f"{plain(100 * one.share, 0)} %" for one in sign.origins) or NONE
    kind = strings.SIGNS[sign.rules[0].kind if sign.rules else "open"]
    numbers = ", ".join(str(ledger.index(rule) + 1) for rule in sign.rules) or NONE
    first = cells(sign.outcome.title, scale_of(unit).step, change(sign.difference, unit), percent(sign.difference))
    return Row(sign.outcome.key, (*first, *cells(where, share, kind, numbers)))


def _where(part: Part) -> str:
    """A step with its kinds of clauses; the name of a part of a strategy says them."""
    if STRATEGIES in part.clauses or part.name == strings.SIGNS_REST:
        return part.name
    many = len(part.clauses) > KINDS_SHOWN
    clauses = strings.SIGNS_KINDS.format(n=len(part.clauses)) if many else ", ".join(part.clauses)
    return strings.SIGNS_PART.format(part=part.name, clauses=clauses)


def _findings(study: Study, signs: list[Sign], words: dict[str, str]) -> Iterator[Block]:
    found = [sign for sign in signs if not sign.rules]
    if not found:
        yield Text(strings.FINDINGS_NONE.format(**words))
        return
    said = strings.FINDINGS_ONE if len(found) == 1 else strings.FINDINGS
    yield Text(said.format(count=len(found), **words), strong=True)
    yield Items(tuple(_finding(study, sign) for sign in found))


def _finding(study: Study, sign: Sign) -> str:
    unit = sign.outcome.unit
    return strings.FINDING.format(
        title=sign.outcome.title,
        change=change(sign.difference, unit),
        unit=scale_of(unit).step,
        interval=interval(sign.difference, unit),
        verdict=verdict(study, sign.outcome, sign.difference).words,
    )
