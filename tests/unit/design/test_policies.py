"""The grammar of policies: what a string means, and one line about each mistake."""

import pytest

from experiments.bad_input import BadInput
from experiments.design.policies import Dose, Menu, Policy, parse, parse_all

NAMED = Policy("dual", settings={"boxes": "shared"}, name="shared")
CLOSE = Policy("unitary", (Dose("municipal_cooperation", 1.0),), name="voiced")
MORE = "voiced+joint_room:0.5+more_officers"
FULL = Menu(("unitary", "dual"), ("municipal_cooperation", "joint_room"), named={"shared": NAMED, "voiced": CLOSE})
BARE = Menu(("unitary", "dual"))


@pytest.mark.parametrize(
    ("text", "policy"),
    [
        ("unitary", Policy("unitary")),
        (" dual ", Policy("dual")),
        ("unitary+joint_room:0.5", Policy("unitary", (Dose("joint_room", 0.5),))),
        ("unitary+joint_room:0", Policy("unitary", (Dose("joint_room", 0.0),))),
        (
            "unitary+joint_room:1+more_officers",
            Policy("unitary", (Dose("joint_room", 1.0),), "more_officers"),
        ),
        (
            "dual+municipal_cooperation:1+joint_room:.25+idle_money",
            Policy("dual", (Dose("joint_room", 0.25), Dose("municipal_cooperation", 1.0)), "idle_money"),
        ),
        ("shared", NAMED),
        (
            "shared+joint_room:.5",
            Policy("dual", (Dose("joint_room", 0.5),), settings={"boxes": "shared"}, name="shared+joint_room:0.5"),
        ),
        (
            "voiced+joint_room:1+idle_money",
            Policy(
                "unitary",
                (Dose("joint_room", 1.0), Dose("municipal_cooperation", 1.0)),
                "idle_money",
                name="voiced+joint_room:1+idle_money",
            ),
        ),
    ],
)
def test_a_policy_is_read(text, policy):
    assert parse(text, FULL) == policy


@pytest.mark.parametrize(
    "text", ["unitary", "unitary+joint_room:0.5+municipal_cooperation:1+more_officers", "shared", MORE]
)
def test_a_key_is_read_as_the_same_policy(text):
    policy = parse(text, FULL)
    assert parse(policy.key, FULL) == policy


def test_listing_order_is_nothing():
    one, other = (
        parse(text, FULL).key
        for text in (
            "dual+joint_room:0.5+municipal_cooperation:1+idle_money",
            "dual+idle_money+municipal_cooperation:1.0+joint_room:.50",
        )
    )
    assert one == other == "dual+joint_room:0.5+municipal_cooperation:1+idle_money"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("duel", "no policy 'duel'; did you mean 'dual'? Allowed: dual, shared, unitary, voiced"),
        ("duel+joint_room:1", "no governance model or named policy 'duel'; did you mean 'dual'"),
        ("voiced+municipal_cooperation:0.5", "strategy 'municipal_cooperation' comes twice"),
        ("shared+idle_money", "reference 'idle_money' without strategies"),
        ("", "no policy ''"),
        ("unitary+joint_rom:1", "no strategy 'joint_rom'; did you mean 'joint_room'"),
        (
            "unitary+joint_room",
            "strategy 'joint_room' without intensity; allowed: joint_room: and a number from 0 to 1",
        ),
        ("unitary+joint_rom", "no strategy 'joint_rom'; did you mean 'joint_room'"),
        ("unitary+joint_room:", "intensity '' of 'joint_room' is not allowed; allowed: a number from 0 to 1"),
        ("unitary+joint_room:half", "intensity 'half' of 'joint_room'"),
        ("unitary+joint_room:1.2", "intensity '1.2' of 'joint_room'"),
        ("unitary+joint_room:-0.1", "intensity '-0.1' of 'joint_room'"),
        ("unitary+joint_room:nan", "intensity 'nan' of 'joint_room'"),
        ("unitary+joint_room:1+joint_room:0.5", "strategy 'joint_room' comes twice; allowed: each strategy once"),
        ("unitary+more_oficers", "no strategy or reference 'more_oficers'; did you mean 'more_officers'"),
        ("unitary+joint_room:1+more_officers+idle_money", "allowed: at most one reference"),
        (
            "unitary+more_officers",
            "reference 'more_officers' without strategies; allowed: unitary+STRATEGY:INTENSITY+more_officers",
        ),
    ],
)
def test_a_mistake_is_one_line(text, message):
    with pytest.raises(BadInput) as complaint:
        parse(text, FULL)
    assert message in str(complaint.value)
    assert "\n" not in str(complaint.value)


def test_what_this_version_has_not_is_said_so():
    with pytest.raises(BadInput, match=r"this version has no strategies; allowed: .*unitary, dual$"):
        parse("unitary+municipal_cooperation:0.5", BARE)


def test_a_policy_comes_once():
    with pytest.raises(BadInput, match="'unitary\\+joint_room:1' comes twice"):
        parse_all(("unitary+joint_room:1", "unitary+joint_room:1.0"), FULL)
