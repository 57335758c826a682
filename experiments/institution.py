"""`chian institution`: the clauses of a policy, the difference of two policies, or a drawing of either."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from experiments.bad_input import BadInput, listed, unknown
from experiments.running.asking import answered, asked, single
from experiments.running.origins import COMMAND_LINE
from experiments.running.settings import Settings
from sim.institution.institution import Institution

USAGE: Final = "show POLICY, diff A B, draw A, or draw A B"


def main(words: Sequence[str]) -> int:
    """Print or draw institutions. Nothing is simulated."""
    what, policies, rest = _sorted(words)
    question = asked(rest)
    settings = answered(replace(question, overrides=single((f"policies=[{','.join(policies)}]", *question.overrides))))
    if settings is not None:
        ANSWERS[what](settings)
    return 0


def _show(settings: Settings) -> None:
    from experiments.reporting.institution_text import text

    (case,) = settings.plan.main
    settled = {p.strategy.key: p.strength(float("inf")) for p in settings.programmes(case)}
    print(f"{case.key}: {settings.governance[case.policy.governance].title}\n")
    print(text(_institutions(settings)[case.key], settled), end="")


def _diff(settings: Settings) -> None:
    from sim.institution.diff import diff

    (a, before), (b, after) = _institutions(settings).items()
    print(f"From {a} to {b}:")
    for sentence in diff(before, after) or ("Nothing differs.",):
        print(f"  {sentence}")


def _draw(settings: Settings) -> None:
    from experiments.reporting.institution_drawing import figure
    from experiments.reporting.style import keep
    from experiments.running.study import RESULTS

    found = _institutions(settings)
    plain = RESULTS / "institutions" / "-to-".join(_plain(name) for name in found)
    base = Path(settings.out or plain)
    if base.suffix in (".svg", ".png"):
        base = base.with_suffix("")
    elif base.suffix:
        raise settings.origins.bad("out", settings.out, "a name that ends in .svg, .png or nothing; both are drawn")
    base.parent.mkdir(parents=True, exist_ok=True)
    keep(figure(*found.values()), base.parent, base.name)
    print(f"Drawn: {base}.svg, {base}.png")


ANSWERS: Final[Mapping[str, Callable[[Settings], None]]] = {"show": _show, "diff": _diff, "draw": _draw}
POLICIES: Final = {"show": (1, 1), "diff": (2, 2), "draw": (1, 2)}


def _institutions(settings: Settings) -> dict[str, Institution]:
    """The institution of each policy, amended by its strategies."""
    found = {}
    for case in settings.plan.main:
        institution = settings.institution(case)
        for programme in settings.programmes(case):
            institution = programme.amend(institution)
        found[case.key] = institution
    return found


def _sorted(words: Sequence[str]) -> tuple[str, list[str], list[str]]:
    """What is asked, the policies, and the other words."""
    rest = list(words)
    named = [place for place, word in enumerate(rest) if "=" not in word and not _option(rest, place)]
    plain = [rest[place] for place in named]
    if not plain:
        raise BadInput(f"{COMMAND_LINE}: nothing is asked; allowed: {USAGE}")
    what, *policies = plain
    if what not in ANSWERS:
        raise unknown("question", what, ANSWERS, f"{COMMAND_LINE}, institution")
    least, most = POLICIES[what]
    if not least <= len(policies) <= most:
        raise BadInput(f"{COMMAND_LINE}, {what}: {listed(policies)} is not allowed; allowed: {USAGE}")
    return what, policies, [word for place, word in enumerate(rest) if place not in named]


def _option(words: list[str], place: int) -> bool:
    """An option, or the value that follows one."""
    return words[place].startswith("-") or (place > 0 and words[place - 1].startswith("--"))


def _plain(name: str) -> str:
    """A policy as part of a file name."""
    return "".join(sign if sign.isalnum() or sign in "-_+." else "-" for sign in name)
