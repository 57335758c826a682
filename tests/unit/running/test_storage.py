"""What is kept appears when it is whole; what processes that were killed left half-written is known by its name."""

import pyarrow as pa
import pytest

from experiments.running import batches, storage

ABOUT = {"fingerprint": "f", "replications": 1}


@pytest.mark.parametrize(
    "left",
    [
        "replications/.00001-12/",
        "replications/.123456-12/",
        ".study.json-12",
        "figures/.first-look.svg-12",
        "figures/.first-look.png-12",
        "points/.123456.json-12",
    ],
)
def test_what_is_half_written_is_cleared_away(left, tmp_path):
    storage.claim(tmp_path, ABOUT)
    part = tmp_path / left
    part.parent.mkdir(exist_ok=True)
    part.mkdir() if left.endswith("/") else part.touch()
    storage.claim(tmp_path, ABOUT)
    assert not part.exists()


@pytest.mark.parametrize("stranger", [".DS_Store", ".notes-2", ".first-look.svg", "first-look.svg-12", ".1234-5"])
def test_what_is_somebody_elses_stays(stranger, tmp_path):
    storage.claim(tmp_path, ABOUT)
    (tmp_path / stranger).touch()
    storage.claim(tmp_path, ABOUT)
    assert (tmp_path / stranger).exists()


def test_numbers_may_have_six_digits(tmp_path):
    for number in (7, 99_999, 123_456):
        (tmp_path / "replications" / f"{number:05d}").mkdir(parents=True)
    assert storage.finished(tmp_path) == (7, 99_999, 123_456)


def test_a_batch_that_cannot_be_kept_leaves_nothing(tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError("no space")

    monkeypatch.setattr(batches.pyarrow.parquet, "write_table", full)
    (tmp_path / "batches").mkdir()
    with pytest.raises(OSError, match="no space"):
        batches.write(tmp_path, 3, {"runs": pa.table({"point": [1]})}, {})
    with pytest.raises(OSError, match="no space"):
        batches.write_points(tmp_path, [{"response.misroute": 0.0}])
    assert [path.name for path in tmp_path.rglob("*")] == ["batches"]
