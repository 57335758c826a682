"""What the pages of the project say: blocks, commands, names, links; and a folder for each page to try them in."""

from __future__ import annotations

import functools
import re
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from experiments.command_line import main
from experiments.reporting import reproduction, style
from experiments.running.configuration import composed

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
PAGES = (README, ROOT / "CHANGELOG.md", ROOT / "results" / "README.md", *sorted((ROOT / "docs").glob("*.md")))

FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INDENTED = re.compile(r"(?<=\n\n)((?: {4}\S.*\n)+)")
INLINE = re.compile(r"(?<!`)`([^`]+)`(?!`)")
FILE = re.compile(r"[\w./-]+\.(?:yaml|py|csv|graphml)")
PROMPT = re.compile(r"^\s*(?:\$ )?(?:\.venv/bin/)?(chian|make)(?: |$)")
RECIPE = re.compile(r"^\t\$\(BIN\)/(.*)$", re.MULTILINE)
RESULTS = re.compile(r"results/[\w-]+")
KINDS = {"yaml": "yaml", "python": "py", "csv": "csv", "graphml": "graphml"}
"""Languages of blocks that may be a whole file, with the ending of its name."""

STUDY = ("world=station", "days=2", "burn_in_days=0", "replications=2", "extra_replications=1", "executor=serial")


@dataclass(frozen=True)
class Block:
    """A fenced block; `file` is the name that its first line or the paragraph above gives it, "" for none."""

    page: Path
    language: str
    text: str
    file: str


@dataclass(frozen=True)
class Command:
    """A line that begins with `chian` or `make`; `inline` where it stands in a sentence."""

    page: Path
    text: str
    inline: bool = False


def blocks(page: Path) -> Iterator[Block]:
    text = page.read_text(encoding="utf-8")
    for found in FENCED.finditer(text):
        language, body = found.groups()
        yield Block(page, language, body, file_of(language, body, text[: found.start()]))


def file_of(language: str, body: str, before: str) -> str:
    """Only blocks in a language of `KINDS` are files: the name ends as the language does."""
    first, above = body.partition("\n")[0], before.rstrip().rpartition("\n\n")[2]
    said = FILE.findall(first.removeprefix("#")) if first.startswith("#") else []
    named = said or [name for quoted in INLINE.findall(above) for name in FILE.findall(quoted)]
    fitting = [name for name in named if name.endswith(f".{KINDS.get(language, '?')}")]
    return fitting[-1] if fitting else ""


def prose(page: Path) -> str:
    """A page without its blocks."""
    return INDENTED.sub("", FENCED.sub("", page.read_text(encoding="utf-8")))


def commands(page: Path) -> Iterator[Command]:
    """Commands of the blocks without a language of their own, and those quoted in sentences."""
    shown = [block.text for block in blocks(page) if block.language in ("", "sh", "bash", "console")]
    shown += INDENTED.findall(page.read_text(encoding="utf-8"))
    for line in "".join(shown).replace("\\\n", " ").splitlines():
        if PROMPT.match(line):
            yield Command(page, plain(line))
    for quoted in INLINE.findall(prose(page)):
        if PROMPT.match(quoted):
            yield Command(page, plain(quoted), inline=True)


def plain(line: str) -> str:
    """A command without prompt, path, comment and redirection."""
    bare = re.sub(r"\s+(?:#|>\s).*$", "", " ".join(line.split()))
    return re.sub(r"^(?:\$ )?(?:\.venv/bin/)?", "", bare)


def recipes() -> dict[str, list[str]]:
    """Commands from the environment, by target of the Makefile."""
    found = {}
    for rule in re.split(r"\n(?=[a-z]+:)", (ROOT / "Makefile").read_text(encoding="utf-8"))[1:]:
        found[rule.partition(":")[0]] = [plain(line) for line in RECIPE.findall(rule)]
    return found


def every_command() -> list[Command]:
    said = [command for page in PAGES for command in commands(page)]
    made = [Command(README, line) for lines in recipes().values() for line in lines if line.startswith("chian ")]
    return list({command.text: command for command in (*said, *made)}.values())


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test for each command, file, block: a test asks by the name of its argument."""
    every = [command for command in every_command() if command.text.startswith("chian ")]
    asked = {
        "readme_command": [c for c in every if c.page == README],
        "other_command": [c for c in every if c.page != README],
        "page": list(PAGES),
        "python": [page for page in PAGES if any(b.language == "python" and not b.file for b in blocks(page))],
        "opened": [b for page in PAGES for b in blocks(page) if b.language in ("sql", "r")],
        "target": sorted(recipes()),
    }
    for name, values in asked.items():
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, values, ids=list(map(label, values)))


def label(value: Block | Command | Path | str) -> str:
    """What a test is called by."""
    if isinstance(value, Command):
        return value.text
    if isinstance(value, Block):
        return f"{value.language} of {value.page.name}"
    return value if isinstance(value, str) else value.relative_to(ROOT).as_posix()


@pytest.fixture(scope="session")
def said() -> list[Command]:
    return every_command()


@pytest.fixture(scope="session")
def pages() -> tuple[Path, ...]:
    return PAGES


@pytest.fixture(scope="session")
def recipes_of() -> dict[str, list[str]]:
    return recipes()


@pytest.fixture(scope="session")
def blocks_of() -> Callable[[Path], list[Block]]:
    return lambda page: list(blocks(page))


@pytest.fixture(scope="session")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Results of two policies on two days, with a report."""
    folder = tmp_path_factory.mktemp("results") / "NAME"
    assert main(["compare", *STUDY, f"out={folder}"]) == 0
    return folder


