"""Every command that the README shows does what it says, at a reduced size."""


def test_a_command_of_the_readme_runs(readme_command, tried):
    assert tried(readme_command) == 0
