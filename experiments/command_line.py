"""The command `chian`: one verb, then what differs from the defaults. Heavy libraries are imported by the verbs."""

from __future__ import annotations

import importlib
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, final

from experiments.bad_input import BadInput, unknown
from experiments.design.policies import REFERENCES

OK, FAILED, BAD_INPUT, INTERRUPTED, TERMINATED = 0, 1, 2, 130, 143
GOES_ON: Final = "the same command goes on with what is finished"
RESUMED: Final = ("run", "compare", "sweep", "failing", "factorial", "table")
"""Verbs whose results stream to a folder."""
CONFIGS: Final = Path(__file__).parents[1] / "configs"


@final
@dataclass(frozen=True)
class Verb:
    """One command: the module that carries it out (`main(words)` gives the exit status) and its help."""

    module: str
    usage: str
    sentence: str
    takes_keys: bool = True
    examples: str = ""
    """Lines of its own; without any, those of the whole command."""


VERBS: Final = {
    "run": Verb("experiments.run", "[policy=NAME] [KEY=VALUE ...]", "Run one policy once and print its outcomes."),
    "compare": Verb("experiments.compare", "[KEY=VALUE ...]", "Run a study of several policies and write its report."),
    "report": Verb(
        "experiments.report", "DIR [language=en]", "Write the report of a folder of results again.", takes_keys=False
    ),
    "status": Verb("experiments.status", "DIR", "Say what a folder of results holds and lacks.", takes_keys=False),
    "sweep": Verb("experiments.sweep", "design=NAME [KEY=VALUE ...]", "Run a study at every point of a design."),
    "failing": Verb(
        "experiments.failing",
        "[KEY=VALUE ...]",
        "Search for settings at which a policy does worse.",
        examples="""\
  chian failing                                   every search of configs/study/failing.yaml: two hours
  chian failing points=20                         a first look
""",
    ),
    "factorial": Verb(
        "experiments.factorial", "[KEY=VALUE ...]", "Run every combination of strategies under bare governance models."
    ),
    "table": Verb("experiments.table", "[KEY=VALUE ...]", "Run each strategy alone: doses, clauses withheld, rungs."),
    "findings": Verb(
        "experiments.findings",
        "[DIR ...]",
        "Write docs/strategies.md and docs/findings.md, from new folders or from the tables that are kept.",
        takes_keys=False,
    ),
    "explain": Verb(
        "experiments.explain",
        "DIR RUN [DAY.NUMBER] [POLICY POLICY] [days=N] [--config-dir DIR]",
        "Tell the life of one incident under two policies, or list some worth looking at.",
        takes_keys=False,
        examples="""\
  chian explain results/rest-0123456789ab 0                      incidents of replication 0 whose lives differ most
  chian explain results/rest-0123456789ab 0 12.345               incident 345 of day 12 under the first two policies
  chian explain results/rest-0123456789ab 0 12.345 unitary dual  the same under two policies of your choice
""",
    ),
    "institution": Verb(
        "experiments.institution",
        "show POLICY | diff A B | draw A [B] [out=FILE] [KEY=VALUE ...]",
        "Show a policy's clauses, compare or draw them.",
    ),
    "parameters": Verb(
        "experiments.parameters",
        "[PATTERN ...] [--status STATUS] [--markdown] [KEY=VALUE ...]",
        "Print the parameters with their ranges and sources: all, or as in 'response.*'.",
    ),
    "outcomes": Verb(
        "experiments.outcomes",
        "[PATTERN ...] [--markdown]",
        "Print what is measured: key, unit, which way is better, what it is.",
        takes_keys=False,
    ),
}

LATER: Final = ("calibrate", "dashboard", "sensitivity", "validate")
"""Verbs that are planned, so that asking for one is not answered with a guess."""

HEAD: Final = """\
Usage: chian VERB [KEY=VALUE ...]

What a unitary autonomous police would need to work as well as a dual one.
"""

EXAMPLES: Final = """\
  chian compare study=seoul                       the whole study of Seoul, with the report that begins with the answer
  chian compare                                   Seoul, unitary and dual alone: a report in some minutes
  chian compare world=town days=30                the same for a small town, in seconds
  chian run policy=dual world=province region=Gangwon
  chian run policy=dual governance.dual.aid=full --cfg job
"""

OPTIONS: Final = """\
Options:
  -h, --help          this text
  --cfg job           print the configuration with every value, and do nothing else
  --info defaults     print which files of configs/ it is made of, and do nothing else
  --config-dir DIR    a folder with config files of your own, beside configs/
"""

