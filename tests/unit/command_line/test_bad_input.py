"""Bad input is answered in one line that says where, what, and what is allowed. Nothing is written."""

import pytest

from experiments.command_line import VERBS, main

STUDY = "# @package _global_\nstudy: {name: mine}\npolicies: [unitary, dual]\n"
WRITTEN = "title: t\nreform:\n- {name: a, sentence: s, enact: [{kind: Commandz, source: x, target: y}]}\n"
CHOSEN = {
    "world": "world=mine",
    "study": "study=mine",
    "governance": "policies=[unitary,mine]",
    "policy": "policies=[unitary,mine]",
    "strategy": "policies=[unitary,unitary+mine:1]",
}
"""How a file of each config group is asked for."""

KEYS = [
    ("world.plcaes=3", "command line: no key 'world.plcaes'; did you mean 'world.places'? Allowed in world: "),
    ("plcaes=3", "command line: no key 'plcaes'; did you mean 'world.places'? Allowed: "),
    ("+plcaes=3", "no key 'plcaes'"),
    ("governance.dual.patrol_shar=0.3", "did you mean 'governance.dual.patrol_share'? Allowed in governance.dual: "),
    ("governance.duel.aid=full", "no key 'governance.duel.aid'"),
    ("~world.places", "command line, world.places: '(deleted)' is not allowed"),
    ("hydra.run.dir=x", "no key 'hydra.run.dir'"),
    ("response.hold_by_force.x=[1,2,3]", "allowed: +response.hold_by_force={name:value}"),
]
NAMES = [
    ("world=twon", "command line: no world 'twon'; did you mean 'town'? Allowed: network, pair, province, seoul, "),
    ("world=4", "no world '4'"),
    ("rung=r9", "command line: no rung 'r9'; did you mean 'r3'? Allowed: r0, r1, r2, r3"),
    ("rung.name=r0", "command line, rung.name: 'r0' is not allowed; allowed: r2; another rung by rung=NAME"),
    ("study=reste", "no study 'reste'; did you mean 'rest'"),
    ("executor=many", "no executor 'many'; allowed: local, serial"),
    ("world=province region=Gangwom", "command line, region: no policing unit 'Gangwom'; did you mean 'Gangwon'? Allo"),
    ("world=province", "command line, region: no policing unit ''; allowed: Busan, "),
    ("world=station world.region=Gangnam", "command line, world.region: no district of Seoul 'Gangnam'; did you mean "),
    ("world.kind=moon", "no kind of world 'moon'"),
    ("base=dual", "command line, base: 'dual' is not allowed; allowed: unitary"),
]
TYPES = [
    ("world.places=many", "command line, world.places: 'many' is not allowed; allowed: a whole number"),
    ("world.places=1.5", "allowed: a whole number"),
    ("world.staffing=true", "command line, world.staffing: 'True' is not allowed; allowed: a number"),
    ("days=", "command line, days: '' is not allowed; allowed: a whole number"),
    ("days=null", "command line, days: field 'days' is not Optional; allowed: a whole number"),
    ("days=1,2", "'days=1,2' has several values; allowed: one, or [one,two]"),
    ("policies=unitary", "command line, policies: 'unitary' is not allowed; allowed: a list, as in [one,two]"),
    ("policies=[unitary", "command line: 'policies=[unitary' cannot be read"),
    ("start=2023-02-30", "command line, start: '2023-02-30' is not allowed; allowed: a day, as in 2023-01-01"),
    ("world.places=${nothing}", "Interpolation key 'nothing' not found"),
    ("start=9999-12-31", "command line, start: '9999-12-31' is not allowed; allowed: a day of the years 1900 to 2199"),
    ("days=inf", "command line, days: 'inf' is not allowed; allowed: a whole number"),
    ("days", "command line: 'days' is not allowed; allowed: key=value"),
    ("=3", "command line: '=3' is not allowed; allowed: key=value"),
    ("rung=r0 rung=r1", "command line, rung: 'r0' and 'r1'; allowed: each key once"),
    ("days=3 world=town days=4", "command line, days: '3' and '4'; allowed: each key once"),
]
RANGES = [
    ("world.staffing=5", "command line, world.staffing: 5.0 is not allowed; allowed: 0.5 to 2 ratio"),
    ("world.staffing=nan", "world.staffing: nan is not allowed"),
    ("world.staffing=-1 allow_outside_ranges=true", "allowed: 0.01 to inf ratio (hard limit)"),
    ("demand.affairs.violent.reported=1.5", "command line, demand.affairs.violent.reported: 1.5 is not allowed"),
    ("governance.dual.patrol_share=0.9", "command line, governance.dual.patrol_share: 0.9 is not allowed; allowed: 0."),
    ("governance.dual.aid=some", "governance.dual.aid: 'some' is not allowed; allowed: none, emergency, full"),
    ("world.staffing=inf", "command line, world.staffing: inf is not allowed; allowed: 0.5 to 2 ratio"),
    ("days=-5", "command line, days: -5 is not allowed; allowed: 1 to 3660"),
    ("replications=0", "command line, replications: 0 is not allowed; allowed: 1 to 100000"),
    ("days=0", "command line, days: 0 is not allowed; allowed: 1 to 3660"),
    ("seed=-1", "command line, seed: -1 is not allowed"),
    ("executor.workers=-1", "command line, executor.workers: -1 is not allowed"),
    ("+response.hold_by_force={local.patrol:[1,2]}", "allowed: three numbers from 0 to 1440 min"),
    ("scenarios.no_hold.response.hold_p1_min=99", "scenarios.no_hold.response: hold_p1_min: 99 is not allowed"),
]
COMBINATIONS = [
    ("policies=[unitary]", "policies: 'unitary' alone; allowed: two or more"),
    ("policies=[]", "allowed: at least one policy"),
    ("policies=[unitary,duel]", "command line, policies 'duel': no policy 'duel'; did you mean 'dual'"),
    ("policies=[unitary,dual,dual]", "'dual' comes twice"),
    (
        "policies=[unitary,dual+citizen_voice:2]",
        "intensity '2' of 'citizen_voice' is not allowed; allowed: a number fr",
    ),
    (
        "policies=[unitary,dual+citizen_voice:x]",
        "intensity 'x' of 'citizen_voice' is not allowed; allowed: a number fr",
    ),
    ("policies=[unitary,dual+citizen_voice]", "strategy 'citizen_voice' without intensity; allowed: citizen_voice: an"),
    ("policies=[unitary,dual+citizen_voice:1+citizen_voice:1]", "strategy 'citizen_voice' comes twice; allowed: each"),
    ("steps_of=[duel]", "command line, steps_of 'duel': no policy 'duel'; did you mean 'dual'"),
    ("world.data=nowhere", "command line, world.data: 'nowhere' is not allowed; allowed: a folder with tables"),
    ("executor.kind=cluster", "command line, executor.kind: 'cluster' is not allowed; allowed: local, serial"),
    ("policies=[unitary,dual+municipal_coperation:0.5]", "no strategy 'municipal_coperation'; did you mean 'munic"),
    ("strategy.auxiliary_police.design=mounted", "'mounted' is not allowed; allowed: volunteer, paid, conscript_like"),
    ("strategy.municipal_cooperation.referral=0.95", "referral: 0.95 is not allowed; allowed: 0.2 to 0.9"),
    ("strategies_start_day=-1", "command line, strategies_start_day: -1 is not allowed; allowed: 0 to 36600"),
    ("at_rest=perhaps", "command line, at_rest: 'perhaps' is not allowed; allowed: true or false"),
    ("policies=[unitary,dual+more_officers]", "reference 'more_officers' without strategies; allowed: dual+STRATEGY"),
    ("policies=[unitary,dual+citizen_voice:1+mor_officers]", "'mor_officers'; did you mean 'more_officers'"),
    ("budget=half", "command line, budget: 'half' is not allowed; allowed: face, equal"),
    ("governance=dual", "allowed: policies=[NAME,NAME], or chian run policy=NAME"),
    ("region=Busan", "command line, region: 'Busan' is not allowed; allowed: none with world=seoul"),
    ("world.places=10", "command line, world.places: 10 is not allowed; allowed: at least 25, one for each district"),
    ("world=network", "command line, world.network: '' is not allowed with world=network"),
    ("world=network world.network=no.csv world.place_table=no.csv", "'no.csv' is not allowed; allowed: a file that e"),
    ("world.network=x.csv", "world.network: 'x.csv' is not allowed here; allowed: with world=network"),
    ("+response.hold_by_force={locl.patrol:[1,2,3]}", "no patrol force 'locl.patrol'; did you mean 'local.patrol'"),
    ("+scenarios={x:{word:{staffing:0.9}}}", "scenarios.x: no key 'word'; did you mean 'world'"),
    ("study.name=a/b", "command line, study.name: 'a/b' is not allowed; allowed: letters, digits, - and _"),
]
OPTIONS = [
    ("-m", "no '-m' here, many runs are a sweep; allowed: chian sweep"),
    ("--multirun days=1,2", "no '--multirun' here"),
    ("--confg job", "no option '--confg'; did you mean '--cfg'"),
    ("--cfg hydra", "command line, --cfg: 'hydra' is not allowed; allowed: job"),
    ("--cfg", "command line, --cfg: no value; allowed: job"),
    ("--config-dir nowhere", "'nowhere' is not allowed; allowed: a folder that exists"),
]


