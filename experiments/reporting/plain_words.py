"""The answer in plain words: what the target policy means for a caller, a resident, the commission, the payer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from experiments.analysis.materiality import Judgement
from experiments.analysis.paired import PairedDifference
from experiments.reporting import strings, wording
from experiments.reporting.numbers import decimals, plain, scale_of
from sim.outcomes.outcome import Outcome

TOLD: Final = (
    "response",
    "contact_satisfaction",
    "incidents",
    "violent_true",
    "harm",
    "clearance",
    "trust",
    "fear",
    "patrol_share",
    "contact_share",
    "box_share",
    "commission_share",
    "cost",
)
"""What somebody who is no researcher asks first, in this order. Each has its words in the catalogue."""


def sentence(
    policy: str,
    reference: str,
    region: str,
    found: Mapping[str, tuple[Outcome, PairedDifference, Judgement]],
    *,
    brief: bool = False,
) -> str:
    """One sentence of the outcomes that the study has, those that differ materially first. "" if it has none of them.

    `found`: outcome, paired difference and judgement by the key of the outcome. `brief`: of those that differ alone.
    """
    known = [found[key] for key in TOLD if key in found]
    if not known:
        return ""
    differs = [_differs(*one) for one in known if one[2].material]
    same = [_words(one[0], "same") for one in known if one[2].within]
    open_ = [_words(one[0], "same") for one in known if not one[2].material and not one[2].within]
    parts = (
        strings.PLAIN_DIFFERS.format(list=wording.listed(differs)) if differs else strings.PLAIN_NOTHING,
        strings.PLAIN_SAME.format(list=wording.listed(same)) if same and not brief else "",
        strings.PLAIN_OPEN.format(list=wording.listed(open_)) if open_ and not brief else "",
    )
    said = " ".join(part for part in parts if part)
    return strings.PLAIN.format(policy=policy, reference=reference, region=region, said=said)


def _words(outcome: Outcome, which: str) -> str:
    return str(strings.PLAIN_WORDS[outcome.key][which])


def _differs(outcome: Outcome, difference: PairedDifference, _: Judgement) -> str:
    """The words for more or less, and both values with as many decimals as tell them apart."""
    scale = scale_of(outcome.unit)
    places = decimals(difference.mean * scale.factor, 2)
    values = {
        "value": plain((difference.reference_mean + difference.mean) * scale.factor, places),
        "reference": plain(difference.reference_mean * scale.factor, places),
        "unit": scale.unit,
    }
    words = _words(outcome, "more" if difference.mean > 0 else "less")
    return strings.PLAIN_VALUES.format(words=words, **values)