@pytest.fixture(scope="session")
def workshops(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Path]:
    """A folder for each page, with the files that its blocks write out."""
    found = {page: tmp_path_factory.mktemp(page.stem) for page in PAGES}
    for block in (block for page in PAGES for block in blocks(page) if block.file):
        file = found[block.page] / block.file
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(block.text, encoding="utf-8")
    return found


SIZES = {
    "run": ("days=2", "burn_in_days=0", "executor=serial"),
    "compare": (
        "days=2",
        "burn_in_days=0",
        "replications=1",
        "extra_replications=0",
        "tipping.policy=",
        "executor=serial",
    ),
    "failing": ("days=1", "burn_in_days=0", "replications=1", "points=1", "executor=serial"),
    "sweep": ("days=1", "burn_in_days=0", "replications=1", "executor=serial"),
}
"""What makes a run of a verb small. Worlds that are named stay; where none is, one district of Seoul stands in."""

LOOKED_AT = {"table": ("--cfg", "job"), "factorial": ("--cfg", "job"), "findings": ("--help",)}
"""Verbs whose least run takes minutes, or that write pages of the project: `tests/unit/evaluation` carries them out."""

FEWER = {"points": 2, "levels": 2}
"""What is made small where a command says it."""

PRINTING = {"--help", "-h", "--cfg", "--info"}
STANDS_FOR = {
    "KEY=VALUE": "days=2",
    "event_days=N": "event_days=1",
    "VERB": "compare",
    "RUN": "0",
    "DAY.NUMBER": "1.0",
    "3.37": "1.0",  # docs/explain.md: its example lies beyond the days of a small study
}
"""Words that a reader replaces, and one number. DIR is a folder of results, POLICY the next of its policies."""

composed_once = functools.cache(composed)
"""The project's own configuration does not change while the tests run; half of a report's time goes to reading it."""


def small(words: list[str]) -> list[str]:
    """The words of a command at a size that a test can carry out."""
    if words[0] in LOOKED_AT:
        return [words[0], *(word for word in words[1:] if "=" in word), *LOOKED_AT[words[0]]]
    sizes = SIZES.get(words[0], ())
    if not sizes or PRINTING & set(words):
        return words
    world = [] if any(word.startswith("world=") for word in words) else ["world=station"]
    usual = {size.partition("=")[0] for size in sizes}
    kept = [word for word in words if word.partition("=")[0] not in usual]
    fewer = [f"{key}={FEWER[key]}" if (key := word.partition("=")[0]) in FEWER else word for word in kept]
    inside = ["transition_day=1"] if "study=transition" in words else []
    return [*fewer, *world, *inside, *sizes]


def replaced(words: list[str], study: Path) -> list[str]:
    """The words with something of a kind for what stands in capitals."""
    policies = iter(("unitary", "dual"))
    usual = [STANDS_FOR.get(word, word) for word in words]
    return [str(study) if word == "DIR" else next(policies) if word == "POLICY" else word for word in usual]


@pytest.fixture
def at_work(workshops, study, monkeypatch, tmp_path):
    """Goes to the workshop of a page and makes the results that a text of it opens; `carry_out` does a command."""
    monkeypatch.setattr(reproduction, "composed", composed_once)
    monkeypatch.setattr(style, "keep", lambda drawing, folder, name: "data:,")  # figures take most of a small report

    def carry_out(command: Command) -> int:
        prepare(command.page, command.text)
        words = replaced(shlex.split(command.text)[1:], study)
        if command.inline and len(words) == 1 and not words[0].startswith("-"):
            words.append("--help")  # a verb that a sentence names
        words = small(words)
        if words[0] in SIZES and not any(word.startswith("out=") for word in words):
            words.append(f"out={tmp_path / 'out'}")
        return main(words)

    def prepare(page: Path, text: str) -> None:
        monkeypatch.chdir(workshops[page])
        monkeypatch.syspath_prepend(workshops[page])
        for folder in {folder for folder in RESULTS.findall(text) if not Path(folder).exists()}:
            for maker in (c for c in commands(page) if f"out={folder}" in c.text.split() and c.text != text):
                assert carry_out(maker) == 0

    prepare.carry_out = carry_out
    return prepare


@pytest.fixture
def tried(at_work):
    """Carries a command out in the workshop of its page and gives the exit status."""
    return at_work.carry_out