@pytest.mark.parametrize(("words", "message"), KEYS + NAMES + TYPES + RANGES + COMBINATIONS + OPTIONS)
def test_bad_input_is_one_line_and_writes_nothing(words, message, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("experiments.running.study.RESULTS", tmp_path)
    assert main(["compare", *words.split()]) == 2
    said = capsys.readouterr()
    assert message in said.err
    assert said.err.startswith("chian: ")
    assert said.err.count("\n") == 1
    assert said.out == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("comparr", f"no verb 'comparr'; did you mean 'compare'? Allowed: {', '.join(sorted(VERBS))}"),
        ("dashboard", f"no verb 'dashboard' in this version; allowed: {', '.join(VERBS)}"),
        ("run policy=duel", "no policy 'duel'; did you mean 'dual'"),
        ("run policies=[unitary,dual]", "policies: 2 of them; allowed: one policy"),
        (
            "run policy=dual policies=[unitary]",
            "command line, policies: 'dual' and '[unitary]'; allowed: each key once",
        ),
        ("compare points=3", "command line, points: chian compare does not read it; allowed: leave it out"),
        ("run tipping.policy=dual", "command line, tipping: chian run does not read it"),
        ("sweep design=grid steps_of=[dual]", "command line, steps_of: chian sweep does not read it"),
        ("factorial evaluation.apart=[dual]", "command line, evaluation: chian factorial does not read it"),
        (f"explain nowhere {'1' * 5000}", "is not allowed; allowed: the number of a replication"),
        (
            "sweep design=grid policies=[unitary+citizen_voice:1] values={strategy.citizen_voice.intensity:[[0.1]]}",
            "values.strategy.citizen_voice.intensity: [0.1] is not allowed; allowed: a number from 0 to 1",
        ),
        ("status --all", "allowed: one folder, as in chian status DIR, or none for all of results/"),
        ("status nowhere", "nowhere: no such folder; allowed: a folder of results"),
        ("report", "allowed: one folder, as in chian report DIR"),
        ("report nowhere", "nowhere: no such folder; allowed: a folder of results"),
        ("parameters --html", "no option '--html'"),
    ],
)
def test_other_verbs_complain_alike(words, message, capsys):
    assert main(words.split()) == 2
    said = capsys.readouterr().err
    assert message in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        (
            "world/mine.yaml",
            "kind: town\nplcaes: 3\n",
            "world/mine.yaml: no key 'world.plcaes'; did you mean 'world.plac",
        ),
        ("world/mine.yaml", "kind: town\nplaces: many\n", "world/mine.yaml, world.places: 'many' is not allowed"),
        (
            "world/mine.yaml",
            "kind: town\nplaces: 6000\n",
            "world/mine.yaml, world.places: 6000 is not allowed; allowed: ",
        ),
        ("world/mine.yaml", "kind: [town\n", "world/mine.yaml, line 2: expected ',' or ']'"),
        (
            "policy/mine.yaml",
            "governance: dual\nsettngs: {}\n",
            "policy/mine.yaml: no key 'settngs'; did you mean 'setti",
        ),
        ("policy/mine.yaml", "governance: duel\n", "policy/mine.yaml 'duel': no policy 'duel'; did you mean 'dual'"),
        (
            "policy/mine.yaml",
            "governance: dual\nsettings: {aid: some}\n",
            "policy/mine.yaml, settings: governance.dual.aid: 'some' is no",
        ),
        (
            "policy/mine.yaml",
            "governance: dual\nstrategies: [citizen_voice]\n",
            "policy/mine.yaml, strategies: ['citizen_voice'] is not allowed; allowed: NAME: INTENSITY, one a line",
        ),
        (
            "policy/unitary.yaml",
            "governance: dual\n",
            "'unitary' is a governance model; allowed: another name for the ",
        ),
        (
            "governance/mine.yaml",
            "_target_: sim.governance.dual.Dull\n",
            "governance/mine.yaml, _target_: 'sim.governa",
        ),
        ("governance/mine.yaml", "patrol_share: 0.3\n", "governance/mine.yaml, _target_: '' is not allowed"),
        (
            "governance/mine.yaml",
            "title: [mine\n",
            "governance/mine.yaml, line 2: expected ',' or ']', but got '<stream",
        ),
        (
            "governance/mine.yaml",
            "\xff",
            "governance/mine.yaml: 'ÿ' is not allowed; allowed: YAML, one `key: value` a ",
        ),
        ("governance/mine.yaml", WRITTEN, "enact 1, kind: no kind of clause 'Commandz'; did you mean 'Commands'"),
        (
            "governance/mine.yaml",
            WRITTEN.replace("Commandz", "Commands").replace("x,", "x, statement: s, basis: b,"),
            "enact 1, Commands x -> y: no organisation 'x'",
        ),
        (
            "governance/dual.yaml",
            "_target_: a.B\n",
            "'dual' is the name of configs/governance/dual.yaml; allowed: anot",
        ),
        ("strategy/mine.yaml", "_target_: [x", "strategy/mine.yaml, line 1: expected ',' or ']'"),
        ("study/mine.yaml", STUDY + "steps_of: 3\n", "study/mine.yaml, steps_of: 3 is not allowed; allowed: a list"),
        ("study/mine.yaml", STUDY + "scenarios: {x: 3}\n", "study/mine.yaml, scenarios.x: 3 is not allowed; allowed: "),
        (
            "study/mine.yaml",
            STUDY + "scenarios: {x: {polices: [dual]}}\n",
            "study/mine.yaml, scenarios.x: no key 'polices'; did you mean 'policies'",
        ),
        (
            "study/mine.yaml",
            STUDY + "scenarios: {x: {policies: dual}}\n",
            "study/mine.yaml, scenarios.x.policies: 'dual' is not allowed; allowed: a list, as in [unitary,dual]",
        ),
        (
            "study/mine.yaml",
            STUDY + "scenarios: {x: {world: {staffing: lots}}}\n",
            "study/mine.yaml, scenarios.x.world: staffing: 'lots' is not allowed; allowed: 0.5 to 2 ratio",
        ),
        ("study/mine.yaml", "# @package _global_\ndays: 0\n", "study/mine.yaml, days: 0 is not allowed"),
    ],
)
def test_a_file_with_a_mistake_is_named(file, content, message, tmp_path, capsys):
    (tmp_path / file).parent.mkdir()
    (tmp_path / file).write_text(content)
    assert main(["compare", "--config-dir", str(tmp_path), CHOSEN[file.split("/")[0]]]) == 2
    said = capsys.readouterr().err
    assert message in said
    assert said.count("\n") == 1