KEYS: Final = """\
KEY=VALUE says what differs from the defaults. GROUP=NAME chooses a file of configs/:
{groups}
Policies: governance[+strategy:intensity]*[+reference], as in policies=[unitary,dual]
  governance models: {governance}
  strategies: {strategy}
  references, which spend the money of the strategies instead: {references}
  policies with a file of their own: {policy}
Keys of a study: days, burn_in_days, start, replications, seed, region, at_rest, strategies_start_day, transition_day,
  budget, event_days, executor.workers, out, allow_outside_ranges.
Keys of a sweep: design (grid, latin_hypercube, list, sobol), over, points, levels, values, file (docs/sweep.md).
  +margins.OUTCOME=SIZE states what is material in place of configs/data/materiality.csv.
Keys of the model, with their ranges and sources: chian parameters
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command.

    0: done; 1: a replication failed, or nothing can be kept; 2: bad input, in one line; 130: interrupted;
    143: terminated.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    on = f"; {GOES_ON}" if words and words[0] in RESUMED else ""
    try:
        with _termination_told():
            return _answer(words)
    except BadInput as complaint:
        return _ended(str(complaint), BAD_INPUT)
    except OSError as fault:
        where = f"{fault.filename}: " if fault.filename else ""
        return _ended(f"{where}{fault.strerror or fault}{on}", FAILED)
    except _Terminated as stopped:
        return _ended(f"{_where(stopped)}terminated{on}", TERMINATED)
    except KeyboardInterrupt as stopped:
        return _ended(f"{_where(stopped)}interrupted{on}", INTERRUPTED)


def _where(stopped: KeyboardInterrupt) -> str:
    """The folder that was being worked in, with a colon; "" for none."""
    return "".join(f"{folder}: " for folder in getattr(stopped, "__notes__", [])[:1])


class _Terminated(KeyboardInterrupt):
    """The system asked this process to end (SIGTERM): as if the user had interrupted it."""


@contextmanager
def _termination_told() -> Iterator[None]:
    """Let a termination unwind what is under way, so that nothing half-written stays."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    told = threading.Event()

    def end(*_: object) -> None:
        told.set()
        raise _Terminated

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    except Exception as fault:
        # A compiler's callback swallows what a signal raises in it, and then fails for want of what it was making.
        if told.is_set():
            raise _Terminated from fault
        raise
    finally:
        signal.signal(signal.SIGTERM, before)


def _ended(line: str, status: int) -> int:
    print(f"chian: {line}", file=sys.stderr)
    return status


def _answer(given: list[str]) -> int:
    if not given or given[0] in ("-h", "--help", "help"):
        print(_help())
        return OK if given else BAD_INPUT
    name, *rest = given
    if name == "--version":
        print(_version())
        return OK
    if name not in VERBS:
        raise _no_verb(name)
    if {"-h", "--help"} & set(rest):
        print(_help_of(VERBS[name], name))
        return OK
    status: int = importlib.import_module(VERBS[name].module).main(rest)
    return status


def _no_verb(name: str) -> BadInput:
    if name in LATER:
        return BadInput(f"command line: no verb {name!r} in this version; allowed: {', '.join(VERBS)}")
    return unknown("verb", name, VERBS, "command line")


def _help() -> str:
    verbs = "\n".join(f"  {name:<12}{verb.sentence}" for name, verb in VERBS.items())
    return f"{HEAD}\nVerbs:\n{verbs}\n\nExamples:\n{EXAMPLES}\nMore about a verb: chian VERB --help"


def _help_of(verb: Verb, name: str) -> str:
    from experiments.running.origins import CHOSEN

    keys = KEYS.format(
        groups="\n".join(f"  {group}={'|'.join(_files(group))}" for group in CHOSEN),
        governance=", ".join(_files("governance")),
        strategy=", ".join(_files("strategy")) or "none",
        references=", ".join(REFERENCES),
        policy=", ".join(_files("policy")) or "none",
    )
    more = f"\n{keys}\n{OPTIONS}" if verb.takes_keys else ""
    return f"Usage: chian {name} {verb.usage}\n\n{verb.sentence}\n{more}\nExamples:\n{verb.examples or EXAMPLES}"


def _files(group: str) -> list[str]:
    return sorted(file.stem for file in (CONFIGS / group).glob("*.yaml"))


def _version() -> str:
    import importlib.metadata

    return f"chian {importlib.metadata.version('chian')}"


if __name__ == "__main__":
    sys.exit(main())
