"""Section: the institution of every policy beside the one it reforms, as a drawing and as sentences."""

from __future__ import annotations

from experiments.reporting import alike, institution_drawing, reform, strings
from experiments.reporting.blocks import Block, Figure, Folded, Items, Section, Text
from experiments.reporting.study import Study
from sim.governance.base import Step
from sim.institution.diff import diff, kinds
from sim.institution.institution import Institution


def section(study: Study) -> Section:
    """For each policy that differs from the base: what it changes, drawn and said."""
    base = study.about["configuration"]["base"]
    others = [policy for policy in study.policies if policy != base]
    lead = strings.INSTITUTION_LEAD if others else strings.INSTITUTION_ONE
    blocks: list[Block] = [Text(lead.format(base=base))]
    for number, policy in enumerate(others, 1):
        blocks += _of(study, policy, base, number)
    return Section("institutions", strings.INSTITUTION_TITLE, tuple(blocks))


def _of(study: Study, policy: str, base: str, number: int) -> tuple[Block, ...]:
    after = reform.institution(study, policy)
    if after is None:
        return (Text(strings.INSTITUTION_GONE.format(policy=policy)),)
    before = reform.before(study)
    changes = diff(before, after)
    if not changes:
        return (Text(strings.INSTITUTION_SAME.format(policy=policy)),)
    count = strings.INSTITUTION_SENTENCE if len(changes) == 1 else strings.INSTITUTION_SENTENCES.format(n=len(changes))
    words = {"policy": policy, "base": base, "count": count, "kinds": ", ".join(kinds(before, after))}
    lead = strings.INSTITUTION_COUNT.format(**words)
    figure = Figure(
        f"institution-{number}",
        institution_drawing.figure(before, after),
        strings.INSTITUTION_ALT.format(**words),
        strings.INSTITUTION_CAPTION.format(**words),
    )
    return Text(lead), figure, _text(study, policy, before, after)


def _text(study: Study, policy: str, before: Institution, after: Institution) -> Folded:
    """The reform step by step where it has steps, and what strategies amend."""
    found = reform.sentences(study, reform.steps(study, policy))
    names = dict.fromkeys((*before.names, *after.names))
    blocks: list[Text | Items] = []
    for number, (step, several) in enumerate(found, 1):
        blocks += [Text(_numbered(number, step), strong=True), Items(alike.merged(several, names))]
    reformed = found[-1][0].institution if found else before
    if amended := diff(reformed, after):
        blocks.append(Items(alike.merged(amended, names)))
    return Folded(strings.REFORM_SUMMARY.format(policy=policy), tuple(blocks))


def _numbered(number: int, step: Step) -> str:
    return strings.REFORM_STEP.format(number=number, name=step.name.capitalize(), sentence=step.sentence)
