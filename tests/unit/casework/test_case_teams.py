"""Case teams: the earliest due date first, nothing lost, and no more minutes than there are."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from sim.casework.cases import Cases, no_cases, work_off
from sim.casework.duties import DUTIES, FAR_AWAY, Duties, ProtectionChecks
from sim.casework.lines import enter, no_lines
from sim.casework.teams import capacity_min
from sim.vocabulary import AFFAIRS

K = len(DUTIES)
REVIEW, FAMILY = DUTIES.index("review"), DUTIES.index("family")


def table(rows: list[tuple[int, float, float]]) -> Cases:
    """Cases of (id, due, minutes left)."""
    made = no_cases(len(rows))
    for column, values in zip((made.id, made.due, made.left), zip(*rows, strict=True), strict=True):
        column[:] = values
    return made


def by_hand(minutes: Any, team: Any, waiting: dict[int, list[list[float]]], duties: int) -> tuple[list[int], Any]:
    """The rule, once more: of the heads of a team's lines take the first by (due, id). Returns ids in order."""
    left, finished = minutes.copy(), []
    for d in range(minutes.shape[0]):
        for t in range(minutes.shape[1]):
            while True:
                heads = [waiting[d * duties + k] for k in range(duties) if team[k] == t and waiting[d * duties + k]]
                if not heads:
                    break
                line = min(heads, key=lambda line: (line[0][1], line[0][0]))
                if line[0][2] > left[d, t]:
                    line[0][2] -= left[d, t]
                    left[d, t] = 0.0
                    break
                left[d, t] -= line[0][2]
                finished.append(int(line.pop(0)[0]))
    return finished, left


def test_the_compiled_rule_is_the_scalar_rule_to_the_bit() -> None:
    draw = np.random.default_rng(3)
    districts, duties, team = 3, 4, np.array([0, 1, 0, -1])
    allowed = np.array([90.0, 7.0, 30.0, 5.0])
    cases, lines = no_cases(4), no_lines(districts * duties, 4)
    waiting: dict[int, list[list[float]]] = {q: [] for q in range(districts * duties)}
    for day in range(40):
        n = int(draw.integers(0, 12))
        line, id = draw.integers(0, districts * duties, n), np.sort(draw.integers(1, 10**6, n))
        fresh = table([(0, 0.0, 0.0)] * n) if n else no_cases(0)
        fresh.id[:], fresh.due[:], fresh.left[:] = id, day + allowed[line % duties], draw.exponential(60.0, n)
        for i in range(n):
            waiting[int(line[i])].append([int(id[i]), float(fresh.due[i]), float(fresh.left[i])])
        cases, lines = enter(cases, lines, fresh, line)
        minutes = draw.uniform(0.0, 120.0, (districts, 2))
        expected, unused = by_hand(minutes, team, waiting, duties)
        done, left = np.empty((2, len(lines.line)), np.int64), minutes.copy()
        count = work_off(left, team, cases, lines, done)
        assert cases.id[done[0, :count]].tolist() == expected
        assert left.tolist() == unused.tolist()


@pytest.mark.parametrize(
    ("rows", "order"),
    [
        ([(1, 90.0, 10.0), (2, 7.0, 10.0)], [2, 1]),
        ([(9, 30.0, 10.0), (4, 30.0, 10.0)], [4, 9]),
    ],
)
def test_the_earliest_due_date_goes_first_and_ties_go_by_incident(rows: Any, order: list[int]) -> None:
    cases, lines = enter(no_cases(2), no_lines(2, 2), table(rows), np.array([0, 1]))
    done = np.empty((2, 2), np.int64)
    assert work_off(np.full((1, 1), 20.0), np.array([0, 0]), cases, lines, done) == 2
    assert cases.id[done[0]].tolist() == order


def test_what_is_begun_stays_begun() -> None:
    cases, lines = enter(no_cases(1), no_lines(1, 1), table([(1, 90.0, 50.0)]), np.array([0]))
    done = np.empty((2, 1), np.int64)
    counts = [work_off(np.full((1, 1), 20.0), np.array([0]), cases, lines, done) for _ in range(3)]
    assert counts == [0, 0, 1]


