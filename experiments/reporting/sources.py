"""Section: what to cite for these results, and nothing that they did not use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from experiments.reporting import reform, strings, wording
from experiments.reporting.blocks import Block, Code, Folded, Items, Section, Text
from experiments.reporting.study import Study
from experiments.running.origins import ROOT, read_yaml

NO_SOURCE: Final = re.compile(
    r"assumption|choice|none found|see note|calibrated|derived from|back-solved|judgement|(from )?[a-z]+\.\w"
)
"""How citations begin that name no source of their own but a reason or another row, which is listed by itself."""

OWN: Final = "assumption"
"""How the basis of a clause begins that stands in no law and no plan."""


def section(study: Study) -> Section:
    """The program, its packages, the tables, the numbered sources of the parameters, the legal bases."""
    cited = read_yaml(ROOT / "CITATION.cff")
    blocks: list[Block] = [
        Text(strings.CITE_LEAD),
        Code(f"{_program(study, cited)}\n{_run(study)}"),
        Folded(strings.CITE_SOFTWARE, (Items(tuple(_packages(study, cited))),)),
        Folded(strings.CITE_TABLES, (Items(tuple(study.about["tables"])),)),
        *_numbered(strings.CITE_NUMBERS, study.about["evidence"]),
        *_numbered(strings.CITE_NAMED, study.about.get("named", [])),
    ]
    if laws := tuple(_laws(study)):
        blocks.append(Folded(strings.CITE_LAWS, (Text(strings.CITE_ACT), Items(laws))))
    return Section("sources", strings.CITE_TITLE, tuple(blocks))


def _program(study: Study, cited: Mapping[str, Any]) -> str:
    code = study.about["code"]
    return strings.CITE_SELF.format(
        authors=_authors(cited["authors"]),
        title=cited["title"],
        version=code["version"],
        commit=strings.AGAIN_COMMIT.format(commit=code["commit"][:12]) if code["commit"] else "",
        licence=cited["license"],
    )


def _run(study: Study) -> str:
    about = study.about
    return strings.CITE_RUN.format(
        **{key: about[key] for key in ("study", "fingerprint", "region", "start", "seed")},
        policies=wording.listed(study.policies),
        days=wording.days(about["days"]),
        n=wording.replications(len(study.replications(*study.policies))),
    )


def _packages(study: Study, cited: Mapping[str, Any]) -> Iterator[str]:
    known = {entry["abbreviation"]: entry for entry in cited["references"]}
    for package, version in study.about["code"]["packages"].items():
        if package in known:
            yield strings.CITE_PACKAGE.format(package=package, version=version, reference=reference(known[package]))


def reference(entry: Mapping[str, Any]) -> str:
    """One entry of the references of `CITATION.cff` as a line."""
    year = f" ({entry['year']})" if "year" in entry else ""
    within = entry.get("journal") or entry.get("collection-title", "")
    volume = f" {entry['volume']}" if "volume" in entry else ""
    issue = f"({entry['issue']})" if "issue" in entry else ""
    pages = "\N{EN DASH}".join(str(entry[end]) for end in ("start", "end") if end in entry)
    place = f"{within}{volume}{issue}{', ' * bool(pages)}{pages}"
    parts = (f"{_authors(entry['authors'])}{year}", entry["title"], place)
    link = f"https://doi.org/{entry['doi']}" if "doi" in entry else entry.get("url", "")
    return " ".join((*(f"{part.removesuffix('.')}." for part in parts if part), link)).rstrip()


def _authors(people: Iterable[Mapping[str, str]]) -> str:
    return "; ".join(p.get("name") or p.get("alias") or f"{p['family-names']}, {p['given-names']}" for p in people)


def _numbered(title: str, rows: Iterable[Mapping[str, str]]) -> list[Block]:
    """Distinct citations that name a source, numbered, with the rows of the evidence table that rest on them."""
    keys: dict[str, list[str]] = {}
    for row in rows:
        if row["citation"] and not NO_SOURCE.match(row["citation"]):
            keys.setdefault(row["citation"], []).append(row["key"])
    lines = tuple(
        strings.CITE_NUMBER.format(number=number, citation=citation, keys=", ".join(keys[citation]))
        for number, citation in enumerate(sorted(keys, key=str.casefold), 1)
    )
    said = title.format(sources=len(keys), rows=sum(map(len, keys.values())))
    return [Folded(said, (Items(lines),))] if lines else []


def _laws(study: Study) -> list[str]:
    """Bases of the clauses of every policy, each once, without those that are assumptions."""
    found: dict[str, None] = {}
    for policy in study.policies:
        institution = reform.institution(study, policy)
        clauses = institution.clauses if institution else ()
        found |= dict.fromkeys(clause.basis for clause in clauses if not clause.basis.startswith(OWN))
    return sorted(found, key=str.casefold)
