"""The report of a study: one HTML file that opens without a network, its figures beside it for print."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from experiments.reporting import (
    answer,
    assumptions,
    between_regions,
    by_construction,
    closed_forms,
    crew_day,
    daily,
    district_map,
    findings,
    institutions,
    money,
    null_model,
    plausibility_table,
    precision_table,
    purpose,
    reproduction,
    response_parts,
    rung_ladder,
    scenarios,
    shares,
    sources,
    steps,
    strings,
    style,
    tipping_lines,
    wording,
)
from experiments.reporting.blocks import Section
from experiments.reporting.study import Study, read
from experiments.running.storage import appearing

SECTIONS: Final[tuple[Callable[[Study], Section | None], ...]] = (
    answer.section,
    purpose.section,
    institutions.section,
    findings.section,
    by_construction.section,
    response_parts.section,
    shares.section,
    crew_day.section,
    daily.section,
    district_map.section,
    between_regions.section,
    steps.section,
    rung_ladder.section,
    scenarios.section,
    tipping_lines.section,
    money.section,
    closed_forms.section,
    null_model.section,
    plausibility_table.section,
    precision_table.section,
    assumptions.section,
    sources.section,
    reproduction.section,
)
"""The answers of the report, in their order; None where there is nothing to answer. A new one is a file and a line."""


def write(folder: Path) -> Path:
    """Write `report.html` and `figures/*.svg|png` into a study folder and return the page.

    Raises `BadInput` if the folder holds no study or no finished replication.
    """
    study = read(folder)
    sections = tuple(found for section in SECTIONS if (found := section(study)))
    page = folder / "report.html"
    with appearing(page) as part:
        part.write_text(_html(study, sections, _pictures(sections, folder / "figures")), encoding="utf-8")
    return page


def _pictures(sections: tuple[Section, ...], folder: Path) -> dict[str, str]:
    """Every figure as a data URI, by its key."""
    folder.mkdir(exist_ok=True)
    figures = (figure for section in sections for figure in section.figures)
    return {figure.key: style.keep(figure.drawing, folder, figure.key) for figure in figures}


def _html(study: Study, sections: tuple[Section, ...], pictures: dict[str, str]) -> str:
    here = FileSystemLoader(Path(__file__).parent)
    world = Environment(loader=here, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    title = strings.TITLE.format(policies=wording.policies(study.policies), region=study.about["region"])
    world.filters["sentence"] = wording.sentence
    world.filters["breakable"] = wording.breakable
    return world.get_template("template.html.j2").render(
        title=wording.sentence(title),
        produced=strings.PRODUCED.format(
            rung=study.rung["name"], **{key: study.about[key] for key in ("study", "fingerprint", "written")}
        ),
        language=strings.LANGUAGE,
        contents=strings.CONTENTS,
        sections=sections,
        pictures=pictures,
    )
