"""Every parameter in use is counted once, listed, and held against its declaration; sources are those in use."""

from dataclasses import replace

import pytest

from experiments.inputs.evidence import read_evidence
from experiments.reporting import assumptions, sources
from experiments.reporting.study import read
from experiments.running.origins import ROOT, read_yaml


def tables(section):
    """Tables by key, those that are folded away too."""
    blocks = [inner for block in section.blocks for inner in getattr(block, "blocks", (block,))]
    return {
        block.key: {row.key: [cell.words for cell in row.cells] for row in block.rows}
        for block in blocks
        if block.kind == "table"
    }


def items(section, start):
    """The lines below the summary that begins so."""
    (found,) = [block for block in section.blocks if block.kind == "folded" and block.summary.startswith(start)]
    return next(block.words for block in found.blocks if block.kind == "items")


def test_the_counts_are_those_of_the_list(study):
    found = tables(assumptions.section(study))
    listed = [cells for cells in found["parameters"].values() if len(cells) > 1]
    for status, cells in found["statuses"].items():
        assert int(cells[1]) == sum(row[4] == status for row in listed), status
    assert len(listed) == len(study.about["parameters"]) > 300
    assert sum(int(cells[1]) for cells in found["statuses"].values()) == len(listed)


def test_a_row_of_the_list_is_the_parameter_and_its_evidence(study):
    row = tables(assumptions.section(study))["parameters"]["response.turnout_min"]
    evidence = read_evidence()["travel.turnout_min"]
    (declared,) = [p for p in study.about["parameters"] if p["key"] == "response.turnout_min"]
    assert row[0] == "turnout_min"
    assert float(row[1]) == declared["value"]
    assert row[3] == f"{declared['allowed'][0]:g} to {declared['allowed'][1]:g}"
    assert row[4:] == [evidence.status, evidence.citation]


def test_what_is_not_as_declared_is_shown(made, study):
    assert list(tables(assumptions.section(study))["changed"]) == ["world.places"]  # the town is small
    more = ("world=town", "governance.dual.patrol_share=0.5", "policies=[unitary,dual,dual_shared]")
    section = assumptions.section(read(made(*more, "replications=2", "extra_replications=0")))
    changed = tables(section)["changed"]
    assert changed["governance.dual.patrol_share"][1:3] == ["0.5", "0.36"]
    own = [block.words for block in section.blocks if block.kind == "text"][-1]
    assert own == "Settings of a policy's own: dual_shared has boxes = shared; dual_shared has aid = full."


def test_only_what_a_policy_of_the_study_reads_is_listed(made, study):
    groups = {p["key"].split(".")[0] + "." + p["key"].split(".")[1] for p in study.about["parameters"]}
    assert "governance.dual" in groups
    assert not {key for key in groups if key.startswith("strategy.")}
    policies = "policies=[unitary,unitary+municipal_cooperation:1]"
    more = read(made("world=town", policies, "replications=2", "extra_replications=0", "steps_of=[]"))
    used = {p["key"].split(".")[1] for p in more.about["parameters"] if p["key"].startswith("strategy.")}
    assert used == {"municipal_cooperation"}


def test_targets_that_numbers_are_set_from_are_named(study):
    words = " ".join(block.words for block in assumptions.section(study).blocks if block.kind == "text")
    assert "police.elasticity_violent (Chalfin & McCrary (2018)" in words
    targets = [row["key"] for row in study.about["named"] if row["role"] == "target" and f"{row['key']} (" in words]
    assert words.startswith("The rules of this study read")
    assert f"{len(targets)} figures that the model is to reproduce were used" in words


def test_results_of_an_earlier_version_say_that_no_list_was_kept(study):
    about = {key: value for key, value in study.about.items() if key not in ("parameters", "named")}
    (said,) = assumptions.section(replace(study, about=about)).blocks
    assert "kept no list" in said.words
    assert sources.section(replace(study, about=about)).title == "To cite"


# --- what to cite -----------------------------------------------------------------------------------------------------


def test_sources_are_numbered_once_and_name_one(study):
    lines = items(sources.section(study), "Sources of the numbers in use")
    assert [line.split("]")[0] for line in lines] == [f"[{n}" for n in range(1, len(lines) + 1)]
    assert any(
        "Koper (1995) Justice Quarterly 12(4):649-672: for patrol.stop_minutes_optimal" in line for line in lines
    )
    cited = {row["citation"] for row in study.about["evidence"] if row["status"] == "VERIFIED"}
    missing = {c for c in cited if not any(c in line for line in lines)} - {"none found", "see note"}
    assert not missing
    assert not any(line.partition("] ")[2].startswith(("assumption", "calibrated", "nw.", "rt.")) for line in lines)


def test_every_package_of_the_run_has_a_reference(study):
    lines = items(sources.section(study), "Software")
    packages = study.about["code"]["packages"]
    assert [line.split(":")[0] for line in lines] == [f"{name} {version}" for name, version in packages.items()]


def test_a_reference_reads_as_one():
    known = {entry["abbreviation"]: entry for entry in read_yaml(ROOT / "CITATION.cff")["references"]}
    assert sources.reference(known["numpy"]) == (
        "Harris, C. R.; et al. (2020). Array programming with NumPy. Nature 585, 357–362. "
        "https://doi.org/10.1038/s41586-020-2649-2"
    )
    assert sources.reference(known["pyarrow"]) == "Apache Arrow developers. Apache Arrow. https://arrow.apache.org"


def test_laws_are_those_of_the_policies(study):
    laws = items(sources.section(study), "Legal bases")
    assert "Act art. 4; ordinances of 2021" in laws
    assert "government plan of 13 November 2018" in laws
    assert not [law for law in laws if law.startswith("assumption")]


@pytest.mark.parametrize("key", ["near.days"])
def test_as_above_is_the_row_above(study, key):
    (row,) = [row for row in study.about["named"] if row["key"] == key]
    assert row["citation"].startswith("Johnson et al. (2007) J Quant Criminol")
