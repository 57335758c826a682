"""`chian parameters`: every declared number, its range and its source."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.bad_input import BadInput


def main(words: Sequence[str]) -> int:
    """Print the parameters that are asked for (all unless some are), as a table or as Markdown."""
    from experiments.running.asking import answered, asked
    from experiments.running.declared import chosen, evidence_of, groups, markdown, plain

    words, status = _status(words)
    places = [i for i, word in enumerate(words) if _pattern(words, i)]
    question = asked([word for i, word in enumerate(words) if i not in places and word != "--markdown"])
    settings = answered(question)
    if settings is not None:
        known = evidence_of(settings)
        found = chosen(groups(settings), known, [words[i] for i in places], status)
        print((markdown if "--markdown" in words else plain)(found, known), end="")
    return 0


def _status(words: Sequence[str]) -> tuple[list[str], str]:
    """The words without `--status STATUS`, and the status ("" for any)."""
    rest = [part for word in words for part in (word.split("=", 1) if word.startswith("--status=") else (word,))]
    if "--status" not in rest:
        return rest, ""
    at = rest.index("--status")
    if at + 1 == len(rest):
        raise BadInput("command line, --status: no value; allowed: one status, as in --status ASSUMPTION")
    return rest[:at] + rest[at + 2 :], rest[at + 1]


def _pattern(words: Sequence[str], place: int) -> bool:
    """A word that is no option, no value of one and no KEY=VALUE."""
    word, before = words[place], words[place - 1] if place else ""
    valued = before.startswith("--") and before != "--markdown" and "=" not in before
    return "=" not in word and not word.startswith(("-", "~")) and not valued
