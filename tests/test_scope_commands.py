"""Every command that takes `--user` or `--province`: another province's or nobody's is refused whole."""

from argparse import ArgumentParser
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command, get_commands, load_command_class

from accounts.models import User
from tests.deployment.files import csv_of, row
from tests.scope_world import facts

OURS = {"accounts", "communes", "config", "deployment", "reports"}
# What each needs besides the option; FILE is where it would write, or an import that names 01's commune.
COMMANDS = {
    "create_account": ["editor-99", "--role", "province_editor", "--province=99"],
    "export_assignments": ["--output", "FILE.csv", "--province=99"],
    "plan_transfers": ["--as-of", "2021-05-31", "--province=99"],
    "commune_status": ["--as-of", "2021-05-31", "--format", "csv", "--output", "FILE.csv", "--province=99"],
    "forecast": ["--as-of", "2021-05-31", "--province=99"],
    "import_assignments": ["IMPORT.csv", "--user=editor-11"],
}


def scoped_commands():
    for name, app in get_commands().items():
        if app in OURS:
            parser: ArgumentParser = load_command_class(app, name).create_parser("manage.py", name)
            if {"--user", "--province"} & set(parser._option_string_actions):
                yield name


def words_of(name, folder: Path):
    return [
        word.replace("FILE", str(folder / "out")).replace("IMPORT", str(folder / "in"))
        for word in COMMANDS[name]
    ]


def test_every_such_command_has_its_entry():
    assert set(scoped_commands()) == COMMANDS.keys()


@pytest.mark.parametrize("name", COMMANDS)
def test_another_province_or_none_is_refused_and_nothing_written(world, tmp_path, name):
    (tmp_path / "in.csv").write_bytes(csv_of([row(commune_code="00376", commune_name="")]))
    accounts = User.objects.count()

    with pytest.raises(CommandError) as refused:
        call_command(name, *words_of(name, tmp_path))

    assert refused.value.returncode == 1
    assert not any(secret in str(refused.value) for secret in world.other.secrets)
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]
    assert (facts(), User.objects.count()) == (world.facts, accounts)


@pytest.mark.parametrize("user", ["ministry", "auditor", "nobody", ""])
def test_an_import_in_the_name_of_who_enters_nothing_is_refused(world, tmp_path, user):
    path = tmp_path / "in.csv"
    path.write_bytes(csv_of([row()]))

    with pytest.raises(CommandError):
        call_command("import_assignments", str(path), f"--user={user}")

    assert facts() == world.facts


def test_an_officer_of_another_province_is_not_taken_by_a_file(world, tmp_path, capsys):
    officer = world.other.officer
    path = tmp_path / "in.csv"
    path.write_bytes(csv_of([row(service_number=officer.service_number, commune_name="")]))

    with pytest.raises(CommandError):
        call_command("import_assignments", str(path), "--user=editor-11")

    assert facts() == world.facts
    assert not any(secret in capsys.readouterr().out for secret in world.other.secrets[:1])
