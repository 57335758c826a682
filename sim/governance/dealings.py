"""How organisations deal with one another before any reform, as clauses: careers, information, referral, voice, money,
evaluation. Numbers: `practice.py`. Command and jurisdiction: `unitary.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sim.governance.practice import Practice
from sim.institution.clauses import Appoints, Clause, Evaluates, Funds, Hears, Informs, Refers
from sim.institution.names import (
    COMMISSION,
    MUNICIPALITY,
    NATIONAL_INVESTIGATION,
    NATIONAL_PATROL,
    NATIONAL_TRAFFIC,
    NATIONAL_WOMEN_YOUTH,
    NPA,
    PROVINCE_TREASURY,
    RESIDENTS,
    STATE_TREASURY,
)
from sim.vocabulary import LOCAL, Scope

_LOCAL_FORCES: Final = (NATIONAL_PATROL, NATIONAL_WOMEN_YOUTH, NATIONAL_TRAFFIC)
_FORCES: Final = (*_LOCAL_FORCES, NATIONAL_INVESTIGATION)


def dealings(practice: Practice) -> Iterator[Clause]:
    """The clauses of the six kinds other than `Commands` and `Answers`."""
    for family in (_appoints, _informs, _refers, _hears, _funds, _evaluates):
        yield from family(practice)


def _appoints(practice: Practice) -> Iterator[Clause]:
    promotion = {
        NATIONAL_PATROL: practice.promotion_patrol,
        NATIONAL_WOMEN_YOUTH: practice.promotion_women_youth,
        NATIONAL_TRAFFIC: practice.promotion_traffic,
        NATIONAL_INVESTIGATION: practice.promotion_investigation,
    }
    for force in _FORCES:
        shared = force in (NATIONAL_WOMEN_YOUTH, NATIONAL_TRAFFIC)
        yield Appoints(
            source=NPA,
            target=force,
            stake=1.0 - practice.commission_stake if shared else 1.0,
            rotation=practice.rotation_years,
            reposting=practice.reposting,
            promotion=promotion[force],
            statement="the National Police appoints, promotes and rotates",
            basis="Appointment Decree art. 4(1)",
        )
        if shared:
            yield Appoints(
                source=COMMISSION,
                target=force,
                stake=practice.commission_stake,
                rotation=practice.rotation_years,
                reposting=practice.reposting,
                promotion=promotion[force],
                statement="the governor's powers up to inspector, without hiring and dismissal, lie with the "
                "commission, except over patrol divisions and substations",
                basis="Appointment Decree art. 4(1)",
            )


def _informs(practice: Practice) -> Iterator[Clause]:
    for force in _FORCES:
        yield Informs(
            source=force,
            target=NPA,
            quality=practice.headquarters_knows,
            delay=1.0,
            statement="records reach headquarters through the national systems",
            basis="practice",
        )
    for force in _LOCAL_FORCES:
        yield Informs(
            source=force,
            target=COMMISSION,
            scope=Scope(LOCAL),
            quality=practice.commission_knows,
            delay=practice.commission_delay,
            statement="the si/do police reports on autonomous affairs to the commission's meetings",
            basis="Act art. 18; extent assumed",
        )
    for force in (NATIONAL_WOMEN_YOUTH, NATIONAL_TRAFFIC, NATIONAL_INVESTIGATION):
        yield Informs(
            source=NATIONAL_PATROL,
            target=force,
            quality=practice.branches_know,
            delay=1.0,
            statement="patrol crews hand their reports to the case teams of the station",
            basis="practice; extent assumed",
        )


def _refers(practice: Practice) -> Iterator[Clause]:
    yield Refers(
        source=NATIONAL_PATROL,
        target=MUNICIPALITY,
        probability=practice.police_refers,
        delay=practice.referral_days,
        statement="crews may pass problems with a removable cause to the municipality",
        basis="assumption",
    )
    yield Refers(
        source=MUNICIPALITY,
        target=NATIONAL_PATROL,
        scope=Scope(LOCAL),
        must_hear=True,
        probability=practice.municipality_refers,
        delay=practice.referral_days,
        statement="an ordinance may give autonomous affairs to the police, after hearing the police chief",
        basis="Act art. 4; ordinances of 2021",
    )


def _hears(practice: Practice) -> Iterator[Clause]:
    for principal in (COMMISSION, MUNICIPALITY):
        yield Hears(
            source=RESIDENTS,
            target=principal,
            scope=Scope(LOCAL),
            coverage=practice.heard,
            weight=practice.heard_weight,
            skew=practice.heard_skew,
            statement="residents who know of it and speak may be heard; nobody must follow",
            basis="assumption",
        )


def _funds(practice: Practice) -> Iterator[Clause]:
    yield Funds(
        source=STATE_TREASURY,
        target=NPA,
        rule="posts",
        cost_share=1.0,
        statement="the state pays posts and equipment of the police",
        basis="national budget",
    )
    yield Funds(
        source=STATE_TREASURY,
        target=COMMISSION,
        rule="projects",
        amount=practice.state_projects,
        statement="the state must support the cost of transferred affairs; the list of projects is fixed",
        basis="Act art. 34; compensation guaranteed to 2026",
    )
    yield Funds(
        source=PROVINCE_TREASURY,
        target=COMMISSION,
        rule="projects",
        amount=practice.province_projects,
        statement="the governor sets the commission's budget after its resolution",
        basis="Act art. 35",
    )


def _evaluates(practice: Practice) -> Iterator[Clause]:
    for force in _FORCES:
        taken_over = practice.commission_judges if force in _LOCAL_FORCES else 0.0
        own = 1.0 - taken_over
        yield Evaluates(
            source=NPA,
            target=force,
            response_time=own * practice.judged_on_response,
            cleared=own * practice.judged_on_clearance,
            reports_counted=own * practice.judged_on_counts,
            residents_satisfaction=own * practice.judged_on_satisfaction,
            prevention=own * practice.judged_on_prevention,
            noise=practice.evaluation_noise,
            statement="headquarters ranks stations each year, largely by counts",
            basis="yearly evaluation of policing; weights assumed",
        )
    for force in _LOCAL_FORCES:
        yield Evaluates(
            source=COMMISSION,
            target=force,
            scope=Scope(LOCAL),
            residents_satisfaction=practice.commission_judges / 2,
            prevention=practice.commission_judges / 2,
            noise=practice.evaluation_noise,
            statement="the commission evaluates station chiefs; headquarters must reflect it",
            basis="Act art. 30(4)",
        )
