"""LibreOffice kept open, as it may misbehave: its side is played by a small program. The real one is in the contract (live)."""

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.convert import ConvertSettings, libreoffice, listener, to_pdf
from generator.errors import OperatorFault
from tests.convert.documents import with_paragraphs
from tests.convert.test_libreoffice import HEAD, assert_released, surviving

WORD = with_paragraphs("Naam: Jan Peeters")
BAD = with_paragraphs("Naam: Jan Peeters", "SLECHT")
KIT = """
import os, subprocess, sys, time
from pathlib import Path
library, options, profile, source, target = (word.removeprefix("file://") for word in sys.argv[1:])
def say(line):
    os.write(1, line.encode() + b"\\n")
with open(STARTS, "a") as starts:
    starts.write("x")
"""
OPENS = (
    KIT
    + """
say("open")
for number, _ in enumerate(sys.stdin):
    bad = b"SLECHT" in Path(source).read_bytes()
    def hand_over():
        Path(target).write_bytes(Path(GOOD).read_bytes())
        say("printed 200")
"""
)
HANDS_OVER = "    hand_over()\n"
Fake = Callable[..., ConvertSettings]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound PDF of the document, for a fake to hand over."""
    folder = tmp_path_factory.mktemp("good")
    path = folder / "good.pdf"
    path.write_bytes(to_pdf(WORD, ConvertSettings(folder / "work")))
    return path


@pytest.fixture
def starts(tmp_path: Path) -> Path:
    """Holds a letter for each start."""
    path = tmp_path / "starts"
    path.touch()
    return path


@pytest.fixture
def fake(tmp_path: Path, good: Path, starts: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Fake]:
    """Make a program that passes for the open LibreOffice, and the settings that use it."""
    known = f"STARTS, GOOD = {str(starts)!r}, {str(good)!r}\n"

    def make(body: str, limit: float = 30) -> ConvertSettings:
        kit = tmp_path / "kit.py"
        kit.write_text(known + body, encoding="utf-8")
        monkeypatch.setattr(listener, "_KIT", kit)
        (tmp_path / "libmergedlo.so").touch()
        soffice = tmp_path / "soffice"
        soffice.write_text(
            f'{HEAD}(out / "document.pdf").write_bytes(Path({str(good)!r}).read_bytes())\n'
            f"Path({str(tmp_path / 'once')!r}).touch()\n",
            encoding="utf-8",
        )
        soffice.chmod(0o755)
        return ConvertSettings(tmp_path / "work", "libreoffice", soffice=str(soffice), time_limit=limit)

    yield make
    listener.close()
    assert not list((tmp_path / "work").glob("soffice-*")), "its folder stayed behind"


def code_of(word: bytes, settings: ConvertSettings) -> str:
    with pytest.raises(OperatorFault) as caught:
        to_pdf(word, settings, ["Jan Peeters"])
    assert not listener._OPEN, "it is of no more use"
    return caught.value.code


def test_many_documents_cost_one_start(fake: Fake, good: Path, starts: Path) -> None:
    settings = fake(OPENS + HANDS_OVER)
    assert {to_pdf(WORD, settings, ["Jan Peeters"]) for _ in range(5)} == {good.read_bytes()}
    assert starts.read_text() == "x"


def test_nothing_of_a_document_stays_while_it_is_open(fake: Fake) -> None:
    settings = fake(OPENS + HANDS_OVER)
    to_pdf(WORD, settings)
    (job,) = settings.work.glob("soffice-*")
    assert not [path for name in ("in", "out") for path in (job / name).iterdir()]


def test_it_is_replaced_after_so_many_documents(
    fake: Fake, starts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listener, "_MOST", 3)
    settings = fake(OPENS + HANDS_OVER)
    for _ in range(7):
        to_pdf(WORD, settings)
    assert starts.read_text() == "xxx"


def test_it_is_replaced_when_it_has_grown(fake: Fake, starts: Path) -> None:
    grown = fake((OPENS + HANDS_OVER).replace("printed 200", "printed 1024"))
    for _ in range(2):
        to_pdf(WORD, grown)
    assert starts.read_text() == "xx"


@pytest.mark.parametrize(
    "does",
    [
        "os._exit(1)",
        'say("refused")',
        'say("printed 200")',
        pytest.param("os.abort()", marks=pytest.mark.thorough),
        pytest.param('say("printed")', marks=pytest.mark.thorough),
        pytest.param('say("")', marks=pytest.mark.thorough),
    ],
)
def test_a_bad_document_costs_one_start_and_its_neighbours_come_out(
    fake: Fake, starts: Path, does: str
) -> None:
    settings = fake(f"{OPENS}    {does} if bad else hand_over()\n")
    assert code_of(BAD, settings) == "LIBREOFFICE-GEEN-PDF"
    for _ in range(2):
        assert to_pdf(WORD, settings, ["Jan Peeters"])
    assert starts.read_text() == "xx"
    assert code_of(BAD, settings) == "LIBREOFFICE-GEEN-PDF"
    assert starts.read_text() == "xxx", "one that printed before is not believed at once"
    assert to_pdf(WORD, settings, ["Jan Peeters"])


def test_what_an_earlier_document_spoiled_is_not_the_fault_of_the_next(fake: Fake, starts: Path) -> None:
    settings = fake(f'{OPENS}    say("refused") if number else hand_over()\n')
    for _ in range(3):
        assert to_pdf(WORD, settings, ["Jan Peeters"])
    assert starts.read_text() == "xxx"


@pytest.mark.parametrize("extra", ["document2.pdf", "document.docx", "map/x"])
def test_more_than_one_pdf_is_not_believed(fake: Fake, extra: str) -> None:
    body = f"""    other = Path(target).with_name({extra!r})
    other.parent.mkdir(exist_ok=True)
    other.touch()
    hand_over()
