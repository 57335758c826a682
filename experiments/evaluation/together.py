"""What strategies do together: contrasts and shares of the whole, and the bundles that do as well as the dual model."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, final

import numpy as np

from experiments.analysis import factorial
from experiments.analysis.equivalence import non_inferiority
from experiments.analysis.gap_closure import Kind, gap_closure
from experiments.analysis.materiality import Judgement, judged
from experiments.analysis.paired import PairedDifference, paired_difference
from experiments.bad_input import BadInput
from experiments.evaluation import kept
from experiments.evaluation.design import FACTORIAL, doses_of
from experiments.evaluation.kept import Floats, Kept
from experiments.reporting.headline import headlines
from sim.outcomes.outcome import Outcome
from sim.strategies.base import LEGAL_BASES

WHOLE: Final = "all"
ROUNDING: Final = 1e-12
"""Share of the largest value below which an effect is none but that of adding in another order."""
PAYERS: Final = {"state": "cost_state", "province": "cost_province"}
EFFECTS: Final[Mapping[str, Callable[[Floats], Floats]]] = {
    "alone": factorial.alone,
    "main": factorial.main_effects,
    "shapley": factorial.shapley,
    "pair": factorial.interactions,
}
"""What is told of single strategies and of pairs, by name."""


@final
@dataclass(frozen=True)
class Factorial:
    """A whole factorial. `strategies` are its factors, in the order of its points."""

    kept: Kept
    strategies: tuple[str, ...]
    law: Mapping[str, str]
    """The legal basis of each strategy."""

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """Headline outcomes that are defined in every run."""
        return tuple(o for o in headlines() if all(np.isfinite(self.table(m, o)).all() for m in self.kept.cases))

    def table(self, model: str, outcome: Outcome) -> Floats:
        """[replication, 2^n]"""
        return np.column_stack([self.kept.of(model, n, outcome.key) for n in range(len(self.kept.points))])

    def bundle(self, number: int) -> tuple[str, ...]:
        """The strategies of a point."""
        return tuple(doses_of(self.kept.points[number]))

    def verdict(self, outcome: Outcome, difference: PairedDifference) -> Judgement:
        return judged(difference, outcome.better, self.margin(outcome, difference))

    def margin(self, outcome: Outcome, difference: PairedDifference) -> float:
        return self.kept.margins[outcome.key].at(difference.reference_mean)


def read(folder: Path) -> Factorial:
    """The factorial of a folder. Raises `BadInput` where there is none, or where it is not whole."""
    from experiments.running.configuration import composed
    from experiments.running.settings import settings

    if FACTORIAL not in kept.parts(folder):
        raise BadInput(f"{folder}: no factorial; allowed: a folder that chian factorial made")
    found = kept.read(folder / FACTORIAL)
    names = tuple(key.split(".")[1] for key in found.points[0] if key != "point")
    grid = [tuple(names[i] for i in range(len(names)) if on[i]) for on in itertools.product((0, 1), repeat=len(names))]
    if [tuple(doses_of(point)) for point in found.points] != grid:
        raise BadInput(f"{folder / FACTORIAL}: its points are no factorial; allowed: every combination, in order")
    known = settings(composed(("study=single",))).strategies
    return Factorial(found, names, {name: known[name].legal_basis if name in known else "" for name in names})


def effects(done: Factorial) -> Iterator[Mapping[str, object]]:
    """A row for each effect that is not exactly 0: of single strategies, of pairs, of all, and what does not add up."""
    for model, outcome in itertools.product(done.kept.cases, done.outcomes):
        values = done.table(model, outcome)
        for what, of in EFFECTS.items():
            named = itertools.combinations(done.strategies, 2 if what == "pair" else 1)
            for names, each in zip(named, of(values).T, strict=True):
                yield from _effect(model, outcome, what, "+".join(names), each, values)
        singles = factorial.alone(values).sum(axis=1)
        for what, each in (
            ("whole", factorial.whole(values)),
            ("sum", singles),
            ("not_additive", factorial.not_additive(values)),
        ):
            yield from _effect(model, outcome, what, WHOLE, each, values)


def _effect(
    model: str, outcome: Outcome, what: str, names: str, each: Floats, values: Floats
) -> Iterator[Mapping[str, object]]:
    if np.abs(each).max() <= ROUNDING * np.abs(values).max():
        return
    found = paired_difference(outcome.key, each, np.zeros(len(each)))
    yield {
        "governance": model,
        "what": what,
        "strategies": names,
        "outcome": outcome.key,
        "reference": float(values[:, 0].mean()),
        "mean": found.mean,
        "low": found.low,
        "high": found.high,
        "n": found.n,
    }


def variances(done: Factorial) -> Iterator[Mapping[str, object]]:
    """How much of what bundles differ by is due to single strategies, to pairs, to three or more at once."""
    for model, outcome in itertools.product(done.kept.cases, done.outcomes):
        found = factorial.variance(done.table(model, outcome))
        if not np.isnan(found.single):
            yield {"governance": model, "outcome": outcome.key, **found._asdict()}


def gaps(done: Factorial) -> tuple[Outcome, ...]:
    """Outcomes with a better side in which the last model is materially better than the first, both without
    strategies: there alone is a distance worth closing."""
    return tuple(o for o in _directed(done) if done.verdict(o, _between(done, o)) is Judgement.BETTER)


def bundles(done: Factorial) -> Iterator[Mapping[str, object]]:
    """A row for each combination under the first model: law, money by payer, how it stands to both models without."""
    wanted, directed = gaps(done), _directed(done)
    for number in range(len(done.kept.points)):
        names = done.bundle(number)
        paid = {o: _change(done, o, number).mean for o in ("cost", *PAYERS.values())}
        judgements = [done.verdict(o, _change(done, o.key, number)) for o in directed if o.key != "cost"]
        yield {
            "strategies": "+".join(names) or "none",
            "legal_basis": max((done.law[name] for name in names), key=_hardest, default="now"),
            "cost": paid["cost"],
            **{payer: paid[key] for payer, key in PAYERS.items()},
            "others": paid["cost"] - sum(paid[key] for key in PAYERS.values()),
            "gaps": len(wanted),
            "reached": sum(_as_good(done, o, number) for o in wanted),
            "better": judgements.count(Judgement.BETTER),
            "worse": judgements.count(Judgement.WORSE),
            "directed": len(judgements),
            "not_worse_than_dual": sum(_as_good(done, o, number) for o in directed if o.key != "cost"),
        }


def closures(done: Factorial) -> Iterator[Mapping[str, object]]:
    """A row for each bundle and each outcome with a gap: how much of it is closed, with Fieller's set."""
    first, last = done.kept.cases[0], done.kept.cases[-1]
    for number, outcome in itertools.product(range(1, len(done.kept.points)), gaps(done)):
        ours, ground, goal = (done.kept.of(m, n, outcome.key) for m, n in ((first, number), (first, 0), (last, 0)))
        found, change = gap_closure(ours, ground, goal), _change(done, outcome.key, number)
        bounded = found.kind is Kind.BOUNDED
        yield {
            "strategies": "+".join(done.bundle(number)),
            "outcome": outcome.key,
            "gap": float((goal - ground).mean()),
            "mean": change.mean,
            "low": change.low,
            "high": change.high,
            "share": found.ratio,
            "share_low": found.low if bounded else float("nan"),
            "share_high": found.high if bounded else float("nan"),
            "reached": int(_as_good(done, outcome, number)),
        }


def _directed(done: Factorial) -> tuple[Outcome, ...]:
    return tuple(o for o in done.outcomes if o.better)


def _between(done: Factorial, outcome: Outcome) -> PairedDifference:
    first, last = (done.kept.of(model, 0, outcome.key) for model in (done.kept.cases[0], done.kept.cases[-1]))
    return paired_difference(outcome.key, last, first)


def _change(done: Factorial, key: str, number: int) -> PairedDifference:
    """A bundle under the first model less that model without."""
    first = done.kept.cases[0]
    return paired_difference(key, done.kept.of(first, number, key), done.kept.of(first, 0, key))


def _as_good(done: Factorial, outcome: Outcome, number: int) -> bool:
    """Whether a bundle under the first model is shown not to be worse than the last model without strategies."""
    ours, goal = (
        done.kept.of(done.kept.cases[0], number, outcome.key),
        done.kept.of(done.kept.cases[-1], 0, outcome.key),
    )
    found = paired_difference(outcome.key, ours, goal)
    return non_inferiority(found, outcome.better, done.margin(outcome, found)).holds


def _hardest(basis: str) -> int:
    return LEGAL_BASES.index(basis) if basis in LEGAL_BASES else -1
