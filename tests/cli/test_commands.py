"""The commands as a user and a script meet them: words, JSON lines, exit status (design.md §6)."""

import json
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from docx import Document

from forms.base import IDENTITY
from generator.catalog import DECISION_LIST, FORMS
from generator.cli.main import cli, run
from generator.cli.watch import _to_stop
from generator.formats.excel.format import ExcelFormat
from generator.formats.table import formats
from tests.conftest import filled


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DOSSIER_WORKSPACE", str(tmp_path / "w"))
    monkeypatch.setenv("DOSSIER_WATCH__QUIET_SECONDS", "0")
    monkeypatch.setenv("DOSSIER_WORKERS__COUNT", "1")
    (tmp_path / "w/inbox").mkdir(parents=True)
    return tmp_path / "w"


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize("command", ["", *cli.list_commands(None)])  # type: ignore[arg-type]
def test_every_command_has_help_in_dutch_with_an_example(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*filter(None, [command]), "--help"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("Gebruik: ")
    assert "Voorbeeld:  dossier" in shown
    assert "Toont deze uitleg." in shown
    assert "Options" not in shown


def test_forms(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["forms", "--json"]) == 0
    found = lines(capsys)
    assert [form["id"] for form in found] == list(FORMS)
    assert set(found[0]) == {"id", "title", "version", "template"}
    assert all(Path(form["template"]).is_file() for form in found)


@pytest.mark.parametrize("form", FORMS)
def test_fields_name_what_the_contract_names(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["fields", form, "--json"]) == 0
    found = lines(capsys)
    assert all(
        set(field) == {"name", "label", "section", "kind", "required", "choices", "repeats"}
        for field in found
    )
    by_name = {field["name"]: field for field in found}
    assert len(by_name) == len(found)
    assert by_name["gezin.0.naam"]["repeats"] is True
    assert by_name["client.insz"]["kind"] == "insz"
    assert "gehuwd" in by_name["client.burgerlijke_staat"]["choices"]


@pytest.mark.parametrize("form", FORMS)
def test_an_example_fits_the_schema(form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", form]) == 0
    schema = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert run(["example", form, "--format", "json", "-o", str(tmp_path / "x.json"), "--seed", "8"]) == 0
    jsonschema.Draft202012Validator(schema).validate(json.loads((tmp_path / "x.json").read_text("utf-8")))


@pytest.mark.thorough
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", ["pdf", "json", "yaml"])
def test_an_example_is_accepted_and_one_seed_is_one_client(
    form: str, kind: str, house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = house / f"x.{kind}"
    assert run(["example", form, "--format", kind, "-o", str(path), "--seed", "12"]) == 0
    assert run(["check", str(path), "--json"]) == 0
    (judged,) = lines(capsys)
    assert judged["outcome"] == "accepted"
    assert judged["form"] == form
    assert run(["read", str(path), "--json"]) == 0
    (read,) = lines(capsys)
    assert set(read) == {"file", "format", "form", "version", "answers"}
    assert read["answers"]["dossiernummer"] == "KB-2026-00012"
    assert read["format"] == kind


def test_a_blank_takes_over_answers_of_another_format(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    yaml, pdf = house / "a.yaml", house / "b.pdf"
    run(["example", "advies", "--format", "yaml", "-o", str(yaml)])
    assert run(["blank", "advies", "--format", "pdf", "-o", str(pdf), "--answers", str(yaml)]) == 0
    run(["read", str(yaml), "--json"])
    run(["read", str(pdf), "--json"])
    first, second = lines(capsys)
    assert first["answers"] == second["answers"]


def test_process_prints_the_outcome_of_the_contract(
    house: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(filled("advies"))
    assert run(["process", str(path), "--json"]) == 0
    (outcome,) = lines(capsys)
    assert set(outcome) == {"file", "outcome", "form", "dossier", "folder", "documents", "findings"}
    assert outcome["outcome"] == "published"
    assert [Path(name).suffix for name in outcome["documents"]] == [".docx", ".pdf"]
    assert all((house / name).is_file() for name in outcome["documents"])
    assert all(
        set(finding) == {"code", "severity", "field", "label", "message"} for finding in outcome["findings"]
    )


def test_a_rejected_form_gives_status_1_and_its_findings(
    house: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (house / "inbox/a.json").write_bytes(filled("advies", client__insz="88.03.14-999.63"))
    assert run(["watch", "--once", "--json"]) == 1
    (outcome,) = lines(capsys)
    assert outcome["outcome"] == "rejected"
    assert "VELD-INSZ" in {finding["code"] for finding in outcome["findings"]}


def test_people_read_words_and_not_json(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "inbox/a.json").write_bytes(filled("advies"))
    (house / "inbox/b.json").write_bytes(filled("advies", datum_opmaak="31/02/2026"))
    assert run(["watch", "--once"]) == 1
    shown = capsys.readouterr().out
    assert "gemaakt: a.json" in shown
    assert "teruggekomen: b.json" in shown
    assert "fout          Datum opmaak: Deze dag bestaat niet." in shown


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["fields", "factuur"], "Dit formulier bestaat niet. Kies uit: screening_activering"),
        (["fields"], "Fout: Er ontbreekt een argument 'FORMULIER'."),
        (["onzin"], "De opdracht 'onzin' bestaat niet."),
        (["check", "/bestaat/niet.pdf"], "bestaat niet."),
        (["blank", "advies", "--format", "odt", "-o", "x"], "'odt' is niet een van"),
        (["forms", "--alles"], "De optie '--alles' bestaat niet."),
    ],
)
def test_wrong_usage_is_told_in_dutch_with_status_2(
    house: Path, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    shown = capsys.readouterr()
    assert words in shown.err
    assert shown.out == ""
    assert "Traceback" not in shown.err


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ('[pdf]\nengine = "word"\n', "pdf.engine: kies uit 'office2pdf', 'libreoffice' of 'gotenberg'"),
        ("[pdf]\nkleur = 1\n", "pdf.kleur: deze instelling bestaat niet"),
        ('[pdf]\nfonts = ["/bestaat/niet"]\n', "de map /bestaat/niet bestaat niet"),
        ('[[normen.leefloon_categorie_3]]\nwaarde = "1.776,07"\nbron = "x"\n', "een bedrag als 1776.07"),
        ('[[normen.onzin]]\nwaarde = 1\nbron = "x"\n', "normen.onzin: deze norm bestaat niet"),
        (
            "[[normen.afwezigheid_procent]]\nwaarde = 12.5\nbron = 'x'\n",
            "normen.afwezigheid_procent: schrijf een geheel getal",
        ),
        (
            "[[normen.beslissing_dagen]]\nwaarde = -30\nbron = 'x'\n",
            "normen.beslissing_dagen: schrijf een geheel getal",
        ),
        (
            "[[normen.leefloon_categorie_1]]\nwaarde = -1.00\nbron = 'x'\n",
            "normen.leefloon_categorie_1: schrijf een bedrag",
        ),
        (
            "[[normen.dossiernummer_patroon]]\nwaarde = 'KB-['\nbron = 'x'\n",
            "dossiernummer_patroon: dit is geen geldig",
        ),
        (
            "[[normen.dossiernummer_patroon]]\nwaarde = '(?i)kb'\nbron = 'x'\n",
            "dossiernummer_patroon: dit is geen",
        ),
        ("[pdf\n", "kijk naar regel 1"),
    ],
)
def test_each_wrong_setting_is_told_in_dutch_before_anything_is_done(
    house: Path, toml: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (house / "dossier.toml").write_text(toml, "utf-8")
    (house / "inbox/a.json").write_bytes(filled("advies"))
    assert run(["watch", "--once"]) == 2
    assert words in capsys.readouterr().err
    assert (house / "inbox/a.json").exists()


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        ("DOSSIER_PDF__FONTS", "/usr/share/fonts", 'DOSSIER_PDF__FONTS: schrijf een lijst zo: ["/een/map"'),
        (
            "DOSSIER_WATCH",
            "abc",
            "DOSSIER_WATCH: geef elke instelling haar eigen variabele, zoals DOSSIER_WATCH__",
        ),
        ("DOSSIER_NORMEN", "x", "DOSSIER_NORMEN: schrijf normen in dossier.toml"),
        (
            "DOSSIER_LEDGER_URL",
            "x",
            "DOSSIER_LEDGER_URL: deze instelling bestaat niet, bedoelde u DOSSIER_LEDGER__URL",
        ),
        ("DOSSIER_FOO__BAR", "x", "DOSSIER_FOO__BAR: deze instelling bestaat niet"),
        ("DOSSIER_PDF__KLEUR", "x", "DOSSIER_PDF__KLEUR: deze instelling bestaat niet"),
        ("DOSSIER_WORKERS__COUNT", "veel", "workers.count: deze waarde past hier niet"),
    ],
)
def test_a_wrong_variable_is_named_in_dutch(
    house: Path,
    variable: str,
    value: str,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(variable, value)
    assert run(["config"]) == 2
    assert words in capsys.readouterr().err


def test_doctor_goes_on_beside_a_wrong_variable(
    house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DOSSIER_PDF__FONTS", "/usr/share/fonts")
    assert run(["doctor"]) == 1
    shown = capsys.readouterr()
    assert "DOSSIER_PDF__FONTS: schrijf een lijst" in " ".join(shown.out.split())
    assert "Klok" in shown.out
    assert shown.err == ""


def test_a_list_in_the_environment_is_json(
    house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DOSSIER_PDF__FONTS", json.dumps([str(house)]))
    assert run(["config", "--json"]) == 0
    found = {line["setting"]: line["value"] for line in lines(capsys)}
    assert found["pdf.fonts"] == [str(house)]


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("dossier:geheim@db/x", "dossier@db/x"),
        ("dossier:ge#heim@db/x", "dossier@db/x"),
        ("dossier:ge/heim@db:5432/x", "dossier@db:5432/x"),
        ("dossier:ge?heim@db/x", "dossier@db/x"),
        ("dossier:ge@heim@db/x", "dossier@…"),
        ("dossier@db/x?password=geheim", "dossier@db/x"),
        ("db/x?password=geheim", "db/x"),
    ],
)
def test_the_password_of_the_ledger_is_never_shown(
    house: Path, url: str, shown: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DOSSIER_LEDGER__URL", f"postgresql+psycopg://{url}")
    assert run(["config", "--json"]) == 0
    found = {line["setting"]: line["value"] for line in lines(capsys)}
    assert found["ledger.url"] == f"postgresql+psycopg://{shown}"


def test_an_empty_folder_for_the_state_is_the_default(
    house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DOSSIER_FOLDERS__STATE", "")
    assert run(["config", "--json"]) == 0
    found = {line["setting"]: line["value"] for line in lines(capsys)}
    assert found["folders.state"] is None


@pytest.mark.parametrize("name", ["WORKERS__TIME_LIMIT", "WATCH__QUIET_SECONDS", "WATCH__SCAN_SECONDS"])
def test_seconds_without_end_are_refused(
    house: Path, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(f"DOSSIER_{name}", "inf")
    assert run(["config"]) == 2
    assert "deze waarde past hier niet" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_a_session_that_ends_stops_the_watcher_in_good_order(house: Path) -> None:
    # Tests that run under nohup themselves would pass it on.
    program = "import signal; signal.signal(signal.SIGHUP, signal.SIG_DFL); from generator.cli.main import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", program, "--workspace", str(house), "watch"],
        cwd=Path(__file__).parents[2],
        stderr=subprocess.PIPE,
    ) as watcher:
        assert watcher.stderr
        watcher.stderr.readline()
        watcher.send_signal(signal.SIGHUP)
        try:
            assert watcher.wait(60) == 0
        finally:
            watcher.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_under_nohup_the_end_of_a_session_stops_no_watcher() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        assert set(_to_stop()) == {signal.SIGINT, signal.SIGTERM}
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_settings_file_that_notepad_saved_is_read(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "dossier.toml").write_text("[pdf]\ntime_limit = 120\n", "utf-8-sig")
    assert run(["config", "--json"]) == 0
    found = {line["setting"]: line["value"] for line in lines(capsys)}
    assert found["pdf.time_limit"] == 120


def test_a_norm_of_the_house_counts(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    toml = "".join(
        f'[[normen.leefloon_categorie_{number}]]\nwaarde = 1.00\nbron = "proef"\n' for number in (1, 2, 3)
    )
    (house / "dossier.toml").write_text(toml, "utf-8")
    path = house / "a.json"
    run(["example", "sociaal_verslag", "--format", "json", "-o", str(path)])
    assert run(["check", str(path), "--json"]) == 1
    (judged,) = lines(capsys)
    assert "SV-18" in {finding["code"] for finding in judged["findings"] if finding["severity"] == "fout"}


def test_a_norm_of_the_house_leaves_the_shipped_one_for_the_days_before_it(house: Path) -> None:
    (house / "dossier.toml").write_text(
        '[[normen.huisbezoek_maanden]]\nwaarde = 6\ngeldig_van = 2099-06-01\nbron = "proef"\n', "utf-8"
    )
    (house / "a.json").write_bytes(filled("sociaal_verslag"))
    assert run(["check", str(house / "a.json")]) == 0


def test_a_workspace_that_is_not_there_is_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "verkeerd getypt"
    assert run(["--workspace", str(missing), "watch", "--once"]) == 2
    assert "bestaat niet" in capsys.readouterr().err
    assert not missing.exists()


@pytest.mark.parametrize("command", [["watch", "--once"], ["process", "a.json"]])
def test_an_empty_folder_is_workspace_enough(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.json").write_bytes(b"{}")
    assert run(command) == (0 if command[0] == "watch" else 1)
    assert (tmp_path / "inbox/te-verbeteren").is_dir()


def test_looking_at_a_file_leaves_nothing_behind(house: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(filled("advies"))
    assert run(["check", str(path)]) == 0
    assert run(["read", str(path)]) == 0
    assert [found.name for found in house.iterdir()] == ["inbox"]


def test_a_file_name_that_is_no_text_still_gives_valid_json(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = b"bad\xff.json".decode("utf-8", "surrogateescape")
    (house / "inbox" / name).write_bytes(b"{}")
    assert run(["watch", "--once", "--json"]) == 1
    (outcome,) = lines(capsys)
    assert outcome["file"] == name


def test_config_tells_where_each_value_came_from(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "dossier.toml").write_text("[pdf]\ntime_limit = 120\n", "utf-8")
    assert run(["config", "--json"]) == 0
    found = {line["setting"]: line for line in lines(capsys)}
    assert found["pdf.time_limit"] == {"setting": "pdf.time_limit", "value": 120, "origin": "dossier.toml"}
    assert found["watch.quiet_seconds"]["origin"] == "omgeving (DOSSIER_WATCH__QUIET_SECONDS)"
    assert found["pdf.engine"]["origin"] == "standaard"


def test_the_environment_goes_before_the_file(
    house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (house / "dossier.toml").write_text("[pdf]\ntime_limit = 120\n", "utf-8")
    monkeypatch.setenv("DOSSIER_PDF__TIME_LIMIT", "150")
    run(["config", "--json"])
    found = {line["setting"]: line["value"] for line in lines(capsys)}
    assert found["pdf.time_limit"] == 150


def test_init_makes_a_workspace_with_every_blank_form(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["init", str(tmp_path / "nieuw")]) == 0
    for folder in ("inbox/te-verbeteren", "outbox", "formulieren"):
        assert (tmp_path / "nieuw" / folder).is_dir()
    made = {path.name for path in (tmp_path / "nieuw/formulieren").iterdir()}
    assert made == {f"{kind.title}.{suffix}" for kind in FORMS.values() for suffix in formats()}


def test_init_leaves_a_form_that_was_filled_in_where_it_was(
    house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kind = FORMS["advies"]
    monkeypatch.setattr("generator.catalog.FORMS", {kind.id: kind})
    folder = house / "formulieren"
    folder.mkdir()
    for name in ("pdf", "docx", "json"):
        (folder / f"Advies.{name}").write_bytes(filled("advies", kind=name))
    (folder / "Advies.yaml").write_bytes(b"a: [")
    (folder / "Advies.xlsx").write_bytes(ExcelFormat("Ander Huis").blank(kind.model))
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert run(["init"]) == 0
    after = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert {name for name in before if before[name] != after[name]} == {"Advies.xlsx"}
    written, _, left = capsys.readouterr().out.partition("Dit blijft staan, want het is ingevuld")
    assert "formulieren/Advies.xlsx" in written
    assert all(f"formulieren/Advies.{name}" in left for name in ("pdf", "docx", "json", "yaml"))


def test_an_error_nobody_foresaw_shows_its_place_and_not_its_words(
    house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("Jan Peeters woont in de Dorpsstraat")

    monkeypatch.setattr("generator.catalog.find_template", broken)
    assert run(["forms"]) == 3
    shown = capsys.readouterr().err
    assert "ValueError (test_commands.py:" in shown
    assert "Peeters" not in shown
    assert "Traceback" not in shown


@pytest.mark.thorough
def test_a_batch_sheet_is_read_and_judged_row_by_row(
    house: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kind = FORMS["screening_activering"]
    rows = [kind.example_answers(seed) for seed in (1, 2)]
    path = tmp_path / "lijst.xlsx"
    path.write_bytes(ExcelFormat().batch(kind.model, [_without_identity(row) for row in rows]))
    assert run(["read", str(path), "--json"]) == 0
    first, second = lines(capsys)
    assert (first["form"], second["row"] - first["row"]) == (kind.id, 1)
    assert second["answers"]["client.naam"] == rows[1]["client.naam"]
    assert run(["check", str(path), "--json"]) == 0
    assert [line["file"] for line in lines(capsys)] == [
        f"{path} (rij {first['row']})",
        f"{path} (rij {second['row']})",
    ]


def _without_identity(answers: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answers.items() if name not in IDENTITY}


@pytest.mark.parametrize(
    "options", [["--format", "pdf", "--batch"], ["--format", "xlsx", "--batch", "--dossier", "KB-2026-00001"]]
)
def test_a_batch_sheet_is_an_empty_excel_file_and_nothing_else(
    house: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["blank", "advies", *options, "-o", str(house / "x")]) == 2
    assert "--batch gaat alleen samen met --format xlsx" in capsys.readouterr().err


def test_a_blank_of_a_dossier_that_is_not_there_is_told(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ["blank", "advies", "--format", "docx", "--dossier", "KB-2026-99999", "-o", str(house / "x.docx")]
    assert run(call) == 2
    assert "nog geen papier in de outbox" in capsys.readouterr().err
    assert not (house / "x.docx").exists()


@pytest.mark.thorough
def test_templates_are_checked_and_their_faults_told_to_people_and_programs(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = house / "templates"
    own.mkdir()
    document = Document(str(Path(__file__).parents[2] / "templates/advies.docx"))
    document.paragraphs[1].add_run("{{ onderwerpp }}")
    document.save(str(own / "_agenda.docx"))
    assert run(["templates", "check", "_agenda", "--json"]) == 0
    (found,) = lines(capsys)
    assert found == {"template": str(own / "_agenda.docx"), "form": "", "outcome": "accepted", "findings": []}
    (own / "_agenda.docx").rename(own / "advies.docx")
    assert run(["templates", "check", "advies", "--json"]) == 1
    (found,) = lines(capsys)
    assert (found["form"], found["outcome"]) == ("advies", "rejected")
    assert [set(finding) for finding in found["findings"]] == [{"code", "severity", "place", "message"}]
    assert found["findings"][0]["place"].startswith("onder «Advies», alinea 1, bij «")
    assert run(["templates", "check", "advies", "--annotate", str(house / "kopie.docx")]) == 1
    shown = capsys.readouterr().out
    assert shown.startswith("te verbeteren: advies  (geen proef kon gemaakt worden)\n    ernst")
    assert "Bedoelde u" in shown
    assert len(list(Document(str(house / "kopie.docx")).comments)) == 2


def test_templates_check_called_wrongly(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["templates", "check", "factuur"]) == 2
    assert run(["templates", "check", "--annotate", "kopie.docx"]) == 2
    assert "SJABLOON-ONBEKEND" in (told := capsys.readouterr().err)
    assert "één sjabloon tegelijk" in told
    assert run(["templates", "check", "--help"]) == 0
    assert "Voorbeeld:  dossier templates check" in capsys.readouterr().out


def test_a_dossier_and_what_is_due_are_shown(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for form in ("sociaal_verslag", "advies"):
        (house / "inbox" / f"{form}.json").write_bytes(filled(form))
    assert run(["watch", "--once"]) == 0
    capsys.readouterr()
    assert run(["show", "KB-2026-00003", "--json"]) == 0
    (seen,) = lines(capsys)
    assert set(seen) == {
        "dossier",
        "phase",
        "closed",
        "papers",
        "attachments",
        "deadlines",
        "missing",
        "findings",
    }
    assert [paper["form"] for paper in seen["papers"]] == ["sociaal_verslag", "advies"]
    assert seen["missing"] == ["Screening activering: nog geen", "Hulpverleningsplan: nog geen"]
    assert run(["show", "KB-2026-00003"]) == 0
    shown = capsys.readouterr().out
    for word in ("Dossier KB-2026-00003", "Papieren", "Termijnen", "Ontbreekt", "30 dagen na de aanvraag"):
        assert word in shown
    assert str(FORMS["advies"].example_answers(3)["client.naam"]) not in shown
    calendar = house / "termijnen.ics"
    assert run(["deadlines", "--json", "--ics", str(calendar)]) == 0
    due = lines(capsys)
    assert set(due[0]) == {"dossier", "what", "day", "rule", "on", "state", "late"}
    assert calendar.read_bytes().count(b"BEGIN:VEVENT") == len(due)
    assert run(["deadlines", "--until", "31/12/2025"]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("command", [["show", "KB-2026-00003", "--json"], ["deadlines", "--json"]])
def test_papers_that_are_left_out_are_told(
    house: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    damaged = house / "outbox/dossiers/KB-2026-00003/2026-03-02 Advies"
    (damaged.parent / "brieven van vroeger").mkdir(parents=True)
    assert run(command) in {0, 2}
    assert "beschadigd" not in capsys.readouterr().err
    damaged.mkdir()
    (damaged / "manifest.json").write_text("{")
    assert run(command) in {0, 2}
    shown = capsys.readouterr()
    assert "een manifest dat beschadigd is of ontbreekt (1 map)" in shown.err
    assert shown.out == ""


def test_a_dossier_or_day_that_is_none_is_wrong_usage(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["show", "KB-2026-99999"]) == 2
    assert "DOSSIER-ONBEKEND" in capsys.readouterr().err
    assert run(["deadlines", "--until", "morgen"]) == 2
    assert "schrijf hem als 31/12/2026" in capsys.readouterr().err


@pytest.mark.thorough
def test_besluit_takes_a_decision_list_and_nothing_else(
    house: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for form in ("sociaal_verslag", "advies"):
        (tmp_path / f"{form}.json").write_bytes(filled(form))
    assert run(["process", str(tmp_path / "sociaal_verslag.json")]) == 0
    assert run(["process", str(tmp_path / "advies.json")]) == 0
    path = tmp_path / "lijst.json"
    path.write_bytes(formats()["json"].blank(DECISION_LIST.model, DECISION_LIST.example_answers(3)))
    capsys.readouterr()
    assert run(["besluit", str(path), "--json"]) == 0
    decision, minutes = lines(capsys)
    assert (decision["outcome"], decision["form"], decision["dossier"]) == (
        "published",
        "besluit",
        "KB-2026-00003",
    )
    assert [Path(name).name for name in decision["documents"]] == [
        "besluit.docx",
        "besluit.pdf",
        "kennisgeving.docx",
        "kennisgeving.pdf",
    ]
    assert (minutes["outcome"], minutes["form"], minutes["file"]) == ("published", "notulen", str(path))
    assert minutes["folder"].startswith("outbox/zittingen/")
    assert run(["besluit", str(tmp_path / "advies.json"), "--json"]) == 1
    (other,) = lines(capsys)
    assert [finding["code"] for finding in other["findings"]] == ["BESTAND-ANDER-FORMULIER"]


def test_the_decision_list_is_no_form_to_choose(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["fields", "besluitenlijst"], ["schema", "besluitenlijst"]):
        assert run(command) == 2
        assert "FORMULIER-ONBEKEND" in capsys.readouterr().err