"""
    assert code_of(WORD, fake(OPENS + body)) == "LIBREOFFICE-GEEN-PDF"


def test_the_pdf_of_another_document_is_not_believed(fake: Fake) -> None:
    settings = fake(OPENS + HANDS_OVER)
    with pytest.raises(OperatorFault) as caught:
        to_pdf(WORD, settings, ["An Claes"])
    assert caught.value.code == "PDF-TEKST-ONTBREEKT"


@pytest.mark.parametrize("begins", ["", "    say('printed 2' * 10**6)\n"])
def test_one_that_hangs_is_killed_with_its_children(fake: Fake, tmp_path: Path, begins: str) -> None:
    held = tmp_path / "lock"
    hangs = begins + "    time.sleep(60 if bad else 0)\n    hand_over()\n"
    opens = OPENS.replace('say("open")', surviving(held, new_session=False) + 'say("open")')
    settings = fake(opens + hangs, 30 if begins else 1)
    begun = time.monotonic()
    assert code_of(BAD, settings) == ("LIBREOFFICE-GEEN-PDF" if begins else "LIBREOFFICE-TE-TRAAG")
    assert time.monotonic() - begun < 15
    assert_released(held)


def test_where_it_does_not_start_it_is_started_for_each_document(
    fake: Fake,
    tmp_path: Path,
    starts: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hangs = KIT + "time.sleep(60)"
    for body in (KIT, hangs, KIT + 'say("pen")'):
        monkeypatch.setattr(listener, "_START_LIMIT", 1.0 if body is hangs else 30.0)
        monkeypatch.setattr(listener, "_UNFIT", set())
        settings = fake(body)
        starts.write_text("")
        for _ in range(2):
            (tmp_path / "once").unlink(missing_ok=True)
            assert to_pdf(WORD, settings, ["Jan Peeters"])
            assert (tmp_path / "once").exists()
        told = {"", "x"} if body is hangs else {"x"}  # a slow machine kills it before it told that it started
        assert starts.read_text() in told, "it is not tried again and again"
        assert "LIBREOFFICE-START" in caplog.text
        assert not list(settings.work.glob("soffice-*"))


def test_without_its_library_it_is_started_for_each_document(
    fake: Fake, tmp_path: Path, starts: Path
) -> None:
    settings = fake(OPENS + HANDS_OVER)
    (tmp_path / "libmergedlo.so").unlink()
    assert to_pdf(WORD, settings, ["Jan Peeters"])
    assert not starts.read_text()


def test_one_whose_folder_was_taken_away_is_replaced(fake: Fake, starts: Path) -> None:
    settings = fake(OPENS + HANDS_OVER)
    to_pdf(WORD, settings)
    (job,) = settings.work.glob("soffice-*")
    libreoffice.remove(job)
    assert to_pdf(WORD, settings, ["Jan Peeters"])
    assert starts.read_text() == "xx"


def test_other_settings_get_another_one(fake: Fake, starts: Path, tmp_path: Path) -> None:
    settings = fake(OPENS + HANDS_OVER)
    for work in (settings.work, tmp_path / "ander", settings.work):
        to_pdf(WORD, ConvertSettings(work, "libreoffice", soffice=settings.soffice))
    assert starts.read_text() == "xxx"
    assert not list((tmp_path / "ander").glob("soffice-*"))


def test_it_gets_a_room_of_its_own(fake: Fake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOSSIER_GEHEIM", "sleutel")
    seen = tmp_path / "seen"
    with socket.create_server(("127.0.0.1", 0)) as server:
        body = f"""
    import json, socket
    try:
        network = bool(socket.create_connection(("127.0.0.1", {server.getsockname()[1]}), timeout=5))
    except OSError:
        network = False
    Path({str(seen)!r}).write_text(json.dumps(dict(
        network=network, environment=dict(os.environ), folder=os.getcwd(), modes=oct(Path.cwd().stat().st_mode & 0o077),
        registry=Path(profile, "user/registrymodifications.xcu").read_text(), core=__import__("resource").getrlimit(4))))
    hand_over()
