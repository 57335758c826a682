"""One process at a time works in a folder."""

import errno
import fcntl
import os

import pytest

from experiments.bad_input import BadInput
from experiments.running.holding import held, holder


def test_a_held_folder_names_its_holder_and_is_let_go(tmp_path):
    with held(tmp_path / "out"):
        assert holder(tmp_path / "out").startswith(f"process {os.getpid()} on ")
        with pytest.raises(BadInput, match=f"is in use by process {os.getpid()} on .* since .*; allowed: another fold"):
            held(tmp_path / "out").__enter__()
    assert holder(tmp_path / "out") == ""
    assert list((tmp_path / "out").iterdir()) == []
    with held(tmp_path / "out"):
        pass


def test_what_a_killed_holder_leaves_holds_nothing(tmp_path):
    (tmp_path / ".lock").write_text('{"process": 1, "machine": "gone", "since": "yesterday"}')
    assert holder(tmp_path) == ""
    with held(tmp_path):
        assert holder(tmp_path).startswith(f"process {os.getpid()} ")


def test_a_file_system_without_locks_is_told(tmp_path, monkeypatch, capsys):
    def none(*_):
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", none)
    with held(tmp_path):
        pass
    assert capsys.readouterr().err == (
        "chian: no locks here (No locks available): see that one process at a time uses a folder\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_folder_within_a_held_one_is_another(tmp_path):
    with held(tmp_path), held(tmp_path / "inner"):
        assert holder(tmp_path / "inner")
    assert [path.name for path in tmp_path.iterdir()] == ["inner"]
