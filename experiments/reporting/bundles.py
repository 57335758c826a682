"""What bundles of strategies do about the distance to the target: gap closure, non-inferiority, and their money."""

from __future__ import annotations

import math
from collections.abc import Mapping

from experiments.analysis.equivalence import non_inferiority
from experiments.analysis.gap_closure import GapClosure, Kind, gap_closure
from experiments.analysis.materiality import Judgement
from experiments.design.policies import MORE_OFFICERS
from experiments.reporting import reform, strings, wording
from experiments.reporting.blocks import Block, Cell, Row, Table, Text, cells
from experiments.reporting.headline import BY_KEY, headlines
from experiments.reporting.numbers import NONE, change, plain, scale_of
from experiments.reporting.study import Study
from sim.outcomes.outcome import Outcome


def target(study: Study) -> str:
    """The policy whose distance is to be covered: the first other governance model without strategies; "" if none."""
    about = study.about["cases"]
    return next((policy for policy in study.others if not about[policy]["strategies"]), "")


def bundles(study: Study) -> tuple[str, ...]:
    """Policies with strategies, and what their money buys otherwise, in the order asked for."""
    return tuple(policy for policy in study.others if study.about["cases"][policy]["strategies"])


def on_ground(study: Study) -> tuple[str, ...]:
    """Those of the bundles that are built on the reference's governance model."""
    about = study.about["cases"]
    ground = about[study.reference]["governance"]
    return tuple(policy for policy in bundles(study) if about[policy]["governance"] == ground)


def blocks(study: Study, worth: tuple[Outcome, ...]) -> tuple[Block, ...]:
    """`worth`: outcomes in which the target is materially better, so that there is a gap worth closing."""
    tried, aim = on_ground(study), target(study)
    if not tried or not aim:
        return ()
    if not worth:
        first: Block = Text(strings.CLOSURE_NOTHING.format(target=aim, reference=study.reference))
    else:
        first = _closure(study, worth, tried, aim)
    return (first, _effects(study), *_bought(study), *_carried(study), Text(_law(study)))


def _closure(study: Study, worth: tuple[Outcome, ...], tried: tuple[str, ...], aim: str) -> Table:
    n = wording.replications(len(study.replications(*tried, aim, study.reference)))
    caption = strings.CLOSURE_TABLE.format(target=aim, reference=study.reference, n=n)
    rows = tuple(Row(o.key, cells(o.title, *(_closed(study, o, policy, aim) for policy in tried))) for o in worth)
    return Table("closure", caption, (strings.OUTCOME, *tried), rows, frozenset())


def _closed(study: Study, outcome: Outcome, policy: str, aim: str) -> str:
    """Share of the gap with its set, and whether the bundle is shown not to be worse than the target."""
    shared = study.replications(policy, aim, study.reference)
    ours, ground, goal = (study.values(case, outcome.key, shared) for case in (policy, study.reference, aim))
    to_goal = study.difference(outcome.key, policy, aim, shared)
    if to_goal is None:
        return NONE
    test = non_inferiority(to_goal, outcome.better, study.margin(to_goal))
    enough = strings.CLOSURE_ENOUGH if test.holds else strings.CLOSURE_NOT_SHOWN
    return strings.CLOSURE_CELL.format(closure=_share(gap_closure(ours, ground, goal)), enough=enough)


def _share(closure: GapClosure) -> str:
    if closure.kind is Kind.NO_GAP or math.isnan(closure.ratio):
        return strings.CLOSURE_NO_GAP
    words = {
        Kind.BOUNDED: strings.CLOSURE_BOUNDED,
        Kind.EXCLUSIVE: strings.CLOSURE_EXCLUSIVE,
        Kind.WHOLE_LINE: strings.CLOSURE_WHOLE,
    }
    low, high = (_percent(end) for end in (closure.low, closure.high))
    return words[closure.kind].format(share=_percent(closure.ratio), low=low, high=high)


def _percent(share: float) -> str:
    return plain(100 * share, 0) if math.isfinite(share) else strings.CLOSURE_INFINITE


