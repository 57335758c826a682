"""What an institution lacks is told, one sentence for each gap."""

from dataclasses import replace

import pytest

from sim.governance.dual import Dual
from sim.institution.clauses import Answers, Appoints, Commands, Funds
from sim.institution.gaps import gaps
from sim.institution.institution import Institution
from sim.institution.names import NATIONAL_PATROL, NPA, STATE_TREASURY
from sim.institution.organisation import FORCE, Organisation
from sim.vocabulary import AFFAIRS, Scope


def test_the_law_in_force_and_every_step_of_the_dual_model_lack_nothing(unitary: Institution) -> None:
    assert list(gaps(unitary)) == []
    for step in Dual().steps(unitary):
        assert list(gaps(step.institution)) == []


@pytest.mark.parametrize(
    ("kind", "ends", "sentence"),
    [
        (Commands, {"target": "national.traffic"}, "nobody commands national.traffic; enact Commands with a weight ab"),
        (Appoints, {"target": "national.traffic"}, "nobody appoints the officers of national.traffic; enact Appoints"),
        (Answers, {"source": "national.traffic"}, "national.traffic has no duty and helps with none; enact Answers"),
    ],
)
def test_a_force_that_nobody_binds(unitary: Institution, kind, ends, sentence) -> None:
    assert any(gap.startswith(sentence) for gap in gaps(unitary.repeal(kind, **ends)))


def test_a_force_is_paid_through_the_holder_of_its_careers(unitary: Institution) -> None:
    poor = unitary.repeal(Funds, STATE_TREASURY, NPA)
    unpaid = [gap for gap in gaps(poor) if gap.startswith("nobody pays ")]
    assert [gap.split()[2].rstrip(";") for gap in unpaid] == list(unitary.forces)
    own = poor.enact(*(Funds(source=STATE_TREASURY, target=force, cost_share=1.0) for force in unitary.forces))
    assert list(gaps(own)) == []


def test_a_command_without_weight_or_for_emergencies_alone_is_none(unitary: Institution) -> None:
    bare = unitary.repeal(Commands, target="national.traffic")
    for clause in (
        Commands(source=NPA, target="national.traffic"),
        Commands(source=NPA, target="national.traffic", weight=1.0, emergency=True),
    ):
        assert any("nobody commands national.traffic" in gap for gap in gaps(bare.enact(clause)))


def test_an_affair_that_no_patrol_force_answers(unitary: Institution) -> None:
    narrow = unitary.narrow(Answers, NATIONAL_PATROL, Scope(AFFAIRS[1:]))
    assert list(gaps(narrow)) == ["no patrol force has the duty of first response for violent; enact Answers with duty"]
    helped = narrow.enact(Answers(source="national.traffic", scope=Scope(AFFAIRS[:1]), share=1.0))
    assert len(list(gaps(helped))) == 1, "a traffic team is no patrol force"


def test_crews_are_needed(unitary: Institution) -> None:
    def said(people: float) -> list[str]:
        return list(gaps(unitary.establish(Organisation("city.patrol", FORCE, "patrol", people=people))))

    assert "city.patrol has no crews; split it off from another force, or give it people above 0" in said(0.0)
    assert not any("has no crews" in gap for gap in said(0.1))
    first = tuple(replace(o, people=0.0) for o in unitary.organisations)
    assert list(gaps(replace(unitary, organisations=first))) == [], "the first force has the police boxes"