"""
        settings = fake(OPENS + body)
        to_pdf(WORD, settings)
    told = json.loads(seen.read_text())
    job = Path(told["folder"])
    assert job.parent == settings.work
    assert told["modes"] == "0o0"
    assert told["environment"]["HOME"] == str(job)
    assert told["environment"]["TMPDIR"] == str(job / "tmp")
    assert told["environment"]["FONTCONFIG_FILE"].endswith("symbols.conf")
    assert "DOSSIER_GEHEIM" not in told["environment"]
    assert "BlockUntrustedRefererLinks" in told["registry"]
    if any("unshare" in word for word in libreoffice.fence()):
        assert not told["network"]
        assert told["core"] == [0, 0]


@pytest.mark.parametrize(
    ("end", "busy", "fenced"),
    [
        (signal.SIGKILL, True, True),
        (None, False, True),
        *(
            pytest.param(*case, marks=pytest.mark.thorough)
            for case in (
                (signal.SIGKILL, False, True),
                (signal.SIGKILL, True, False),
                (signal.SIGKILL, False, False),
                (signal.SIGTERM, True, True),
                (signal.SIGTERM, False, True),
                (signal.SIGTERM, True, False),
                (signal.SIGTERM, False, False),
                (None, False, False),
            )
        ),
    ],
)
def test_it_goes_with_the_process_that_opened_it(
    fake: Fake, tmp_path: Path, end: int | None, busy: bool, fenced: bool
) -> None:
    held, ready = tmp_path / "lock", tmp_path / "ready"
    printing = "    time.sleep(60)\n" if busy else ""
    settings = fake(
        OPENS.replace(
            'say("open")', surviving(held, new_session=False) + f'say("open"); Path({str(ready)!r}).touch()'
        )
        + printing
        + HANDS_OVER
    )
    (tmp_path / "d.docx").write_bytes(WORD)
    code = f"""
import sys, time
from pathlib import Path
from generator.convert import ConvertSettings, libreoffice, listener, to_pdf
folder = Path(sys.argv[1])
listener._KIT = folder / "kit.py"
if not {fenced}:
    libreoffice.fence = tuple
to_pdf((folder / "d.docx").read_bytes(), ConvertSettings(folder / "work", "libreoffice", soffice=str(folder / "soffice")))
(folder / "printed").touch()
time.sleep({0 if end is None else 60})
"""
    awaited = ready if busy else tmp_path / "printed"
    with subprocess.Popen([sys.executable, "-c", code, tmp_path], cwd=Path(__file__).parents[2]) as parent:
        wait_for(awaited.exists)
        if end is not None:
            parent.send_signal(end)
    assert_released(held)
    wait_for(lambda: not list(settings.work.glob("soffice-*")))


def wait_for(comes: Callable[[], bool]) -> None:
    limit = time.monotonic() + 30
    while not comes():
        assert time.monotonic() < limit
        time.sleep(0.01)
