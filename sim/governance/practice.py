"""How organisations deal with one another before any reform. Mostly assumptions, each with its range.

Careers, information, referral, hearing, money and evaluation. Who commands and who answers stands in `unitary.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from sim.parameters import parameter


@final
@dataclass(frozen=True)
class Practice:
    """Numbers of the six kinds of clause that bind organisations beyond command and jurisdiction."""

    commission_stake: float = parameter(
        0.2,
        unit="share of a career",
        low=0,
        high=0.5,
        source="appoint.commission_stake",
        meaning="say of the commission in careers outside the police boxes",
    )
    rotation_years: float = parameter(
        1.5,
        unit="years between postings",
        low=1,
        high=3,
        least=0.1,
        source="appoint.rotation_years",
        meaning="time an officer stays at one post",
    )
    reposting: float = parameter(
        0.0,
        unit="share of posts a year",
        low=0,
        high=0.2,
        most=0.2,
        source="posts.moved_per_year",
        meaning="posts that whoever appoints may move between stations, toward estimated demand",
    )
    promotion_patrol: float = parameter(
        0.8,
        unit="odds over those of the mean branch",
        low=0.5,
        high=1.25,
        least=0.1,
        most=10,
        source="appoint.promotion_patrol",
        meaning="of promotion, in the police boxes",
    )
    promotion_women_youth: float = parameter(
        0.8,
        unit="odds over those of the mean branch",
        low=0.5,
        high=1.25,
        least=0.1,
        most=10,
        source="appoint.promotion_women_youth",
        meaning="of promotion, in teams for women and youth",
    )
    promotion_traffic: float = parameter(
        0.8,
        unit="odds over those of the mean branch",
        low=0.5,
        high=1.25,
        least=0.1,
        most=10,
        source="appoint.promotion_traffic",
        meaning="of promotion, in traffic teams",
    )
    promotion_investigation: float = parameter(
        1.2,
        unit="odds over those of the mean branch",
        low=0.8,
        high=2,
        least=0.1,
        most=10,
        source="appoint.promotion_investigation",
        meaning="of promotion, in investigation",
    )
    headquarters_knows: float = parameter(
        0.9,
        unit="share of incidents known",
        low=0.7,
        high=1,
        source="inform.headquarters_quality",
        meaning="what headquarters knows of a force's incidents, within a day",
    )
    commission_knows: float = parameter(
        0.3,
        unit="share of incidents known",
        low=0.1,
        high=0.7,
        source="inform.commission_quality",
        meaning="what the commission knows of a force's incidents",
    )
    commission_delay: float = parameter(
        30,
        unit="days",
        low=7,
        high=180,
        least=0.01,
        source="inform.commission_delay_days",
        meaning="age of what the commission knows",
    )
    branches_know: float = parameter(
        0.7,
        unit="share of incidents known",
        low=0.4,
        high=1,
        source="inform.branch_quality",
        meaning="what one branch knows of another's incidents, within a day",
    )
    police_refers: float = parameter(
        0.05,
        unit="probability",
        low=0,
        high=0.3,
        source="refer.to_municipality",
        meaning="a problem with a removable cause is passed to the municipality",
    )
    municipality_refers: float = parameter(
        0.02,
        unit="probability",
        low=0,
        high=0.2,
        source="refer.to_police",
        meaning="a municipal task is passed to the police",
    )
    referral_days: float = parameter(
        14, unit="days", low=3, high=60, least=0.01, source="refer.delay_days", meaning="until a referral arrives"
    )
    heard: float = parameter(
        0.1,
        unit="share of residents",
        low=0,
        high=0.5,
        source="hear.coverage",
        meaning="residents whose concerns the commission or municipality can hear",
    )
    heard_weight: float = parameter(
        0.1,
        unit="share of priorities",
        low=0,
        high=0.5,
        source="hear.weight",
        meaning="weight of what is heard in priorities",
    )
    heard_skew: float = parameter(
        0.3,
        unit="share",
        low=0,
        high=1,
        source="hear.skew",
        meaning="how far those who come by themselves stand for all",
    )
    state_projects: float = parameter(
        2200,
        unit="KRW per resident and year",
        low=1900,
        high=2600,
        source="fund.state_projects_krw",
        meaning="subsidy for the transferred autonomous police projects",
    )
    province_projects: float = parameter(
        600,
        unit="KRW per resident and year",
        low=0,
        high=1300,
        source="fund.province_projects_krw",
        meaning="the province's own autonomous police projects",
    )
    judged_on_response: float = parameter(
        0.3, unit="weight", low=0, high=0.6, source="evaluate.response_time", meaning="in the yearly evaluation"
    )
    judged_on_clearance: float = parameter(
        0.3, unit="weight", low=0, high=0.6, source="evaluate.cleared", meaning="in the yearly evaluation"
    )
    judged_on_counts: float = parameter(
        0.3, unit="weight", low=0, high=0.6, source="evaluate.reports_counted", meaning="in the yearly evaluation"
    )
    judged_on_satisfaction: float = parameter(
        0.05, unit="weight", low=0.03, high=0.3, source="evaluate.satisfaction", meaning="in the yearly evaluation"
    )
    judged_on_prevention: float = parameter(
        0.05, unit="weight", low=0, high=0.3, source="evaluate.prevention", meaning="in the yearly evaluation"
    )
    evaluation_noise: float = parameter(
        0.5,
        unit="standard deviations",
        low=0,
        high=2,
        source="evaluate.noise",
        meaning="luck in a yearly evaluation, in standard deviations of true differences",
    )
    commission_judges: float = parameter(
        0.1,
        unit="share",
        low=0,
        high=0.3,
        source="evaluate.commission_share",
        meaning="of the station chief's evaluation that headquarters must take over from the commission",
    )
