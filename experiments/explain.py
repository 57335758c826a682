"""`chian explain`: the life of one incident under two policies, or incidents worth a look."""

from __future__ import annotations

from collections.abc import Sequence


def main(words: Sequence[str]) -> int:
    """Tell what was asked for, on the terminal."""
    from experiments.running.inquiry import check, inquiry

    question = inquiry(words)
    check(question)

    from experiments.reporting import incident_life, incident_list
    from experiments.running import lives

    looked = lives.opened(question)
    if question.incident is None:
        incident_list.show(lives.listed(looked))
    else:
        incident_life.show(lives.lives(looked))
    return 0
