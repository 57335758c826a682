"""The page: every section, numbers that are those computed, nothing from elsewhere, words for every picture."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import numpy as np
import pytest

from experiments.analysis.paired import paired_difference
from experiments.bad_input import BadInput
from experiments.reporting import district_map, plausibility_table, report, steps, wording
from experiments.reporting.headline import STEPPED
from experiments.reporting.numbers import change, interval, level, percent
from experiments.reporting.study import read
from sim.outcomes.outcome import FAMILIES

KEYS = (
    "answer",
    "purpose",
    "institutions",
    "differences",
    "by-construction",
    "parts",
    "shares",
    "crew-day",
    "daily",
    "map",
    "steps",
    "rungs",
    "scenarios",
    "tipping",
    "money",
    "closed-forms",
    "null-model",
    "plausibility",
    "precision",
    "assumptions",
    "sources",
    "reproduction",
)


class Page(HTMLParser):
    """Sections, pictures, and the cells of every table by its id and the key of the row."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.sections: list[str] = []
        self.pictures: list[dict[str, str | None]] = []
        self.addresses: list[str] = []
        self.rows: dict[tuple[str, str], list[str]] = {}
        self._table = self._row = ""
        self._cell = False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        self.addresses += [value for name, value in attrs if name in ("href", "src", "action", "srcset")]
        if tag == "section":
            self.sections.append(said["id"])
        elif tag == "img":
            self.pictures.append(said)
        elif tag == "table":
            self._table = said["id"]
        elif tag == "tr":
            self._row = said.get("data-key", "")
        elif tag in ("td", "th") and self._row:
            self.rows.setdefault((self._table, self._row), []).append("")
            self._cell = True

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self._cell = False

    def handle_data(self, data):
        if self._cell:
            self.rows[self._table, self._row][-1] += data


@pytest.fixture(scope="module")
def parsed(page) -> Page:
    return Page(page)


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_every_section_is_there_once_and_in_order(parsed):
    assert tuple(parsed.sections) == KEYS


def test_nothing_comes_from_elsewhere(page, parsed):
    assert {address.partition(":")[0].partition("#")[0] for address in parsed.addresses} == {"", "data"}
    assert not re.search(r"url\(|@import|<script|<link|<iframe", page)
    assert len(page) < 3e6


def test_every_picture_has_words_and_two_files(parsed, town):
    assert len(parsed.pictures) == 18
    for picture in parsed.pictures:
        assert len(picture["alt"]) > 40
        assert picture["src"].startswith("data:image/svg+xml;base64,")
    names = {file.stem for file in (town / "figures").glob("*.svg")}
    assert names == {file.stem for file in (town / "figures").glob("*.png")}
    assert len(names) == 18


@pytest.mark.parametrize("outcome", ["response", "queue", "violent_true", "utilisation", "crews_local"])
def test_differences_are_those_computed(parsed, study, outcome):
    ours, theirs = (np.array([study.outcomes[case, outcome][r] for r in range(3)]) for case in ("dual", "unitary"))
    found = paired_difference(outcome, ours, theirs)
    unit = "share" if outcome in ("utilisation", "crews_local") else "min"
    key = next(key for key in parsed.rows if key[1] == outcome and key[0] in ("table-headline", "table-others"))
    expected = [level(theirs.mean(), unit), level(ours.mean(), unit), change(found, unit), interval(found, unit)]
    assert parsed.rows[key][3:8] == [*expected, percent(found)]