def _effects(study: Study) -> Table:
    """Every bundle and every use of its money: what is material against the reference in any of them."""
    every = bundles(study)
    found = {policy: _judged(study, policy) for policy in every}
    shown = [o for o in headlines() if any(o in of and of[o].material for of in found.values())]
    n = wording.replications(len(study.replications(*every, study.reference)))
    caption = strings.EFFECTS_TABLE.format(reference=study.reference, n=n, left=len(headlines()) - len(shown))
    rows = tuple(Row(o.key, (*cells(o.title, scale_of(o.unit).step), *_row(study, o, found))) for o in shown)
    cost = BY_KEY["cost"]
    if cost not in shown and study.known(cost.key):
        rows += (Row(cost.key, (*cells(cost.title, scale_of(cost.unit).step), *_row(study, cost, found))),)
    return Table("effects", caption, (strings.OUTCOME, strings.UNIT, *every), rows, frozenset())


def _judged(study: Study, policy: str) -> dict[Outcome, Judgement]:
    found = ((o, study.difference(o.key, policy)) for o in headlines())
    return {o: study.judged(o, d) for o, d in found if d is not None}


def _row(study: Study, outcome: Outcome, found: Mapping[str, Mapping[Outcome, Judgement]]) -> tuple[Cell, ...]:
    return tuple(_cell(study, outcome, policy, of.get(outcome)) for policy, of in found.items())


def _cell(study: Study, outcome: Outcome, policy: str, judged: Judgement | None) -> Cell:
    difference = study.difference(outcome.key, policy)
    if difference is None or judged is None:
        return Cell(NONE)
    words = strings.RUNGS_CELL.format(change=change(difference, outcome.unit), verdict=strings.JUDGEMENTS[judged])
    return Cell(words, {Judgement.BETTER: "good", Judgement.WORSE: "bad"}.get(judged, ""))


def _bought(study: Study) -> tuple[Block, ...]:
    """How many crews the money of a bundle buys where it is spent on crews; nothing where no policy spends it so."""
    about = study.about["cases"]
    spent = [policy for policy in bundles(study) if about[policy].get("reference") == MORE_OFFICERS]
    said = []
    for policy in spent:
        ran = (facts["cases"][policy] for facts in study.facts if policy in facts["cases"])
        added = [facts["posts_added"] for facts in ran if "posts_added" in facts]
        if not added:  # results of a version that did not keep it
            continue
        mean = sum(added) / len(added)
        words = strings.BOUGHT_CREWS.format(crews=plain(mean, 1)) if mean else strings.BOUGHT_NONE
        said.append(strings.BOUGHT.format(policy=policy, bought=words))
    return (Text(" ".join(said)),) if said else ()


def _carried(study: Study) -> tuple[Block, ...]:
    """How far officers do what the strategies of each policy ask of them; nothing where that is all, or nothing."""
    matters = float(study.about["configuration"]["administration"]["acceptance"]["matters"])
    if matters == 0.0 or not study.known("acceptance"):
        return ()
    shares = [
        strings.CARRIED_SHARE.format(
            policy=policy, share=plain(100.0 * (1.0 - matters * (1.0 - study.mean(policy, "acceptance"))), 0)
        )
        for policy in bundles(study)
        if not study.about["cases"][policy].get("reference")
        and (found := reform.institution(study, policy)) is not None
        and found.asked_of_officers
    ]
    return (Text(strings.CARRIED_OUT.format(shares="; ".join(shares))),) if shares else ()


def _law(study: Study) -> str:
    """On what legal basis each strategy of the bundles stands."""
    names = dict.fromkeys(name for policy in bundles(study) for name in study.about["cases"][policy]["strategies"])
    said = ((name, strings.BASES[reform.legal_basis(study, name)]) for name in names)
    bases = [strings.BASIS.format(strategy=name, basis=basis) for name, basis in said]
    return strings.BASIS_LEAD.format(bases="; ".join(bases))
