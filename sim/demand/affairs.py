"""What happens: the eight affairs, each with everything the model assumes about it.

Rates of `violent` and `property` are inverted from recorded crime, district by district; `dispatched_per_1000` serves
only where no table gives them. The split of the other calls over affairs is an assumption under two known sums: 252
dispatched calls per 1,000 residents and year (Seoul 2015), 0.32 to 0.41 of them autonomous affairs (Jeju 2018-20).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final, final

from sim.parameters import parameter
from sim.vocabulary import AFFAIRS

_ABOUT: Final = {
    "dispatched_per_1000": (
        "calls per 1,000 residents and year",
        "dispatched; for crimes inverted from records instead",
    ),
    "reported": ("share", "incidents that are reported, at reference trust"),
    "dispatched": ("share", "reports that need a dispatch"),
    "urgent": ("share", "dispatched calls of priority 1"),
    "low": ("share", "dispatched calls of priority 3; the rest is priority 2"),
    "service_min": ("min", "mean minutes of a crew on scene, before `service_factor`"),
    "crews": ("crews per call", "mean number of crews a call needs"),
    "contested": ("share", "calls of which it is unclear whose they are, where forces divide the affairs"),
    "harm": ("weight", "weight of one incident in harm and in patrol plans"),
    "branching": ("children per incident", "mean number of near-repeat children of one incident"),
    "presence_elasticity": ("elasticity", "elasticity of the hazard to patrol minutes, with the sign turned"),
    "displaced": ("share", "deterred incidents that reappear nearby"),
    "divertible": ("share", "calls of priority 3 that staff without police powers could take"),
    "removable": ("share", "incidents with a cause that a municipality could remove"),
    "visible_km2": ("km2", "area that a crew on enforcement overlooks for a day: discovers what nobody reports"),
}
"""Unit and meaning of each number of an affair."""


def _number(name: str, value: float, low: float, high: float, source: str) -> Any:
    unit, meaning = _ABOUT[name]
    return parameter(value, unit=unit, low=low, high=high, source=source, meaning=meaning)


@dataclass(frozen=True)
class Affair:
    """One kind of incident. Subclasses state the numbers, `_ABOUT` their units and meanings."""

    dispatched_per_1000: float
    reported: float
    dispatched: float
    urgent: float
    low: float
    service_min: float
    crews: float
    contested: float
    harm: float
    branching: float
    presence_elasticity: float
    displaced: float
    divertible: float
    removable: float
    visible_km2: float


@final
@dataclass(frozen=True)
class Violent(Affair):
    """Murder, robbery, sexual crime, violence."""

    dispatched_per_1000: float = _number("dispatched_per_1000", 6.5, 5, 8, "affair.violent.dispatched_per_1000")
    reported: float = _number("reported", 0.4, 0.135, 0.5, "report.violent_default")
    dispatched: float = _number("dispatched", 1.0, 0.9, 1.0, "affair.violent.dispatched")
    urgent: float = _number("urgent", 0.9, 0.7, 1.0, "affair.violent.urgent")
    low: float = _number("low", 0.0, 0.0, 0.1, "affair.violent.low")
    service_min: float = _number("service_min", 60, 30, 90, "affair.violent.service_min")
    crews: float = _number("crews", 2.4, 1.5, 4, "affair.violent.crews")
    contested: float = _number("contested", 0.05, 0, 0.2, "affair.violent.contested")
    harm: float = _number("harm", 100, 50, 200, "affair.violent.harm")
    branching: float = _number("branching", 0.15, 0, 0.4, "near.branching_violent")
    presence_elasticity: float = _number("presence_elasticity", 0.23, 0.07, 0.7, "deterrence.eps_violent")
    displaced: float = _number("displaced", 0.0, 0.0, 0.41, "patrol.displacement_share_violent")
    divertible: float = _number("divertible", 0.0, 0, 0.05, "affair.violent.divertible")
    removable: float = _number("removable", 0.03, 0, 0.1, "affair.violent.removable")
    visible_km2: float = _number("visible_km2", 0.0, 0, 0.01, "affair.violent.visible_km2")


@final
@dataclass(frozen=True)
class Property(Affair):
    """Theft and burglary."""

    dispatched_per_1000: float = _number("dispatched_per_1000", 4.9, 4, 6, "affair.property.dispatched_per_1000")
    reported: float = _number("reported", 0.218, 0.15, 0.35, "report.kr_property")
    dispatched: float = _number("dispatched", 1.0, 0.9, 1.0, "affair.property.dispatched")
    urgent: float = _number("urgent", 0.2, 0.1, 0.4, "affair.property.urgent")
    low: float = _number("low", 0.1, 0, 0.3, "affair.property.low")
    service_min: float = _number("service_min", 40, 20, 60, "affair.property.service_min")
    crews: float = _number("crews", 1.3, 1, 2, "affair.property.crews")
    contested: float = _number("contested", 0.02, 0, 0.1, "affair.property.contested")
    harm: float = _number("harm", 10, 5, 20, "affair.property.harm")
    branching: float = _number("branching", 0.25, 0, 0.4, "near.branching_property")
    presence_elasticity: float = _number("presence_elasticity", 0.1, 0, 0.35, "deterrence.eps_property")
    displaced: float = _number("displaced", 0.1, 0, 1.0, "patrol.displacement_default_property")
    divertible: float = _number("divertible", 0.02, 0, 0.1, "affair.property.divertible")
    removable: float = _number("removable", 0.1, 0, 0.25, "affair.property.removable")
    visible_km2: float = _number("visible_km2", 0.0, 0, 0.01, "affair.property.visible_km2")


@final
@dataclass(frozen=True)
class PublicOrder(Affair):
    """Disorder, disputes and other national calls."""

    dispatched_per_1000: float = _number(
        "dispatched_per_1000", 134, 100, 170, "affair.public_order.dispatched_per_1000"
    )
    reported: float = _number("reported", 0.7, 0.5, 0.9, "affair.public_order.reported")
    dispatched: float = _number("dispatched", 0.53, 0.456, 0.562, "wl.kr_dispatch_share")
    urgent: float = _number("urgent", 0.18, 0.1, 0.3, "affair.public_order.urgent")
    low: float = _number("low", 0.3, 0.1, 0.5, "affair.public_order.low")
    service_min: float = _number("service_min", 25, 15, 40, "affair.public_order.service_min")
    crews: float = _number("crews", 1.5, 1, 2, "affair.public_order.crews")
    contested: float = _number("contested", 0.15, 0, 0.4, "affair.public_order.contested")
    harm: float = _number("harm", 3, 1, 10, "affair.public_order.harm")
    branching: float = _number("branching", 0.15, 0, 0.4, "near.branching_disorder")
    presence_elasticity: float = _number("presence_elasticity", 0.1, 0, 0.35, "affair.public_order.presence_elasticity")
    displaced: float = _number("displaced", 0.0, 0, 0.4, "affair.public_order.displaced")
    divertible: float = _number("divertible", 0.05, 0, 0.15, "affair.public_order.divertible")
    removable: float = _number("removable", 0.15, 0.05, 0.3, "affair.public_order.removable")
    visible_km2: float = _number("visible_km2", 0.01, 0, 0.05, "affair.public_order.visible_km2")


@final
@dataclass(frozen=True)
class Inquiry(Affair):
    """Fraud, consultation, reports that open a case."""

    dispatched_per_1000: float = _number("dispatched_per_1000", 17, 10, 25, "affair.inquiry.dispatched_per_1000")
    reported: float = _number("reported", 0.2, 0.1, 0.5, "affair.inquiry.reported")
    dispatched: float = _number("dispatched", 0.53, 0.456, 0.562, "wl.kr_dispatch_share")
    urgent: float = _number("urgent", 0.02, 0, 0.1, "affair.inquiry.urgent")
    low: float = _number("low", 0.6, 0.4, 0.8, "affair.inquiry.low")
    service_min: float = _number("service_min", 30, 15, 45, "affair.inquiry.service_min")
    crews: float = _number("crews", 1.1, 1, 1.5, "affair.inquiry.crews")
    contested: float = _number("contested", 0.02, 0, 0.1, "affair.inquiry.contested")
    harm: float = _number("harm", 1, 0, 5, "affair.inquiry.harm")
    branching: float = _number("branching", 0.0, 0, 0.1, "affair.inquiry.branching")
    presence_elasticity: float = _number("presence_elasticity", 0.0, 0, 0.1, "affair.inquiry.presence_elasticity")
    displaced: float = _number("displaced", 0.0, 0, 0.1, "affair.inquiry.displaced")
    divertible: float = _number("divertible", 0.0, 0, 0.1, "affair.inquiry.divertible")
    removable: float = _number("removable", 0.0, 0, 0.05, "affair.inquiry.removable")
    visible_km2: float = _number("visible_km2", 0.0, 0, 0.01, "affair.inquiry.visible_km2")


@final
@dataclass(frozen=True)
class LifeSafety(Affair):
    """Drunk people, nuisance, help, protection."""

    dispatched_per_1000: float = _number("dispatched_per_1000", 57, 40, 75, "affair.life_safety.dispatched_per_1000")
    reported: float = _number("reported", 0.7, 0.5, 0.9, "affair.life_safety.reported")
    dispatched: float = _number("dispatched", 0.53, 0.456, 0.562, "wl.kr_dispatch_share")
    urgent: float = _number("urgent", 0.05, 0, 0.2, "affair.life_safety.urgent")
    low: float = _number("low", 0.6, 0.4, 0.8, "affair.life_safety.low")
    service_min: float = _number("service_min", 25, 15, 40, "affair.life_safety.service_min")
    crews: float = _number("crews", 1.3, 1, 2, "affair.life_safety.crews")
    contested: float = _number("contested", 0.25, 0, 0.5, "affair.life_safety.contested")
    harm: float = _number("harm", 2, 1, 10, "affair.life_safety.harm")
    branching: float = _number("branching", 0.15, 0, 0.4, "affair.life_safety.branching")
    presence_elasticity: float = _number("presence_elasticity", 0.1, 0, 0.35, "affair.life_safety.presence_elasticity")
    displaced: float = _number("displaced", 0.0, 0, 0.4, "affair.life_safety.displaced")
    divertible: float = _number("divertible", 0.4, 0.2, 0.67, "affair.life_safety.divertible")
    removable: float = _number("removable", 0.2, 0.05, 0.4, "affair.life_safety.removable")
    visible_km2: float = _number("visible_km2", 0.01, 0, 0.05, "affair.life_safety.visible_km2")


@final
@dataclass(frozen=True)
class WomenYouth(Affair):
    """Domestic, sexual and school violence, child abuse, missing persons."""

    dispatched_per_1000: float = _number("dispatched_per_1000", 9, 5, 15, "affair.women_youth.dispatched_per_1000")
    reported: float = _number("reported", 0.3, 0.15, 0.5, "affair.women_youth.reported")
    dispatched: float = _number("dispatched", 0.53, 0.456, 0.562, "wl.kr_dispatch_share")
    urgent: float = _number("urgent", 0.6, 0.4, 0.9, "affair.women_youth.urgent")
    low: float = _number("low", 0.05, 0, 0.2, "affair.women_youth.low")
    service_min: float = _number("service_min", 50, 30, 80, "affair.women_youth.service_min")
    crews: float = _number("crews", 2.2, 1.5, 3, "affair.women_youth.crews")
    contested: float = _number("contested", 0.3, 0, 0.6, "affair.women_youth.contested")
    harm: float = _number("harm", 60, 20, 150, "affair.women_youth.harm")
    branching: float = _number("branching", 0.2, 0, 0.4, "affair.women_youth.branching")
    presence_elasticity: float = _number("presence_elasticity", 0.07, 0, 0.3, "affair.women_youth.presence_elasticity")
    displaced: float = _number("displaced", 0.0, 0, 0.4, "affair.women_youth.displaced")
    divertible: float = _number("divertible", 0.0, 0, 0.05, "affair.women_youth.divertible")
    removable: float = _number("removable", 0.05, 0, 0.15, "affair.women_youth.removable")
    visible_km2: float = _number("visible_km2", 0.0, 0, 0.01, "affair.women_youth.visible_km2")


@final
@dataclass(frozen=True)
class Traffic(Affair):
    """Traffic accidents, obstruction, violations."""

    dispatched_per_1000: float = _number("dispatched_per_1000", 22, 15, 30, "affair.traffic.dispatched_per_1000")
    reported: float = _number("reported", 0.8, 0.6, 0.95, "affair.traffic.reported")
    dispatched: float = _number("dispatched", 0.53, 0.456, 0.562, "wl.kr_dispatch_share")
    urgent: float = _number("urgent", 0.1, 0, 0.3, "affair.traffic.urgent")
    low: float = _number("low", 0.3, 0.1, 0.5, "affair.traffic.low")
    service_min: float = _number("service_min", 25, 15, 40, "affair.traffic.service_min")
    crews: float = _number("crews", 1.2, 1, 2, "affair.traffic.crews")
    contested: float = _number("contested", 0.1, 0, 0.3, "affair.traffic.contested")
    harm: float = _number("harm", 5, 1, 20, "affair.traffic.harm")
    branching: float = _number("branching", 0.05, 0, 0.2, "affair.traffic.branching")
    presence_elasticity: float = _number("presence_elasticity", 0.05, 0, 0.2, "affair.traffic.presence_elasticity")
    displaced: float = _number("displaced", 0.0, 0, 0.4, "affair.traffic.displaced")
    divertible: float = _number("divertible", 0.15, 0.05, 0.4, "affair.traffic.divertible")
    removable: float = _number("removable", 0.1, 0, 0.25, "affair.traffic.removable")
    visible_km2: float = _number("visible_km2", 0.02, 0, 0.05, "affair.traffic.visible_km2")


@final
@dataclass(frozen=True)
class LocalEvents(Affair):
    """Crowd and traffic control at local mass events."""

    dispatched_per_1000: float = _number("dispatched_per_1000", 1, 0.3, 3, "affair.local_events.dispatched_per_1000")
    reported: float = _number("reported", 0.9, 0.7, 1.0, "affair.local_events.reported")
    dispatched: float = _number("dispatched", 0.53, 0.456, 0.562, "wl.kr_dispatch_share")
    urgent: float = _number("urgent", 0.05, 0, 0.2, "affair.local_events.urgent")
    low: float = _number("low", 0.5, 0.3, 0.7, "affair.local_events.low")
    service_min: float = _number("service_min", 60, 30, 120, "affair.local_events.service_min")
    crews: float = _number("crews", 2.0, 1, 4, "affair.local_events.crews")
    contested: float = _number("contested", 0.1, 0, 0.3, "affair.local_events.contested")
    harm: float = _number("harm", 1, 0, 5, "affair.local_events.harm")
    branching: float = _number("branching", 0.0, 0, 0.1, "affair.local_events.branching")
    presence_elasticity: float = _number("presence_elasticity", 0.0, 0, 0.1, "affair.local_events.presence_elasticity")
    displaced: float = _number("displaced", 0.0, 0, 0.1, "affair.local_events.displaced")
    divertible: float = _number("divertible", 0.5, 0.2, 0.8, "affair.local_events.divertible")
    removable: float = _number("removable", 0.05, 0, 0.15, "affair.local_events.removable")
    visible_km2: float = _number("visible_km2", 0.0, 0, 0.01, "affair.local_events.visible_km2")


@final
@dataclass(frozen=True)
class Affairs:
    """The catalogue, in the order of `AFFAIRS`."""

    violent: Violent = field(default_factory=Violent)
    property: Property = field(default_factory=Property)
    public_order: PublicOrder = field(default_factory=PublicOrder)
    inquiry: Inquiry = field(default_factory=Inquiry)
    life_safety: LifeSafety = field(default_factory=LifeSafety)
    women_youth: WomenYouth = field(default_factory=WomenYouth)
    traffic: Traffic = field(default_factory=Traffic)
    local_events: LocalEvents = field(default_factory=LocalEvents)

    def each(self) -> tuple[Affair, ...]:
        return tuple(getattr(self, name) for name in AFFAIRS)
