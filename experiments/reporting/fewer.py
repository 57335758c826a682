"""Says where a section rests on fewer replications than the differences between whole policies."""

from __future__ import annotations

from experiments.reporting import strings, wording
from experiments.reporting.blocks import Text
from experiments.reporting.study import Study


def note(study: Study, shared: tuple[int, ...]) -> tuple[Text, ...]:
    """A sentence for a section that knows these replications alone; nothing where they are all there are."""
    whole = study.replications(*study.policies)
    if not shared or len(shared) >= len(whole):
        return ()
    said = strings.FEWER.format(n=len(shared), all=wording.replications(len(whole)))
    return (Text(said + (strings.FEWER_ONE if len(shared) == 1 else "")),)