def test_every_case_is_finished_or_open_and_minutes_are_not_exceeded(bureau: Any) -> None:
    office, terms = bureau.office(), bureau.terms()
    told = bureau.days(office, 40, terms)
    opened, closed = (sum(getattr(day, name) for day in told) for name in ("opened", "closed"))
    assert opened.sum() > 1000
    assert (opened == closed + told[-1].open).all()
    assert (told[-1].open == np.bincount(office.case_teams.lines.line[office.case_teams.lines.line >= 0],
                                         minlength=opened.size).reshape(opened.shape)).all()  # fmt: skip
    assert all((day.worked_min <= day.capacity_min * (1 + 1e-12)).all() for day in told)
    assert office.teams.caseload.sum() == told[-1].open.sum()
    decided, cleared = (sum(getattr(day, name) for day in told) for name in ("decided", "cleared"))
    assert (cleared <= decided).all()
    deciding = [duty.decides for duty in Duties().each()]
    assert decided.sum() == closed[:, deciding].sum()


def test_overloaded_teams_fall_behind_and_short_duties_keep_their_dates(bureau: Any) -> None:
    """Earliest due first: what is due soon is done in time while a backlog of other work grows."""
    ground = bureau.ground(team_load=0.5)  # for a third of the incidents that come here
    told = bureau.days(bureau.office(ground), 60, bureau.terms())
    assert told[-1].open.sum() > 3 * told[9].open.sum() / 2
    assert sum(day.closed_late[:, REVIEW].sum() for day in told) == 0
    late = bureau.days(bureau.office(bureau.ground(team_load=8.0)), 60, bureau.terms())
    assert late[-1].overdue.sum() > 0
    # Who finishes late was overdue the evening before.
    for before, day in pairwise(late):
        assert (day.closed_late <= before.overdue).all()


def test_the_expected_load_of_a_team_is_the_parameter(bureau: Any) -> None:
    ground = bureau.ground(team_load=0.8)
    work = np.zeros(len(AFFAIRS))
    for duty in ground.rules.duties.each():
        if duty.since == 0:
            kept = 1.0 - ground.recording_loss if duty.recorded else 1.0
            work[duty.affair_row] += duty.share * kept * duty.work_min
    expected = ground.attended.sum(axis=1) * work
    np.testing.assert_allclose(ground.minutes.sum(axis=0) * 0.8, expected)


def test_a_duty_of_a_later_day_opens_cases_from_then_on_and_brings_no_people(bureau: Any) -> None:
    duties = Duties(protection=ProtectionChecks(since=5))
    ground = bureau.ground(duties=duties)
    row = DUTIES.index("protection")
    told = bureau.days(bureau.office(ground), 10, bureau.terms())
    assert [bool(day.opened[:, row].sum()) for day in told] == [False] * 5 + [True] * 5
    assert Duties().protection.since == FAR_AWAY
    assert (ground.minutes == bureau.ground().minutes).all()


def test_investigators_go_with_their_affair(bureau: Any) -> None:
    ground = bureau.ground()
    usual, renamed = (capacity_min(ground, bureau.terms(team=team).team) for team in (
        (2, 2, 2, 2, -1, 0, 1, -1), (0, 0, 0, 0, -1, 1, 2, -1)))  # fmt: skip
    assert (usual[:, [2, 0, 1]] == renamed).all()
    none = bureau.terms(team=(-1,) * 8)
    assert capacity_min(ground, none.team).shape == (ground.districts, 0)
    told = bureau.days(bureau.office(ground, none), 2, none)
    assert sum(day.opened.sum() for day in told) == 0


def test_shares_of_incidents_open_cases(bureau: Any) -> None:
    told = bureau.days(bureau.office(), 50, bureau.terms())
    opened = sum(day.opened for day in told).sum(axis=0)
    attended = sum(np.bincount(bureau.followed(day).affair, minlength=len(AFFAIRS)) for day in range(50))
    loss = bureau.circumstances.demand.recording_loss
    for k, duty in enumerate(Duties().each()):
        if duty.since == 0:
            n, share = attended[duty.affair_row], duty.share * (1.0 - loss if duty.recorded else 1.0)
            assert abs(opened[k] - n * share) <= 4.0 * np.sqrt(n * share * (1.0 - share)) + 1e-9, duty
    assert opened[REVIEW] > opened[FAMILY] > 0
