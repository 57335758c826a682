"""What we assume about residents: how they report, judge, trust, fear, get to know and remember."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import final

from sim.parameters import parameter
from sim.society.feeling_rules import FearRules, TrustRules
from sim.society.neighbour_rules import InfluenceRules, NetworkRules
from sim.society.surveys import SurveyRules


@final
@dataclass(frozen=True)
class HomeRules:
    """Where victims live."""

    visitors_least: float = parameter(
        0.2,
        unit="share",
        low=0,
        high=0.5,
        source="victim.visitors_least",
        meaning="victims drawn from residents at large, in a place whose risk is no more than its residents' share",
    )
    visitors_km: float = parameter(
        5.0,
        unit="km",
        low=1,
        high=15,
        least=0.1,
        source="victim.visitors_km",
        meaning="mean reach of people who are at a place but live elsewhere",
    )


@final
@dataclass(frozen=True)
class ReportingRules:
    """Who reports. Levels are those of the affairs; the slopes only say who does."""

    trust: float = parameter(
        0.2,
        unit="log-odds per standard deviation",
        low=0,
        high=0.5,
        source="report.trust_logodds_per_sd",
        meaning="of reporting, for more trust in the police",
    )
    severity: float = parameter(
        0.5,
        unit="log-odds per priority",
        low=0,
        high=1.5,
        source="report.severity_logodds",
        meaning="of reporting, for an incident one priority more urgent",
    )
    witnesses: int = parameter(
        3,
        unit="people",
        low=1,
        high=10,
        least=1,
        source="report.witnesses",
        meaning="who may report an incident without a victim",
    )


@final
@dataclass(frozen=True)
class ContactRules:
    """How contacts with the police are judged, and how many there are beside calls."""

    settled: float = parameter(
        0.87,
        unit="share",
        low=0.75,
        high=0.95,
        source="contact.settled",
        meaning="people satisfied whose matter is settled, at the expected response time",
    )
    unsettled: float = parameter(
        0.5,
        unit="share",
        low=0.3,
        high=0.7,
        source="contact.unsettled",
        meaning="people satisfied whose matter stays open (a crime on the day, a case not cleared)",
    )
    response_slope: float = parameter(
        -0.02,
        unit="share per minute",
        low=-0.05,
        high=0,
        most=0,
        source="rt.satisfaction_slope",
        meaning="people satisfied, for each minute beyond the expected response time",
    )
    talk_content: float = parameter(
        0.9, unit="share", low=0.7, high=1, source="contact.talk_content", meaning="people satisfied with a talk"
    )
    stop_content: float = parameter(
        0.6, unit="share", low=0.3, high=0.9, source="contact.stop_content", meaning="people satisfied with a stop"
    )
    beside_calls: float = parameter(
        0.25,
        unit="contacts per resident and year",
        low=0.1,
        high=0.6,
        source="contact.noncall_per_year",
        meaning="talks and stops, at the use of free time under the law in force",
    )
    stops: float = parameter(
        0.3, unit="share", low=0.05, high=0.6, source="contact.stops", meaning="of contacts beside calls that are stops"
    )


@final
@dataclass(frozen=True)
class AwarenessRules:
    """Who knows that there is a commission."""

    start: float = parameter(
        0.3,
        unit="share of residents",
        low=0.2,
        high=0.7,
        least=0.01,
        most=0.99,
        source="voice.aware_share_start",
        meaning="residents who know the commission, at the law in force",
    )
    forgetting_years: float = parameter(
        3.0,
        unit="years",
        low=1,
        high=10,
        least=0.1,
        source="aware.forgetting_years",
        meaning="until somebody who hears no more of it has forgotten",
    )
    talk: float = parameter(
        0.1,
        unit="probability",
        low=0,
        high=0.5,
        source="aware.talk",
        meaning="that a talk with a crew makes the commission known, at the law in force",
    )
    heard: float = parameter(
        1.0,
        unit="per year and share of residents",
        low=0,
        high=3,
        source="aware.heard",
        meaning="rate at which people learn of a commission that can hear all residents",
    )


@final
@dataclass(frozen=True)
class ConcernRules:
    """What residents are concerned about: what they have lived through, beside what everybody hears."""

    memory_days: float = parameter(
        365,
        unit="days",
        low=60,
        high=1825,
        least=1,
        source="concern.memory_days",
        meaning="half-life of an incident in the memory of who lived through it",
    )
    own: float = parameter(
        3.0,
        unit="weight",
        low=0,
        high=10,
        source="concern.own",
        meaning="of one incident lived through, over all that a resident hears of the region",
    )


@final
@dataclass(frozen=True)
class ComplaintRules:
    """Who complains to the commission by himself. With slopes of 0 and `occasion` 1 those who come stand for all."""

    per_year: float = parameter(
        0.05,
        unit="per resident who knows the commission and year",
        low=0.01,
        high=0.3,
        least=0.001,
        most=0.9,
        source="complain.per_year",
        meaning="complaints to a commission that could hear everybody, on average at the start",
    )
    fear: float = parameter(
        0.3,
        unit="log-odds per standard deviation",
        low=-0.3,
        high=0.8,
        least=-3,
        most=3,
        source="complain.fear",
        meaning="of complaining, for more fear of crime",
    )
    trust: float = parameter(
        0.2,
        unit="log-odds per standard deviation",
        low=-0.5,
        high=0.5,
        least=-3,
        most=3,
        source="complain.trust",
        meaning="of complaining, for more trust in the police: above 0 who hopes to be heard, below 0 who is angry",
    )
    occasion: float = parameter(
        0.5,
        unit="exponent",
        low=0,
        high=1,
        most=1,
        source="complain.occasion",
        meaning="of concern in complaints: 0 all complain as often, 1 who is twice as concerned twice as often",
    )


@final
@dataclass(frozen=True)
class SocietyRules:
    """Parameters of the society room.

    Without `minds` everybody reports alike; `heard`: offices hear what residents think, not what happens to them.
    """

    minds: bool = True
    heard: bool = True
    homes: HomeRules = field(default_factory=HomeRules)
    reporting: ReportingRules = field(default_factory=ReportingRules)
    contacts: ContactRules = field(default_factory=ContactRules)
    trust: TrustRules = field(default_factory=TrustRules)
    fear: FearRules = field(default_factory=FearRules)
    awareness: AwarenessRules = field(default_factory=AwarenessRules)
    concern: ConcernRules = field(default_factory=ConcernRules)
    complaints: ComplaintRules = field(default_factory=ComplaintRules)
    influence: InfluenceRules = field(default_factory=InfluenceRules)
    network: NetworkRules = field(default_factory=NetworkRules)
    surveys: SurveyRules = field(default_factory=SurveyRules)
