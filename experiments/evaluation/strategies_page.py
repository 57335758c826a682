"""The page `docs/strategies.md`: every strategy alone under every model, and where each fails."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from experiments.evaluation import failing, marks, words
from experiments.evaluation.sources import Source, mixed
from experiments.inputs.failing import FailingSetting
from experiments.inputs.tables import Row
from experiments.reporting import strings
from experiments.reporting.headline import headlines
from experiments.reporting.numbers import NONE
from sim.outcomes.between import BETWEEN
from sim.strategies.base import Strategy

type Rows = tuple[Row, ...]

DOSES: Final = {"quarter": "0.25", "half": "0.5", "three_quarters": "0.75", "full": "1"}
HEADLINES: Final = tuple(outcome.key for outcome in headlines())


def page(
    tables: Mapping[str, Rows],
    sources: Mapping[str, Source],
    found: tuple[FailingSetting, ...],
    known: Mapping[str, Strategy],
) -> str:
    """`tables` and `sources` by world; `known`: the strategies there are, by name."""
    policies = (*(failing.of_strategy(name) for name in known), "dual")
    lead = words.ALONE.format(generated=words.GENERATED, purpose=words.PURPOSE)
    worlds = (part for world, rows in tables.items() for part in _world(rows, sources[world], known))
    return marks.page(lead, mixed(*sources.values()), failing.section(found, policies), *worlds)


def _world(rows: Rows, source: Source, known: Mapping[str, Strategy]) -> Iterator[str]:
    yield f"## {source.region} (`world={source.world}`)"
    yield source.said()
    first = source.models_of[0]
    for name in dict.fromkeys(row.cells["strategy"] for row in rows if row.cells["strategy"]):
        some = [row for row in rows if row.cells["strategy"] == name]
        yield f"### {known[name].title if name in known else name}"
        law = strings.BASES[known[name].legal_basis if name in known else ""]
        own = [row for row in some if row.cells["governance"] == first and row.cells["outcome"] in HEADLINES]
        yield words.STRATEGY.format(law=law, model=first, n=len(HEADLINES), counted=counted(own))
        yield _table(some, source.models_of) or words.NO_ROWS
        yield _between(some, source.models_of)
    yield words.MODELS.format(model=first)
    yield _models([row for row in rows if not row.cells["strategy"]], source.models_of[1:]) or words.NO_ROWS


def _between(rows: Sequence[Row], models: Sequence[str]) -> str:
    """How far regions are apart, whether its sign is sure or not; nothing where there is one region."""
    by = {(row.cells["outcome"], row.cells["governance"]): row for row in rows}
    told = [key for key in BETWEEN if any((key, model) in by for model in models)]
    head = (
        "between regions",
        "unit",
        *DOSES.values(),
        "95 %",
        "verdict",
        "through",
        "rung",
        *map(marks.code, models[1:]),
    )
    return marks.page(words.BETWEEN, marks.table(head, (_line(key, by, models) for key in told))) if told else ""


def counted(rows: Sequence[Row]) -> str:
    """How many outcomes have which verdict; those without a row are exactly equal."""
    found = Counter(marks.verdict(row) for row in rows)
    found[strings.JUDGEMENTS["equal"]] += len(HEADLINES) - len(rows)
    return ", ".join(f"{found[said]} {said}" for said in strings.JUDGEMENTS.values() if found[said])


def _table(rows: Sequence[Row], models: Sequence[str]) -> str:
    """Outcomes whose sign is sure under some model: doses under the first, the full effect under each other."""
    by = {(row.cells["outcome"], row.cells["governance"]): row for row in rows}
    told = [key for key in HEADLINES if any((row := by.get((key, model))) and marks.sure(row) for model in models)]
    head = ("outcome", "unit", *DOSES.values(), "95 %", "verdict", "through", "rung", *map(marks.code, models[1:]))
    return marks.table(head, (_line(key, by, models) for key in told))


def _line(key: str, by: Mapping[tuple[str, str], Row], models: Sequence[str]) -> tuple[str, ...]:
    row = by.get((key, models[0]))
    first = _doses(row) if row else ("0", *(NONE for _ in range(len(DOSES) + 3)))
    others = (_other(by.get((key, model))) for model in models[1:])
    return marks.title(key), marks.unit(key), *first, *others


def _doses(row: Row) -> tuple[str, ...]:
    through = row.cells["through"] or NONE
    rung = row.cells["lowest_rung"] or NONE
    return *(marks.shown(row, dose) for dose in DOSES), marks.spread(row, "full"), marks.verdict(row), through, rung


def _other(row: Row | None) -> str:
    """The full effect, with its verdict where it is material; in brackets where its sign is not sure."""
    if row is None:
        return "0"
    said = marks.shown(row, "full")
    return f"{said} {marks.verdict(row)}" if marks.material(row) else said if marks.sure(row) else f"({said})"


def _models(rows: Sequence[Row], models: Sequence[str]) -> str:
    """Each model against the first, without strategies; of the last also through what and from which rung on."""
    by = {(row.cells["outcome"], row.cells["governance"]): row for row in rows}
    told = [key for key in HEADLINES if any((row := by.get((key, model))) and marks.sure(row) for model in models)]
    last = models[-1]
    head = ("outcome", "unit", *map(marks.code, models), f"{last}: 95 %", f"{last}: step", f"{last}: rung")
    return marks.table(head, (_model_line(key, by, models) for key in told))


def _model_line(key: str, by: Mapping[tuple[str, str], Row], models: Sequence[str]) -> tuple[str, ...]:
    each, last = (_other(by.get((key, model))) for model in models), by.get((key, models[-1]))
    more = (
        (marks.spread(last, "full"), last.cells["through"] or NONE, last.cells["lowest_rung"] or NONE) if last else ()
    )
    return marks.title(key), marks.unit(key), *each, *(more or (NONE, NONE, NONE))
