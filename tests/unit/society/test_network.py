"""The safety network in a run: founders whom a clause invites, what they report, where they walk."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sim.circumstances import Circumstances
from sim.institution.clauses import Hears
from sim.institution.institution import Institution
from sim.institution.names import COMMISSION
from sim.model import SecurityModel
from sim.outcomes.catalogue import measure
from sim.public_view import walks
from sim.society.contagion import founders
from sim.society.reporting import reporting_law
from sim.society.rules import ReportingRules

SHARE = 0.05


def inviting(institution: Institution, share: float = SHARE) -> Institution:
    """The law under which the commission invites a share of residents to found a network."""
    (clause,) = institution.find(Hears, target=COMMISSION)
    return institution.repeal(Hears, target=COMMISSION).enact(replace(clause, network=share))


def with_network(circumstances: Circumstances, **rules: Any) -> Circumstances:
    society = circumstances.society
    return replace(circumstances, society=replace(society, network=replace(society.network, **rules)))


@pytest.fixture(scope="module")
def base(town: Any, unitary: Institution) -> SecurityModel:
    return SecurityModel(town(), unitary).run(3)


def bits(model: SecurityModel) -> dict[str, str]:
    return {key: float(value).hex() for key, value in measure(model).items()}


def test_without_founders_nothing_of_the_network_is_there(base: SecurityModel, town: Any, unitary: Institution) -> None:
    assert not base.walked.any()
    assert measure(base)["network_members"] == 0.0
    loud = with_network(town(), walk_hours=2.0, reporting=0.5, threshold=0.15, contagion=True, joins_per_day=0.1)
    other = SecurityModel(loud, unitary).run(3)
    assert bits(other) == bits(base)
    assert other.presence.tobytes() == base.presence.tobytes()


def test_founders_are_those_invited_and_without_contagion_nobody_joins(
    base: SecurityModel, unitary: Institution
) -> None:
    model = base.under(inviting(unitary)).run(5)
    public = model.circumstances.public
    np.testing.assert_array_equal(model.minds.member, founders(public.leanings, SHARE))
    assert measure(model)["network_members"] == pytest.approx(SHARE, abs=0.02)
    again = model.under(unitary).run(1)
    assert not again.minds.member.any(), "nobody is left when nobody invites"


def test_with_contagion_founders_draw_others_in(town: Any, unitary: Institution) -> None:
    eager = with_network(town(), contagion=True, threshold=0.15, joins_per_day=0.1)
    alone, drawn = (
        SecurityModel(c, unitary).run(1).under(inviting(unitary)).run(20).minds.member for c in (town(), eager)
    )
    assert (drawn >= alone).all()
    assert drawn.sum() > 1.2 * alone.sum()


def test_founders_of_the_rung_and_of_the_clause_add_up(town: Any, unitary: Institution) -> None:
    given = with_network(town(), seeds=0.02)
    model = SecurityModel(given, unitary).run(1).under(inviting(unitary)).run(1)
    np.testing.assert_array_equal(model.minds.member, founders(given.public.leanings, 0.02 + SHARE))


def test_members_walk_where_they_live_as_volunteers_do(base: SecurityModel, unitary: Institution) -> None:
    model = base.under(inviting(unitary)).run(3)
    circumstances, public = model.circumstances, model.circumstances.public
    led, minutes = walks(circumstances, model.society)
    members = np.bincount(public.start.place, model.minds.member, len(minutes)) * public.homes.behind
    volunteer, hours = circumstances.casework.corps.volunteer, circumstances.society.network.walk_hours * 12.0 / 365.0
    np.testing.assert_allclose(minutes, members * hours * 60.0 / volunteer.walkers * volunteer.equivalence)
    still = base.under(unitary).run(3)
    assert model.presence.sum() > still.presence.sum()
    assert led == pytest.approx(float(members.sum()) * hours)
    more = model.casework.supervision_min - still.casework.supervision_min
    supervised = float(model.terms.administration.supervision.max())
    assert supervised > 0.0
    assert more == pytest.approx(led * 60.0 * supervised), "crews that lead the corps lead them too"
    assert model.taken.sum() > still.taken.sum(), "which is patrol given up"


def test_members_who_do_not_walk_prevent_nothing_by_themselves(town: Any, unitary: Institution) -> None:
    """Recorded crime rises at constant true crime: on the first day nothing but reports differs."""
    sat = with_network(town(), walk_hours=0.0, reporting=0.5)
    base = SecurityModel(sat, unitary).run(1)
    assert not base.under(inviting(unitary)).run(2).walked.any()
    incidents = base._occur()[0]
    society = base.society.copied()
    assert isinstance(base.society.watched(), float)
    few = society.report(incidents)
    society.minds.member[:] = 1
    many = society.report(incidents)
    assert (many >= few).all(), "the same marks decide"
    assert many.sum() > few.sum()


def test_recorded_crime_rises_with_trust_at_constant_true_crime(base: SecurityModel) -> None:
    incidents = base._occur()[0]
    society = base.society.copied()
    usual = society.report(incidents)
    society.minds.trust[:] = np.minimum(society.minds.trust + 0.2, 1.0)
    assert (society.report(incidents) >= usual).all()
    assert society.report(incidents).sum() > usual.sum()


def test_where_everybody_reports_alike_but_members_levels_stay(town: Any, unitary: Institution) -> None:
    """Of several witnesses one is enough, also where nothing but membership tells residents apart."""
    circumstances = town()
    rules = ReportingRules(trust=0.0, severity=0.0)
    law = reporting_law(rules, circumstances.table, np.zeros(3), 0.2)
    alone = 1.0 / (1.0 + np.exp(-law.intercept))
    people = np.where(law.witnessed, law.witnesses, 1)
    np.testing.assert_allclose(1.0 - (1.0 - alone) ** people, law.level, rtol=1e-6)


def test_under_the_law_in_force_what_members_walk_is_usual(town: Any, unitary: Institution) -> None:
    """At rung R3 the law in force has founders: their walks are part of the reference that hazards are set at."""
    model, bare = (SecurityModel(with_network(town(), seeds=1.0, walk_hours=h), unitary) for h in (0.2, 0.0))
    more = model.reference.patrol.sum() - bare.reference.patrol.sum()
    walked, led = model.run(2).walked.sum(), model.casework.supervision_min
    assert walked - led < more < walked, "less the patrol that crews give up to lead them"
