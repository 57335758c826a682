"""Signs that were reported from Korea beside the signs of a study: agreement, contradiction, or neither."""

from __future__ import annotations

from collections import Counter
from typing import Final

from experiments.analysis.paired import PairedDifference, paired_difference
from experiments.inputs.benchmarks import Pattern, read_patterns
from experiments.reporting import strings
from experiments.reporting.blocks import Block, Cell, Row, Table, Text, cells
from experiments.reporting.headline import BY_KEY
from experiments.reporting.numbers import NONE, change, interval, scale_of
from experiments.reporting.study import Study

USE: Final = "use:"
HOUR_MIN: Final = 60.0


def blocks(study: Study) -> tuple[Block, ...]:
    """A table of the patterns between institutions that both ran; nothing where none did."""
    found = [pattern for pattern in read_patterns() if study.replications(pattern.policy, pattern.reference)]
    if not found:
        return ()
    measured = [(pattern, measure(study, pattern)) for pattern in found]
    rows = tuple(_row(number, pattern, difference) for number, (pattern, difference) in enumerate(measured))
    said = Counter(verdict(pattern, difference).words for pattern, difference in measured)
    lead = strings.PATTERNS_LEAD.format(
        agree=said[strings.PATTERNS_AGREES],
        against=said[strings.PATTERNS_AGAINST],
        unclear=said[strings.PATTERNS_UNCLEAR] + said[strings.PATTERNS_ONE],
        measured=len(found) - said[strings.PATTERNS_NOT_MEASURED],
        rest=said[strings.PATTERNS_NOT_MEASURED],
    )
    return Text(lead), Table("patterns", strings.PATTERNS_TABLE, strings.PATTERNS_HEAD, rows)


def measure(study: Study, pattern: Pattern) -> PairedDifference | None:
    """The difference that corresponds to a pattern; None where nothing measured does."""
    if not pattern.measure.startswith(USE):
        return study.difference(pattern.measure, pattern.policy, pattern.reference) if pattern.measure else None
    use, _, force = pattern.measure.removeprefix(USE).partition("@")
    shared = study.replications(pattern.policy, pattern.reference)
    if not any(known == use for _, _, known in study.minutes):
        return None
    days = HOUR_MIN * study.about["days"]
    ours, theirs = (study.spent(case, use, force, shared) / days for case in (pattern.policy, pattern.reference))
    return paired_difference(pattern.measure, ours, theirs)


def verdict(pattern: Pattern, difference: PairedDifference | None) -> Cell:
    """Whether a measured sign is the expected one; only a sign that is not chance agrees or contradicts."""
    if difference is None:
        return Cell(strings.PATTERNS_NOT_MEASURED)
    if difference.n == 1:
        return Cell(strings.PATTERNS_ONE)
    up = difference.mean > 0
    wanted = pattern.expected.endswith("up")
    if pattern.expected.startswith("not "):
        against = difference.distinguishable and up == wanted
        return Cell(strings.PATTERNS_AGAINST, "bad") if against else Cell(strings.PATTERNS_AGREES, "good")
    if not difference.distinguishable:
        return Cell(strings.PATTERNS_UNCLEAR)
    return Cell(strings.PATTERNS_AGREES, "good") if up == wanted else Cell(strings.PATTERNS_AGAINST, "bad")


def _row(number: int, pattern: Pattern, difference: PairedDifference | None) -> Row:
    compared = strings.PATTERNS_COMPARED.format(policy=pattern.policy, reference=pattern.reference)
    name, unit = _measured_by(pattern)
    said = NONE
    if difference is not None:
        said = strings.PATTERNS_MEASURED.format(
            change=change(difference, unit), unit=scale_of(unit).step, interval=interval(difference, unit)
        )
    first = cells(pattern.key, pattern.pattern, compared, name, pattern.expected, said)
    last = cells(pattern.fixed_by or NONE, pattern.source)
    return Row(f"{pattern.key}-{number}", (*first, verdict(pattern, difference), *last))


def _measured_by(pattern: Pattern) -> tuple[str, str]:
    """What is measured, and its unit."""
    if pattern.measure.startswith(USE):
        use, _, force = pattern.measure.removeprefix(USE).partition("@")
        words = strings.PATTERNS_HOURS_OF if force else strings.PATTERNS_HOURS
        return words.format(use=use, force=force), strings.PATTERNS_HOURS_UNIT
    outcome = BY_KEY.get(pattern.measure)
    return (outcome.title, outcome.unit) if outcome else (pattern.measure or NONE, "")
