"""How sure the headline differences are, folded away: p-values, adjusted for their number, and bootstrap intervals."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.analysis.bootstrap import mean_interval
from experiments.analysis.equivalence import equivalence
from experiments.analysis.multiple import benjamini_hochberg, holm, paired_p
from experiments.analysis.paired import PairedDifference
from experiments.reporting import strings, wording
from experiments.reporting.blocks import Block, Folded, Row, Table, cells
from experiments.reporting.headline import headlines
from experiments.reporting.numbers import NONE, chance, exactly_zero, interval, scale_of
from experiments.reporting.study import Study
from sim.outcomes.outcome import Outcome


def blocks(study: Study) -> tuple[Block, ...]:
    """A folded table for each policy; nothing where only one replication, or one policy, ran."""
    tables = tuple(_table(study, policy) for policy in study.others if len(_shared(study, policy)) > 1)
    return (Folded(strings.CERTAINTY_TITLE, tables),) if tables else ()


def _table(study: Study, policy: str) -> Table:
    """Outcomes that are exactly equal have no p-value and do not count into the family."""
    every = ((o, study.difference(o.key, policy)) for o in headlines())
    found = {o: d for o, d in every if d is not None and not exactly_zero(d)}
    plain = [paired_p(d) for d in found.values()]
    families = zip(found.items(), plain, holm(plain), benjamini_hochberg(plain), strict=True)
    rows = tuple(_row(study, policy, o, d, (p, float(h), float(b))) for (o, d), p, h, b in families)
    n = len(_shared(study, policy))
    caption = strings.CERTAINTY_TABLE.format(
        policy=policy, reference=study.reference, n=wording.replications(n), count=len(rows)
    )
    numbers = frozenset(range(2, len(strings.CERTAINTY_HEAD)))
    return Table(f"certainty-{policy}", caption, strings.CERTAINTY_HEAD, rows, numbers)


def _row(study: Study, policy: str, outcome: Outcome, difference: PairedDifference, p: Sequence[float]) -> Row:
    test = equivalence(difference, study.margin(difference))
    said = (
        *(chance(one) for one in p),
        chance(test.p),
        interval(difference, outcome.unit),
        _bootstrapped(study, policy, outcome, difference),
    )
    return Row(outcome.key, cells(outcome.title, scale_of(outcome.unit).step, *said))


def _bootstrapped(study: Study, policy: str, outcome: Outcome, difference: PairedDifference) -> str:
    shared = _shared(study, policy)
    ours, theirs = (study.values(case, outcome.key, shared) for case in (policy, study.reference))
    found = mean_interval(ours - theirs)
    return interval(difference, outcome.unit, found) if found.low > float("-inf") else NONE


def _shared(study: Study, policy: str) -> tuple[int, ...]:
    return study.replications(policy, study.reference)