SEARCH = """\
# @package _global_
study: {name: mine, question: Can it fail}
policies: [unitary, dual]
points: 1
searches:
  mine: {policy: dual, against: unitary, outcomes: [harm], ranges: RANGES, at: AT}
"""


@pytest.mark.parametrize(
    ("ranges", "at", "message"),
    [
        ("5", "{}", "searches.mine.ranges: 5 is not allowed; allowed: a list of keys"),
        ("[[1]]", "{}", "searches.mine.ranges: no parameter like [1]"),
        ("[governance.dual.desk]", "[1]", "searches.mine.at: [1] is not allowed; allowed: keys with values"),
        ("[governance.dual.desk]", "{world.nope.x: 1}", "searches.mine.at: no key 'world.nope.x'"),
        ("[governance.dual.desk]", "{world: 1}", "searches.mine.at: no key 'world'"),
        ("[governance.dual.desk]", "{days: x}", "searches.mine.at, days: 'x' is not allowed; allowed: one like"),
        ("[governance.dual.desk]", "{response.misroute: true}", "response.misroute: True is not allowed; allowed: a n"),
    ],
)
def test_a_search_of_ones_own_is_checked_before_it_runs(ranges, at, message, tmp_path, capsys):
    (tmp_path / "study").mkdir()
    (tmp_path / "study" / "mine.yaml").write_text(SEARCH.replace("RANGES", ranges).replace("AT", at))
    out = tmp_path / "out"
    assert main(["failing", "study=mine", "--config-dir", str(tmp_path), f"out={out}"]) == 2
    said = capsys.readouterr().err
    assert message in said
    assert said.count("\n") == 1
    assert not out.exists()


@pytest.mark.parametrize("file", ["governance/mine.yaml", "strategy/mine.yaml", "policy/mine.yaml"])
@pytest.mark.parametrize("content", ["title: [mine\n", WRITTEN, "colour: blue\n"])
def test_a_file_with_a_mistake_stops_nobody_who_does_not_ask_for_it(file, content, tmp_path, capsys):
    (tmp_path / file).parent.mkdir()
    (tmp_path / file).write_text(content)
    assert main(["run", "policy=dual", "--config-dir", str(tmp_path), "--cfg", "job"]) == 0
    assert capsys.readouterr().err == ""
