"""From settings to a model that runs: region, world, circumstances, institution."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from experiments.bad_input import BadInput
from experiments.inputs import regions
from experiments.inputs.networks import with_places
from experiments.inputs.rhythms import rhythms
from experiments.inputs.tables import DATA
from experiments.running.asking import single
from experiments.running.budgets import budgeted
from experiments.running.configuration import composed
from experiments.running.origins import COMMAND_LINE
from experiments.running.settings import Settings, Where, settings
from sim.demand.rhythm import Rhythms
from sim.world.region import Region

if TYPE_CHECKING:
    from experiments.design.cases import Case
    from sim.circumstances import Circumstances
    from sim.model import SecurityModel
    from sim.nation import Nation
    from sim.reference import Reference


def _seoul(where: Where, data: Path) -> Region:
    return regions.seoul(data)


def _town(where: Where, data: Path) -> Region:
    return regions.town(data)


def _pair(where: Where, data: Path) -> Region:
    return regions.pair(data)


def _station(where: Where, data: Path) -> Region:
    return regions.station(where.region or regions.STATION, data)


def _province(where: Where, data: Path) -> Region:
    return regions.province(where.region, data)


def _network(where: Where, data: Path) -> Region:
    districts = regions.town(data) if where.region == regions.TOWN else regions.province(where.region, data)
    return with_places(districts, Path(where.network), Path(where.place_table))


READERS: Final[dict[str, Callable[[Where, Path], Region]]] = {
    "seoul": _seoul,
    "town": _town,
    "pair": _pair,
    "station": _station,
    "province": _province,
    "network": _network,
}


def region(where: Where) -> Region:
    """The region a run takes place in. Raises `BadInput` for an unknown name or a table that cannot be used."""
    return READERS[where.kind](where, Path(where.data) if where.data else DATA)


def checked_region(asked: Settings) -> Region:
    """The region, after a check that every district can have a place and that the rhythms can be read."""
    _rhythms(asked.where)
    key = "region" if asked.resolved["region"] or not asked.where.region else "world.region"
    origin = asked.origins.of(key) if asked.where.region else COMMAND_LINE
    try:
        found = region(asked.where)
    except BadInput as complaint:
        # A name that no table has is the user's; whatever else is wrong stands in a table, which is named.
        named = str(complaint).startswith("no ")
        raise (BadInput(f"{origin}, {key}: {complaint}") if named else complaint) from None
    most = max(found.regions, key=lambda region: len(region.districts))
    if found.places is None and asked.world.places < len(most.districts):
        allowed = f"at least {len(most.districts)}, one for each district of {most.name}"
        raise asked.origins.bad("world.places", asked.world.places, allowed)
    return found


def _rhythms(where: Where) -> Rhythms:
    return rhythms(Path(where.data) if where.data else DATA)


def circumstances(asked: Settings, replication: int) -> Circumstances:
    """What all cases of one replication share. Raises `BadInput` where there are several regions."""
    found = everywhere(asked, replication)
    if len(found) > 1:
        raise asked.origins.bad("world.kind", asked.where.kind, "one region here, not a nation of several")
    return found[0]


def everywhere(asked: Settings, replication: int) -> tuple[Circumstances, ...]:
    """What all cases of one replication share, for each region of the study."""
    from sim.circumstances import Circumstances
    from sim.randomness import Streams
    from sim.world.world import build

    found = []
    for row, region_ in enumerate(checked_region(asked).regions):
        streams = Streams(asked.seed, replication).of_region(row)
        found.append(
            Circumstances(
                build(region_, asked.world, streams),
                asked.demand,
                _rhythms(asked.where),
                streams,
                asked.administration,
                asked.casework,
                society=asked.society,
                first=asked.start - timedelta(days=asked.burn_in_days),
                year_start=asked.start,
            )
        )
    return tuple(found)


def burnt_in(
    asked: Settings, shared: Circumstances, reference: Reference | None = None, tell: Callable[[], None] | None = None
) -> SecurityModel:
    """A model under the base institution, at the first day of the study.

    `reference`: what the figures were taken at; without it the model makes its own.
    """
    from sim.model import SecurityModel

    model = SecurityModel(shared, asked.before, response=asked.response, reference=reference)
    return model.run(asked.burn_in_days, progress=(lambda _: tell()) if tell else None)


def forked(asked: Settings, base: SecurityModel, case: Case) -> SecurityModel:
    """The model that goes on from `base` under a case."""
    return budgeted(asked, base, case)[0]


def model(*overrides: str, replication: int = 0) -> SecurityModel:
    """A model at the first day of its study, as `chian run` would step it: `model("world=town", "policy=dual")`.

    Raises `BadInput` as the command line would complain.
    """
    asked = _by_hand(overrides)
    base = burnt_in(asked, circumstances(asked, replication))
    return forked(asked, base, asked.plan.main[0])


def _by_hand(overrides: tuple[str, ...]) -> Settings:
    """The settings of a model that is stepped by hand: whoever steps it says when it goes over to another policy."""
    asked = settings(composed(single(overrides)))
    if asked.transition_day:
        allowed = "0 for a model that is stepped by hand, which goes over with model.under(institution)"
        raise asked.origins.bad("transition_day", asked.transition_day, allowed)
    return asked


def nation(*overrides: str, replication: int = 0) -> Nation:
    """The same for several regions under one policy: `nation("world=pair", "policy=dual")`."""
    from sim.nation import Nation

    asked = _by_hand(overrides)
    given = everywhere(asked, replication)
    return Nation(*(forked(asked, burnt_in(asked, shared), asked.plan.main[0]) for shared in given))