def test_the_words_say_what_the_table_says(page, parsed):
    said = text_of(page)
    _, _, margin, theirs, ours, gap, between, share, verdict = parsed.rows["table-headline", "response"]
    assert f"Response time: {ours} min against {theirs} min, a difference of {gap} min ({share}; " in said
    assert f"95 % interval {between} min; margin {margin} min): {verdict}." in said
    assert verdict == "worse"
    verdicts = [cells[-1] for (table, _), cells in parsed.rows.items() if table == "table-headline" and len(cells) > 1]
    better, worse, alike, unclear = (verdicts.count(word) for word in ("better", "worse", "alike", "undecided"))
    differ = verdicts.count("higher") + verdicts.count("lower")
    assert better + worse + differ + alike + unclear == len(verdicts)
    parts = [f"{n} {word}" for n, word in ((alike, "alike within the margin"), (unclear, "undecided")) if n]
    counted = f"{better} better, {worse} worse, {differ} higher or lower where neither is better, "
    counted += f"{alike + unclear} not distinguishable ({', '.join(parts)})"
    assert f"of {len(verdicts)} headline outcomes {counted}" in said


def test_headlines_stand_under_their_families(parsed):
    keys = [key for table, key in parsed.rows if table == "table-headline"]
    assert parsed.rows["table-headline", "service"] == ["Service"]
    assert [key for key in keys if key in FAMILIES] == list(FAMILIES)
    assert keys.index("safety") < keys.index("violent_true") < keys.index("casework")


def test_keys_keep_their_letters_and_lists_have_an_end():
    assert wording.sentence("dual against unitary") == "Dual against unitary"
    assert wording.sentence("dual_shared: one pool") == "dual_shared: one pool"
    assert wording.listed(["a", "b", "c"]) == "a, b and c"
    assert wording.listed(["a"]) == "a"


def test_the_bare_split_is_exactly_nothing(page, parsed):
    assert "over 2 replications, it is exactly 0 in every outcome" in text_of(page)
    assert parsed.rows["table-steps-dual", "dual[split]"][2:] == ["exactly 0"] * len(STEPPED)


def test_changes_of_the_steps_add_up(parsed, study):
    changes = [cells for (table, _), cells in parsed.rows.items() if table == "table-steps-dual"]
    assert [cells[0] for cells in changes[:2]] == ["split", "command"]
    level_of = study.mean("unitary", "response", (0, 1))
    steps = [0.0] + [100 * 0.5 * 1.05 / 6 / level_of] * 6
    whole = 100 * (study.mean("dual", "response", (0, 1)) / level_of - 1)
    assert sum(steps) == pytest.approx(whole)
    assert [cells[2].rstrip("*") for cells in changes[1:7]] == [f"+{steps[1]:.1f} %"] * 6


def test_scenarios_stand_beside_the_default(page, parsed):
    cells = parsed.rows["table-scenario-1", "response"]
    default, there = float(cells[2]), float(cells[5])
    assert there / default == pytest.approx(0.6, abs=0.01)
    assert "(60 % of the default gap)" in text_of(page)


def test_the_square_root_law_stands_beside_the_simulation(parsed):
    assert parsed.rows["table-closed-dual", "autonomous"][1:3] == ["39.6 %", "1.59"]
    assert parsed.rows["table-closed-dual", "national"][1:3] == ["60.4 %", "1.29"]


def test_plausibility_says_what_was_not_kept(page, parsed):
    assert parsed.rows["table-plausibility", "utilisation"][2:6] == ["0.3131", "—", "0.25 to 0.45", "yes"]
    assert parsed.rows["table-plausibility", "rhythm_gap"][5] == "—"
    elasticity = float(parsed.rows["table-plausibility", "elasticity_violent"][2].replace("−", "-"))
    assert elasticity == pytest.approx(-0.2, abs=1e-3)
    assert "calls_a_year" not in {key for table, key in parsed.rows if table == "table-plausibility"}


def test_the_reform_has_its_legal_basis(page):
    assert "36 % of the crews of national.patrol become local.patrol" in page
    assert "joint list of the Jeju trial, 2018" in page


def test_the_page_names_no_file_of_this_machine(page, town):
    assert str(town) not in page
    assert "/home/" not in page


def test_a_report_written_again_is_the_same(town, page):
    assert report.write(town).read_text(encoding="utf-8") == page


# --- what is missing is said ------------------------------------------------------------------------------------------


