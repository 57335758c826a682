"""Commands as a user gives them: processes of their own, in a group of their own, which no test leaves behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


class Command:
    """`chian` with some words, under way."""

    def __init__(self, words, **environment):
        path = os.pathsep.join(filter(None, (environment.pop("PYTHONPATH", ""), str(ROOT))))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "experiments.command_line", *map(str, words)],
            env={**os.environ, "PYTHONPATH": path, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            # A shell that runs the tests in its background lets what they begin ignore interruptions.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )

    def until(self, happened):
        """Wait for something to be true, or for the command to end."""
        while self.process.poll() is None:
            found = happened()
            if found:
                return found
            time.sleep(0.002)
        return None

    def kill(self, number=signal.SIGKILL, whole_group=True):
        (os.killpg if whole_group else os.kill)(self.process.pid, number)
        return self

    def ended(self):
        """Exit status, and the lines that are a complaint; none of them is part of a traceback."""
        _, said = self.process.communicate(timeout=1200)
        assert "Traceback" not in said, said
        return self.process.returncode, [line for line in said.splitlines() if line.startswith("chian: ")]

    def workers(self):
        """The processes of its pool."""
        found = subprocess.run(
            ["pgrep", "-P", str(self.process.pid), "-f", "spawn_main"], capture_output=True, text=True, check=False
        )
        return [int(line) for line in found.stdout.split()]


@pytest.fixture
def begin():
    """Begins a command; what is still under way at the end of a test is killed."""
    begun = []

    def begin(*words, **environment):
        begun.append(Command(words, **environment))
        return begun[-1]

    yield begin
    for command in begun:
        if command.process.poll() is None:
            command.kill().process.communicate()
