"""Section: what differs materially between the policies, in sentences made of the numbers, and in tables by family."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from experiments.analysis.materiality import Judgement
from experiments.analysis.paired import PairedDifference
from experiments.reporting import certainty, difference_plot, difference_table, strings, wording
from experiments.reporting.blocks import Block, Folded, Items, Section, Text
from experiments.reporting.headline import BY_KEY, headlines, verdict
from experiments.reporting.numbers import amount, change, decimals, interval, level, percent, plain, scale_of
from experiments.reporting.response_parts import PARTS
from experiments.reporting.study import Study
from sim.outcomes.outcome import FAMILIES, Outcome

SAID: Final = ("response", "response_urgent", "response_local", "response_national")
"""Outcomes that are put in a sentence."""

type Found = Mapping[Outcome, PairedDifference | None]


def section(study: Study) -> Section:
    """Sentences, forest plot, tables. With one policy, its values."""
    blocks = (
        *_words(study),
        *difference_plot.figures(study),
        *difference_table.tables(study),
        *certainty.blocks(study),
    )
    return Section("differences", strings.DIFFERENCE_TITLE, blocks)


def _words(study: Study) -> tuple[Block, ...]:
    if not study.others:
        return (Text(strings.DIFFERENCE_ONE.format(policy=study.reference)),)
    blocks = [block for other in study.others for block in _about(study, other)]
    return (*blocks, Text(strings.DIFFERENCE_CAUTION.format(restated=_restated(study))))


def _restated(study: Study) -> str:
    """Which margins the study states itself, and whether they were others before."""
    said = study.about["configuration"].get("margins", {})
    names = [f"{BY_KEY[key].title.lower()} ({size:g})" for key, size in said.items()]
    words = strings.DIFFERENCE_RESTATED.format(margins=wording.listed(names)) if names else ""
    return words + (strings.DIFFERENCE_CHANGED if "margins_before" in study.about else "")


def _about(study: Study, policy: str) -> tuple[Block, ...]:
    """A count, the families, and response time in words, folded away where several policies are compared."""
    found = {o: study.difference(o.key, policy) for o in headlines()}
    first = (Text(_lead(study, policy, found), strong=True), Items(tuple(_families(study, policy, found))))
    said = Items(tuple(_response(study, policy, found)))
    return (*first, Folded(strings.DIFFERENCE_RESPONSE.format(policy=policy), (said,)) if study.others[1:] else said)


def _response(study: Study, policy: str, found: Found) -> Iterator[str]:
    for key in SAID:
        if (difference := found[BY_KEY[key]]) is not None:
            yield _sentence(study, BY_KEY[key], difference)
    parts = [(BY_KEY[key].title, study.difference(key, policy)) for key in PARTS]
    terms = [f"{title.lower()} {change(d, 'min')} min" for title, d in parts if d is not None and d.mean != 0]
    if terms:
        yield strings.DIFFERENCE_PARTS.format(parts=", ".join(terms))


def _lead(study: Study, policy: str, found: Found) -> str:
    n = len(study.replications(policy, study.reference))
    words = {"policy": policy, "reference": study.reference}
    if n == 1:
        return strings.DIFFERENCE_LEAD_ONE.format(**words)
    compared = sum(difference is not None for difference in found.values())
    counted = _counted(study, found)
    return strings.DIFFERENCE_LEAD.format(n=wording.replications(n), compared=compared, counted=counted, **words)


def _families(study: Study, policy: str, found: Found) -> list[str]:
    """For each family how many outcomes differ, and the difference of most margins."""
    if len(study.replications(policy, study.reference)) == 1:
        return []
    said = []
    for family in FAMILIES:
        known = {o: d for o, d in found.items() if o.family == family and d is not None}
        if known:
            words = {"family": strings.FAMILIES[family], "counted": _counted(study, known)}
            said.append(strings.DIFFERENCE_FAMILY.format(largest=_largest(study, known), **words))
    return said


def _largest(study: Study, known: Mapping[Outcome, PairedDifference]) -> str:
    """The material difference of most margins in words; "" where none is material."""
    sizes = {
        o: abs(d.mean) / study.margin(d) for o, d in known.items() if study.margin(d) and study.judged(o, d).material
    }
    if not sizes:
        return ""
    first = max(sizes, key=lambda o: sizes[o])
    words = {"title": first.title.lower(), "percent": percent(known[first])}
    return strings.DIFFERENCE_LARGEST.format(margins=plain(sizes[first], min(1, decimals(sizes[first], 2))), **words)


def _counted(study: Study, found: Found) -> str:
    """How many differences have which verdict."""
    count = Counter(study.judged(outcome, d) for outcome, d in found.items() if d is not None)
    same = {strings.ALIKE: count[Judgement.ALIKE], strings.UNCLEAR: count[Judgement.UNCLEAR]}
    words = {
        strings.BETTER: count[Judgement.BETTER],
        strings.WORSE: count[Judgement.WORSE],
        strings.DIFFERENT: count[Judgement.HIGHER] + count[Judgement.LOWER],
        strings.SAME.replace("{which}", _numbered(same)): sum(same.values()),
        strings.EQUAL: count[Judgement.EQUAL],
    }
    return _numbered(words)


def _numbered(words: Mapping[str, int]) -> str:
    """What there are some of, with their number."""
    return ", ".join(said.format(n=n) for said, n in words.items() if n)


def _sentence(study: Study, outcome: Outcome, difference: PairedDifference) -> str:
    return strings.DIFFERENCE_SENTENCE.format(
        title=outcome.title,
        value=level(difference.reference_mean + difference.mean, outcome.unit),
        reference_value=level(difference.reference_mean, outcome.unit),
        unit=scale_of(outcome.unit).unit,
        step=scale_of(outcome.unit).step,
        change=change(difference, outcome.unit),
        percent=percent(difference),
        interval=interval(difference, outcome.unit),
        margin=amount(study.margin(difference), outcome.unit),
        verdict=verdict(study, outcome, difference).words,
    )
