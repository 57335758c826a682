"""Where nothing can be kept any more a study ends with one line; what is finished stays, nothing half-written does."""

import subprocess
import sys

import pytest

from experiments.running import storage

SHORT = ("world=town", "world.places=8", "days=2", "burn_in_days=1", "policy=dual")
INSIDE = 'mount -t tmpfs -o size={size} tmpfs "$1" && shift && {prepare}; "$@"; echo "status $?"; {after}'


def alone_with_a_disk(room, size, *command, prepare="true", after="true"):
    """What a command says that has a small disk of its own at `room`. Needs a system that lets a user have one."""
    script = INSIDE.format(size=size, prepare=prepare, after=after)
    if subprocess.run(["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", str(room)], capture_output=True).returncode:
        pytest.skip("this system lets nobody mount a disk of his own")
    words = ["unshare", "-rm", "sh", "-c", script, "sh", str(room), *map(str, command)]
    return subprocess.run(words, capture_output=True, text=True, timeout=1200)


def chian(*words):
    return (sys.executable, "-m", "experiments.command_line", *words)


def complaints(done):
    assert "Traceback" not in done.stderr, done.stderr
    return [line for line in done.stderr.splitlines() if line.startswith("chian: ")]


@pytest.mark.parametrize("executor", ["serial", "local"])
def test_a_full_disk_is_one_line_and_what_is_finished_is_kept(executor, tmp_path):
    words = chian("run", *SHORT, "replications=60", f"executor={executor}", f"out={tmp_path / 'out'}")
    each = f"for whole in {tmp_path}/out/replications/[0-9]*"
    summed = 'cd "$whole" && sha256sum --check --quiet SHA256SUMS && echo summed || echo broken'
    listed = f"find {tmp_path} -mindepth 1; {each}; do {summed}; done"
    done = alone_with_a_disk(tmp_path, "1m", *words, after=listed)
    assert complaints(done) == [
        f"chian: {tmp_path}/out: No space left on device; the same command goes on with what is finished"
    ]
    assert "status 1\n" in done.stdout
    assert "/SHA256SUMS\n" in done.stdout
    assert "summed" in done.stdout
    assert "broken" not in done.stdout
    names = [line.rpartition("/")[2] for line in done.stdout.splitlines()]
    assert [name for name in names if name.startswith(".")] == []
    assert "failures" not in names


def test_a_folder_that_is_read_only_is_one_line(tmp_path):
    words = chian("run", *SHORT, "executor=serial", f"out={tmp_path / 'out'}")
    done = alone_with_a_disk(tmp_path, "1m", *words, prepare=f'mount -o remount,ro "{tmp_path}"')
    assert complaints(done) == [
        f"chian: out: '{tmp_path}/out' cannot be written (Read-only file system); allowed: a folder of yours"
    ]
    assert "status 2\n" in done.stdout


@pytest.mark.parametrize("executor", ["serial", "local"])
def test_a_folder_that_goes_away_is_one_line_and_stays_away(executor, begin, tmp_path):
    folder = tmp_path / "out"
    run = begin("run", *SHORT, "replications=60", f"executor={executor}", f"out={folder}")
    run.until(lambda: storage.finished(folder))
    folder.rename(tmp_path / "elsewhere")
    assert run.ended() == (1, [f"chian: {folder}: the folder is gone; the same command goes on with what is finished"])
    assert not folder.exists()
    assert storage.altered(tmp_path / "elsewhere") == ()
