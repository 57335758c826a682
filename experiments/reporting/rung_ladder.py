"""Section: which findings need minds. Every material difference at every rung, and the lowest that shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import final

from experiments.analysis.materiality import Judgement
from experiments.analysis.paired import PairedDifference
from experiments.reporting import strings, wording
from experiments.reporting.blocks import Block, Cell, Row, Section, Table, Text, cells
from experiments.reporting.headline import headlines
from experiments.reporting.numbers import NONE, change, scale_of
from experiments.reporting.study import Study
from sim.outcomes.outcome import Outcome


@final
@dataclass(frozen=True)
class Climb:
    """One outcome of one policy at every rung, over the replications that have all of them."""

    outcome: Outcome
    differences: Mapping[str, PairedDifference | None]
    judgements: Mapping[str, Judgement | None]
    own: str
    """The rung of the study itself."""

    @property
    def found(self) -> Judgement | None:
        """What the study's own rung says."""
        return self.judgements[self.own]

    @property
    def lowest(self) -> str:
        """The lowest rung that says the same; "" where the study's own rung shows nothing material."""
        if self.found is None or not self.found.material:
            return ""
        return next(rung for rung, judged in self.judgements.items() if judged is self.found)

    @property
    def lost_at(self) -> tuple[str, ...]:
        """Rungs above the lowest that do not say the same."""
        after = list(self.judgements)[list(self.judgements).index(self.lowest) :] if self.lowest else []
        return tuple(rung for rung in after if self.judgements[rung] is not self.found)


def section(study: Study) -> Section:
    """One table for each policy that ran at several rungs, or why there is none."""
    climbed = [policy for policy in study.others if len(_ran(study, policy)) > 1]
    if not climbed:
        return Section("rungs", strings.RUNGS_TITLE, (Text(strings.RUNGS_NONE),))
    blocks = [block for policy in climbed for block in _of(study, policy)]
    return Section("rungs", strings.RUNGS_TITLE, (Text(strings.RUNGS_LEAD), *blocks))


def climbs(study: Study, policy: str) -> tuple[Climb, ...]:
    """Every headline outcome of a policy at the rungs it ran at; empty where it ran at one only."""
    ran = _ran(study, policy)
    if len(ran) < 2:
        return ()
    shared = study.replications(*(case for pair in ran.values() for case in pair))
    return tuple(_climb(study, outcome, ran, shared) for outcome in headlines() if study.known(outcome.key))


def said(climb: Climb) -> str:
    """The lowest rung in words, and whether the finding survives above; a dash where there is none."""
    if not climb.lowest:
        return NONE
    if climb.lost_at:
        return strings.RUNGS_LOST.format(rung=climb.lowest, lost=wording.listed(climb.lost_at))
    return climb.lowest


def _ran(study: Study, policy: str) -> dict[str, tuple[str, str]]:
    """By rung: the cases of the policy and of the reference."""
    cases = {rung: (study.at_rung(policy, rung), study.at_rung(study.reference, rung)) for rung in study.rungs()}
    return {rung: pair for rung, pair in cases.items() if all(pair)}


def _climb(study: Study, outcome: Outcome, ran: Mapping[str, tuple[str, str]], shared: tuple[int, ...]) -> Climb:
    found = {rung: study.difference(outcome.key, *pair, shared) for rung, pair in ran.items()}
    verdicts = {rung: None if d is None else study.judged(outcome, d) for rung, d in found.items()}
    return Climb(outcome, found, verdicts, study.rung["name"])


def _of(study: Study, policy: str) -> tuple[Block, ...]:
    every = climbs(study, policy)
    material = [climb for climb in every if any(j is not None and j.material for j in climb.judgements.values())]
    n = wording.replications(max((d.n for climb in every for d in climb.differences.values() if d), default=0))
    words = {"policy": policy, "reference": study.reference, "n": n}
    if not material:
        return (Text(strings.RUNGS_NOTHING.format(**words)),)
    head = (*strings.RUNGS_HEAD, *material[0].judgements, strings.RUNGS_LOWEST)
    rows = tuple(Row(climb.outcome.key, _cells(climb)) for climb in material)
    table = Table(f"rungs-{policy}", strings.RUNGS_TABLE.format(**words), head, rows, frozenset())
    return Text(strings.RUNGS_SAID.format(said=_counted(material), **words), strong=True), table


def _counted(material: list[Climb]) -> str:
    """How many findings each rung is the first to show."""
    first = [climb.lowest for climb in material if climb.lowest]
    said_ = [strings.RUNGS_FIRST.format(rung=rung, n=first.count(rung)) for rung in sorted(set(first))]
    lost = sum(bool(climb.lost_at) for climb in material)
    gone = sum(not climb.lowest for climb in material)
    said_ += [strings.RUNGS_NOT_KEPT.format(n=lost)] if lost else []
    return ", ".join(said_ + ([strings.RUNGS_ELSEWHERE.format(n=gone)] if gone else []))


def _cells(climb: Climb) -> tuple[Cell, ...]:
    outcome = climb.outcome
    each = (_cell(outcome, climb.differences[rung], judged) for rung, judged in climb.judgements.items())
    return (*cells(outcome.title, scale_of(outcome.unit).step), *each, Cell(said(climb)))


def _cell(outcome: Outcome, difference: PairedDifference | None, judged: Judgement | None) -> Cell:
    if difference is None or judged is None:
        return Cell(NONE)
    words = strings.RUNGS_CELL.format(change=change(difference, outcome.unit), verdict=strings.JUDGEMENTS[judged])
    return Cell(words, {Judgement.BETTER: "good", Judgement.WORSE: "bad"}.get(judged, ""))
