"""Section: the answer on one page. What differs, what fixes it, what bundles do, what one must believe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, final

from experiments.analysis.materiality import Judgement
from experiments.analysis.paired import PairedDifference
from experiments.reporting import (
    bundles,
    by_construction,
    made_up,
    null_model,
    plain_words,
    rung_ladder,
    strings,
    tipping_lines,
    wording,
)
from experiments.reporting.blocks import Block, Cell, Items, Row, Section, Table, Text, cells
from experiments.reporting.headline import BY_KEY, headlines
from experiments.reporting.numbers import NONE, change, decimals, interval, level, plain, scale_of
from experiments.reporting.response_parts import PARTS
from experiments.reporting.study import Study
from sim.outcomes.outcome import FAMILIES, Outcome

GROUPS: Final = (
    (Judgement.BETTER, "ANSWER_BETTER"),
    (Judgement.WORSE, "ANSWER_WORSE"),
    (Judgement.HIGHER, "ANSWER_OTHER"),
    (Judgement.LOWER, "ANSWER_OTHER"),
)
"""Material judgements, in the order of the table, and the string that heads them."""


@final
@dataclass(frozen=True)
class Verdict:
    """One headline outcome of the target against the reference."""

    outcome: Outcome
    difference: PairedDifference
    margin: float
    judged: Judgement


def section(study: Study) -> Section:
    """Question and limits; then, where policies are compared, the answer to the question."""
    first = (Text(study.about["question"], strong=True), Text(strings.ANSWER_PURPOSE))
    aim = bundles.target(study) or next(iter(study.others), "")
    return Section("answer", strings.ANSWER_TITLE, (*first, *(_answer(study, aim) if aim else ())))


def _answer(study: Study, aim: str) -> Iterator[Block]:
    found = verdicts(study, aim)
    if plain := _plain(study, aim, found):
        yield Text(plain, strong=True)
    if others := tuple(_plain(study, key, verdicts(study, key), brief=True) for key in study.others if key != aim):
        yield Items(tuple(filter(None, others)))
    yield Text(_lead(study, aim, found), strong=True)
    yield Text(_horizon(study))
    yield from made_up.blocks(study)
    if len(study.replications(aim, study.reference)) == 1:
        return
    if any(v.judged.material for v in found):
        yield _table(study, aim, found)
    yield Items(tuple(_rest(found)))
    yield from bundles.blocks(study, tuple(v.outcome for v in found if v.judged is Judgement.BETTER))
    yield _parts(study)
    yield Items(tuple(_believed(study, aim, found)))


def _plain(study: Study, aim: str, found: tuple[Verdict, ...], *, brief: bool = False) -> str:
    """The answer in words of everyday; "" where one replication settles nothing."""
    if len(study.replications(aim, study.reference)) <= 1:
        return ""
    told = {v.outcome.key: (v.outcome, v.difference, v.judged) for v in found}
    return plain_words.sentence(aim, study.reference, study.about["region"], told, brief=brief)


def _horizon(study: Study) -> str:
    """How far policies have settled, and over which days they are judged."""
    days = wording.days(study.about["days"])
    if study.turned:
        return strings.ANSWER_TURNED.format(before=wording.days(study.turned), days=days)
    at_rest = study.about["configuration"]["at_rest"]
    return (strings.ANSWER_AT_REST if at_rest else strings.ANSWER_IN_TRANSITION).format(days=days)


def verdicts(study: Study, policy: str) -> tuple[Verdict, ...]:
    """Every headline outcome that both the policy and the reference have."""
    found = ((o, study.difference(o.key, policy)) for o in headlines())
    return tuple(Verdict(o, d, study.margin(d), study.judged(o, d)) for o, d in found if d is not None)


def _lead(study: Study, aim: str, found: tuple[Verdict, ...]) -> str:
    n = wording.replications(len(study.replications(aim, study.reference)))
    count = Counter(v.judged for v in found)
    either = count[Judgement.HIGHER] + count[Judgement.LOWER]
    return strings.ANSWER_LEAD.format(
        policy=aim,
        reference=study.reference,
        n=n,
        all=len(found),
        better=_counted(found, Judgement.BETTER),
        worse=_counted(found, Judgement.WORSE),
        other=_counted(found, Judgement.HIGHER, Judgement.LOWER),
        same=len(found) - count[Judgement.BETTER] - count[Judgement.WORSE] - either,
        alike=count[Judgement.ALIKE],
        equal=count[Judgement.EQUAL],
        region=study.about["region"],
    )


def _counted(found: tuple[Verdict, ...], *among: Judgement) -> str:
    """How many outcomes are judged so, and in which families."""
    keys = {v.outcome.key for v in found if v.judged in among}
    by_family = {family: len(keys & {outcome.key for outcome in headlines(family)}) for family in FAMILIES}
    words = [
        strings.ANSWER_FAMILY.format(family=strings.FAMILIES[family].lower(), n=n)
        for family, n in by_family.items()
        if n
    ]
    return strings.ANSWER_COUNT.format(n=len(keys), families="; ".join(words)) if keys else "0"


def _table(study: Study, aim: str, found: tuple[Verdict, ...]) -> Table:
    """Material differences, with everything that tells how far each can be relied on."""
    fixed = by_construction.kinds(study, aim)
    closed = null_model.null_model(study).get(aim, {})
    climbs = {climb.outcome: climb for climb in rung_ladder.climbs(study, aim)}
    rows: list[Row] = []
    for name in dict.fromkeys(name for _, name in GROUPS):
        group = [judged for judged, heads in GROUPS if heads == name]
        chosen = [v for v in found if v.judged in group]
        if chosen:
            rows.append(Row(f"group-{group[0]}", cells(getattr(strings, name).format(policy=aim)), heading=True))
        rows += [_row(v, fixed, closed, climbs) for v in chosen]
    n = wording.replications(len(study.replications(aim, study.reference)))
    caption = strings.ANSWER_TABLE.format(policy=aim, reference=study.reference, n=n)
    head = tuple(name.format(reference=study.reference) for name in strings.ANSWER_HEAD)
    return Table("answer", caption, head, tuple(rows), frozenset((2, 3, 4, 5, 6)))


def _row(
    said: Verdict,
    fixed: Mapping[str, str],
    closed: Mapping[str, float],
    climbs: Mapping[Outcome, rung_ladder.Climb],
) -> Row:
    outcome, difference, unit = said.outcome, said.difference, said.outcome.unit
    kind = strings.SIGNS[fixed[outcome.key]] if outcome.key in fixed else NONE
    rung = rung_ladder.said(climbs[outcome]) if outcome in climbs else NONE
    values = (level(difference.reference_mean, unit), change(difference, unit), interval(difference, unit))
    theory = _scaled(closed[outcome.key], unit, sign=True) if outcome.key in closed else NONE
    tone = {Judgement.BETTER: "good", Judgement.WORSE: "bad"}.get(said.judged, "")
    words = cells(scale_of(unit).step, *values, _scaled(said.margin, unit), theory, kind, rung)
    return Row(outcome.key, (Cell(outcome.title, tone), *words))


def _scaled(value: float, unit: str, *, sign: bool = False) -> str:
    scaled = value * scale_of(unit).factor
    return plain(scaled, min(decimals(scaled), 4), sign=sign and scaled != 0)


def _rest(found: tuple[Verdict, ...]) -> Iterator[str]:
    """What is not distinguishable: shown to be alike, or undecided."""
    for words, group in (
        (strings.ANSWER_ALIKE, (Judgement.ALIKE, Judgement.EQUAL)),
        (strings.ANSWER_UNCLEAR, (Judgement.UNCLEAR,)),
    ):
        titles = [v.outcome.title for v in found if v.judged in group]
        if titles:
            yield words.format(n=len(titles), titles="; ".join(titles))


def _parts(study: Study) -> Table:
    """Response time of every policy, decomposed."""
    shared = study.replications(*study.policies)
    keys = ("response", *PARTS)
    rows = (
        Row(policy, cells(policy, *(plain(study.mean(policy, key, shared), 2) for key in keys)))
        for policy in study.policies
    )
    caption = strings.ANSWER_PARTS.format(n=wording.replications(len(shared)))
    return Table(
        "answer-parts", caption, (strings.POLICY, *(BY_KEY[k].title for k in keys)), tuple(rows), frozenset(range(1, 6))
    )


def _believed(study: Study, aim: str, found: tuple[Verdict, ...]) -> Iterator[str]:
    """What the answer rests on."""
    fixed = by_construction.kinds(study, aim)
    material = [v.outcome.key for v in found if v.judged.material]
    count = Counter(fixed.get(key, "open") for key in material)
    if material:
        kinds = ", ".join(f"{n} {strings.SIGNS[kind]}" for kind, n in count.most_common())
        yield strings.ANSWER_FIXED.format(n=len(material), kinds=kinds)
    closed = null_model.null_model(study)
    if closed:
        yield null_model.sentence(null_model.orders(study, closed))
    yield from tipping_lines.searched(study)
    yield from tipping_lines.sentences(study)