def test_one_replication_has_no_intervals(made):
    folder = made("world=town", "replications=1", "extra_replications=1")
    page = report.write(folder).read_text(encoding="utf-8")
    rows = Page(page).rows
    assert "one replication only, so all intervals are unbounded" in page
    assert rows["table-headline", "response"][6] == "unbounded"
    assert rows["table-headline", "response"][-1] == "one replication"
    assert "how many a precision takes cannot be told" in page
    assert "it is exactly 0 in every outcome" in page
    assert not re.search(r"\b(nan|inf)\b", text_of(page))


def test_one_policy_is_described_not_compared(made):
    folder = made("study=single", "world=town", "policies=[unitary]")
    page = report.write(folder).read_text(encoding="utf-8")
    found = Page(page)
    assert tuple(found.sections) == KEYS
    assert "Only one policy ran (unitary)" in page
    assert len(found.rows["table-headline", "response"]) == 4
    assert "No reform was stopped" in page
    assert "No scenario ran" in page


def test_three_policies_have_a_block_of_columns_each(made):
    folder = made("world=town", "policies=[unitary,dual,dual_shared]", "replications=2", "extra_replications=0")
    page = report.write(folder).read_text(encoding="utf-8")
    found = Page(page)
    assert len(found.rows["table-headline", "response"]) == 4 + 2 * 5
    assert "dual_shared against unitary" in text_of(page).replace("Dual_shared", "dual_shared")
    assert len([p for p in found.pictures if "Map of the difference in response time" in p["alt"]]) == 2
    assert "police boxes are shared" in page


def test_without_the_law_in_force_nothing_is_held_against_reality(made):
    study = read(made("world=town", "policies=[dual,dual_shared]", "replications=2", "extra_replications=0"))
    (said,) = plausibility_table.section(study).blocks
    assert said.words.startswith("The law in force (unitary) is not among the policies")


def test_a_station_has_no_map(made):
    study = read(made("world=station", "replications=2", "extra_replications=0"))
    assert [block.words for block in district_map.section(study).blocks] == ["No map: the region is a single district."]


def test_figures_that_were_kept_stand_in_the_table(made):
    folder = made("world=town", "replications=2", "extra_replications=0")
    study = replace(read(folder), figures={"rhythm_gap": 0.7, "segments_half": 0.2, "utilisation": 0.3})
    _, table = plausibility_table.section(study).blocks
    rows = {row.key: [cell.words for cell in row.cells] for row in table.rows}
    assert rows["rhythm_gap"][2:6] == ["0.7", "0", "0 to 1.5", "yes"]
    assert rows["segments_half"][2:6] == ["0.2", "0.05", "0.03 to 0.1", "no"]
    assert rows["utilisation"][2] == "0.3"
    told = {"half": 0.05, "any": 0.45, "half_chance": 0.21, "any_chance": 0.77, "between_districts": 0.031}
    study = replace(study, figures={f"segments_{name}": value for name, value in told.items()})
    assert plausibility_table.section(study).blocks[-1].words == (
        "By chance alone, with so many recorded crimes, half would lie on 21.0 % of street segments (here 5.0 %) and "
        "77.0 % would have any (here 45.0 %); 3.1 % of the inequality between segments (Theil) is inequality between "
        "districts."
    )


def test_a_split_that_changes_anything_is_called_an_error(made, monkeypatch):
    study = read(made("world=town", "replications=2", "extra_replications=2"))
    monkeypatch.setitem(study.outcomes["dual[split]", "response"], 1, 4.5)
    lead = steps.section(study).blocks[0]
    assert "NOT 0 in Response time" in lead.words
    monkeypatch.setitem(study.outcomes["dual[split]", "response"], 1, study.outcomes["unitary", "response"][1] + 1e-15)
    assert "0 but for rounding in response time" in steps.section(study).blocks[0].words


def test_a_folder_without_a_study_is_refused(tmp_path):
    with pytest.raises(BadInput, match=r"study\.json"):
        report.write(tmp_path)
    assert list(tmp_path.iterdir()) == []
