"""LibreOffice as it may misbehave, played by small programs. The real one is in the contract (live)."""

import fcntl
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.convert import ConvertSettings, engine_version, sweep, to_pdf
from generator.convert import libreoffice as room
from generator.errors import OperatorFault
from tests.convert.documents import with_paragraphs

WORD = with_paragraphs("Naam: Jan Peeters")
HEAD = f"""#!{sys.executable}
import os, subprocess, sys, time
from pathlib import Path
if sys.argv[1:] == ["--version"]:
    print("LibreOffice 7.4.7.2 40(Build:2)")
    sys.exit()
source, out = Path(sys.argv[-1]), Path(sys.argv[sys.argv.index("--outdir") + 1])
"""
Fake = Callable[..., ConvertSettings]


@pytest.fixture
def fake(tmp_path: Path) -> Fake:
    """Make a program that passes for soffice, and the settings that use it."""

    def make(body: str, limit: float = 30) -> ConvertSettings:
        program = tmp_path / "soffice"
        program.write_text(HEAD + body, encoding="utf-8")
        program.chmod(0o755)
        return ConvertSettings(tmp_path / "work", "libreoffice", soffice=str(program), time_limit=limit)

    return make


@pytest.fixture(params=["fenced", "bare"])
def fence(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what this machine allows, and with nothing, as on one that allows nothing."""
    if request.param == "bare":
        monkeypatch.setattr(room, "fence", tuple)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A sound PDF of the document, for a fake to hand over."""
    path = tmp_path / "good.pdf"
    path.write_bytes(to_pdf(WORD, ConvertSettings(tmp_path / "other")))
    return path


def code_of(settings: ConvertSettings) -> str:
    with pytest.raises(OperatorFault) as caught:
        to_pdf(WORD, settings, ["Jan Peeters"])
    assert [path.name for path in settings.work.glob("soffice-*")] == [], "a copy of the text stayed behind"
    return caught.value.code


def hand_over(path: Path) -> str:
    return f'(out / "document.pdf").write_bytes(Path({str(path)!r}).read_bytes())\n'


def test_a_good_one_is_believed(fake: Fake, good: Path) -> None:
    settings = fake(hand_over(good))
    assert to_pdf(WORD, settings, ["Jan Peeters"]) == good.read_bytes()
    assert [path.name for path in settings.work.glob("soffice-*")] == []


def test_status_0_without_a_pdf_is_not_believed(fake: Fake) -> None:
    assert code_of(fake("sys.exit(0)")) == "LIBREOFFICE-GEEN-PDF"


def test_a_bad_status_with_a_good_pdf_is_believed(fake: Fake, good: Path) -> None:
    assert to_pdf(WORD, fake(hand_over(good) + "sys.exit(1)"), ["Jan Peeters"])


@pytest.mark.parametrize("name", ["document.docx", "ander.pdf", "DOCUMENT.PDF"])
def test_a_file_of_another_name_is_not_believed(fake: Fake, name: str) -> None:
    assert code_of(fake(f'(out / {name!r}).write_bytes(b"%PDF-1.7")')) == "LIBREOFFICE-GEEN-PDF"


def test_two_files_are_not_believed(fake: Fake, good: Path) -> None:
    assert code_of(fake(hand_over(good) + '(out / "document2.pdf").touch()')) == "LIBREOFFICE-GEEN-PDF"


def test_half_a_pdf_is_not_believed(fake: Fake, good: Path) -> None:
    half = good.with_name("half.pdf")
    half.write_bytes(good.read_bytes()[:800])
    assert code_of(fake(hand_over(half))) == "PDF-ONLEESBAAR"


def test_the_pdf_of_another_document_is_not_believed(fake: Fake, tmp_path: Path) -> None:
    other = tmp_path / "other.pdf"
    other.write_bytes(to_pdf(with_paragraphs("Naam: An Claes"), ConvertSettings(tmp_path / "other")))
    assert code_of(fake(hand_over(other))) == "PDF-TEKST-ONTBREEKT"


def test_one_that_hangs_is_killed_with_its_children(fake: Fake, tmp_path: Path, fence: None) -> None:
    held = tmp_path / "lock"
    body = f"""
import fcntl, signal
signal.signal(signal.SIGTERM, signal.SIG_IGN)
lock = open({str(held)!r}, "w")
fcntl.flock(lock, fcntl.LOCK_EX)
subprocess.Popen(["sleep", "60"], pass_fds=[lock.fileno()])
time.sleep(60)
"""
    held.touch()  # a slow machine may kill it before it opened its lock
    begun = time.monotonic()
    assert code_of(fake(body, limit=2)) == "LIBREOFFICE-TE-TRAAG"
    assert time.monotonic() - begun < 15
    assert_released(held)


def test_a_child_that_outlives_a_good_run_is_killed(
    fake: Fake, good: Path, tmp_path: Path, fence: None
) -> None:
    held = tmp_path / "lock"
    to_pdf(WORD, fake(surviving(held, new_session=False) + hand_over(good)), ["Jan Peeters"])
    assert_released(held)


def test_a_child_that_left_the_family_is_killed(fake: Fake, good: Path, tmp_path: Path, fence: None) -> None:
    held = tmp_path / "lock"
    to_pdf(WORD, fake(surviving(held, new_session=True) + hand_over(good)), ["Jan Peeters"])
    assert_released(held)


@pytest.mark.skipif(sys.platform != "linux", reason="looks in /proc")
def test_a_daemon_is_killed_even_when_it_hangs_on(fake: Fake, tmp_path: Path, fence: None) -> None:
    held = tmp_path / "lock"
    body = f"""
import fcntl, signal
lock = open({str(held)!r}, "w")
fcntl.flock(lock, fcntl.LOCK_EX)
for _ in range(2):  # twice, so that nothing ties it to its parent
    if os.fork():
        os._exit(0)
    os.setsid()
for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
    signal.signal(number, signal.SIG_IGN)
time.sleep(60)
"""
    assert code_of(fake(body)) == "LIBREOFFICE-GEEN-PDF"
    assert_released(held)


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_one_that_talks_without_end_is_not_waited_for(
    fake: Fake, good: Path, stream: str, fence: None
) -> None:
    body = f"for _ in range(300): sys.{stream}.buffer.write(b'x' * 2**20)\n"
    assert to_pdf(WORD, fake(body + hand_over(good)), ["Jan Peeters"])
    begun = time.monotonic()
    assert code_of(fake(f"while True: sys.{stream}.write('x' * 9999)", limit=1)) == "LIBREOFFICE-TE-TRAAG"
    assert time.monotonic() - begun < 15


def test_a_pdf_outside_its_own_folder_is_not_taken(fake: Fake, good: Path, tmp_path: Path) -> None:
    elsewhere = (
        f"for place in (out.parent, source.parent, Path({str(tmp_path)!r})):\n"
        f'    (place / "document.pdf").write_bytes(Path({str(good)!r}).read_bytes())\n'
    )
    assert code_of(fake(elsewhere)) == "LIBREOFFICE-GEEN-PDF"


def test_a_link_or_a_folder_is_no_pdf(fake: Fake, good: Path) -> None:
    assert code_of(fake(f'(out / "document.pdf").symlink_to({str(good)!r})')) == "LIBREOFFICE-GEEN-PDF"
    assert code_of(fake('(out / "document.pdf").mkdir()')) == "LIBREOFFICE-GEEN-PDF"
    assert code_of(fake('os.mkfifo(out / "document.pdf")')) == "LIBREOFFICE-GEEN-PDF"


def test_an_endless_pdf_fills_no_disk(fake: Fake) -> None:
    if not any("prlimit" in word for word in room.fence()):
        pytest.skip("this machine has no prlimit")
    body = f"""
with (out / "document.pdf").open("wb") as file:
    file.truncate({room._FILE})
    file.seek(0, 2)
    file.write(b"x")
    file.flush()
    os.write(1, b"")
(out / "document.pdf").unlink()
(out.parent.parent / "voorbij").touch()
"""
    settings = fake(body)
    assert code_of(settings) in {"LIBREOFFICE-GEEN-PDF", "PDF-ONLEESBAAR"}
    assert not (settings.work / "voorbij").exists(), "it wrote more than it may"


def surviving(held: Path, *, new_session: bool) -> str:
    return f"""
import fcntl
lock = open({str(held)!r}, "w")
fcntl.flock(lock, fcntl.LOCK_EX)
subprocess.Popen(["sleep", "60"], pass_fds=[lock.fileno()], start_new_session={new_session})
"""


def assert_released(held: Path) -> None:
    """The lock is held as long as a process lives that inherited it; a killed one lets go within moments."""
    limit = time.monotonic() + 10
    with held.open() as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                assert time.monotonic() < limit, "a child is still alive"
                time.sleep(0.01)
            else:
                return


def test_it_dies_with_the_process_that_started_it(fake: Fake, tmp_path: Path) -> None:
    if not any("setpriv" in word for word in room.fence()):
        pytest.skip("this machine has no setpriv")
    held, ready = tmp_path / "lock", tmp_path / "ready"
    settings = fake(surviving(held, new_session=False) + f"Path({str(ready)!r}).touch()\ntime.sleep(60)\n")
    (tmp_path / "d.docx").write_bytes(WORD)
    code = (
        "import sys; from pathlib import Path; from generator.convert import ConvertSettings, to_pdf\n"
        "folder = Path(sys.argv[1])\n"
        "to_pdf((folder / 'd.docx').read_bytes(),"
        " ConvertSettings(folder / 'work', 'libreoffice', soffice=str(folder / 'soffice')))"
    )
    assert settings.soffice == str(tmp_path / "soffice")
    with subprocess.Popen([sys.executable, "-c", code, tmp_path], cwd=Path(__file__).parents[2]) as parent:
        limit = time.monotonic() + 30
        while not ready.exists():
            assert time.monotonic() < limit
            time.sleep(0.01)
        parent.kill()
    assert_released(held)


def test_what_a_killed_engine_left_is_swept(tmp_path: Path) -> None:
    left = tmp_path / "soffice-abc"
    (left / "in").mkdir(parents=True)
    (left / "in" / "document.docx").write_bytes(WORD)
    socket = room._socket(left / "profile")
    socket.touch()
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert not socket.exists()


def test_it_gets_a_room_of_its_own(
    fake: Fake, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOSSIER_GEHEIM", "sleutel")
    monkeypatch.chdir(tmp_path)
    seen = tmp_path / "seen"
    body = f"""
import json
new = Path("nieuw"); new.touch()
profile = [word for word in sys.argv if word.startswith("-env:UserInstallation=file://")][0].split("file://")[1]
Path({str(seen)!r}).write_text(json.dumps(dict(
    arguments=sys.argv[1:], environment=dict(os.environ), folder=os.getcwd(), source=str(source),
    modes=[oct(path.stat().st_mode & 0o077) for path in (Path.cwd(), new)], before=os.listdir(out),
    registry=Path(profile, "user/registrymodifications.xcu").read_text(), core=__import__("resource").getrlimit(4))))
"""
    settings = fake(body + hand_over(good))
    to_pdf(WORD, settings, ["Jan Peeters"])
    told = json.loads(seen.read_text())
    job = Path(told["folder"])
    assert job.parent == settings.work
    assert told["source"] == str(job / "in/document.docx")
    assert "--infilter=MS Word 2007 XML" in told["arguments"]
    assert told["modes"] == ["0o0", "0o0"]
    assert told["before"] == []
    assert told["environment"]["HOME"] == str(job)
    assert told["environment"]["TMPDIR"] == str(job / "tmp")
    assert told["environment"]["FONTCONFIG_FILE"].endswith("symbols.conf")
    assert "DOSSIER_GEHEIM" not in told["environment"]
    for name in ("BlockUntrustedRefererLinks", "DisableActiveContent", "DisableMacrosExecution", "Link"):
        assert f'oor:name="{name}"' in told["registry"]


def test_it_has_no_network(fake: Fake, good: Path, tmp_path: Path) -> None:
    if not any("unshare" in word for word in room.fence()):
        pytest.skip("this machine allows no network of its own")
    seen = tmp_path / "seen"
    with socket.create_server(("127.0.0.1", 0)) as server:
        body = f"""
import socket
try:
    socket.create_connection(("127.0.0.1", {server.getsockname()[1]}), timeout=5)
except OSError:
    Path({str(seen)!r}).touch()
"""
        to_pdf(WORD, fake(body + hand_over(good)), ["Jan Peeters"])
    assert seen.exists()


def test_where_there_are_no_such_programs_there_is_no_fence(
    fake: Fake, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nergens")
    room.fence.cache_clear()
    try:
        assert room.fence() == ()
        assert to_pdf(WORD, fake(hand_over(good)), ["Jan Peeters"])
    finally:
        room.fence.cache_clear()


def test_one_that_is_not_there_is_told_with_the_remedy(tmp_path: Path) -> None:
    settings = ConvertSettings(tmp_path, "libreoffice", soffice=str(tmp_path / "nergens"))
    for attempt in (lambda: to_pdf(WORD, settings), lambda: engine_version(settings)):
        with pytest.raises(OperatorFault) as caught:
            attempt()
        assert caught.value.code == "LIBREOFFICE-ONTBREEKT"
        assert "sudo apt-get install libreoffice-writer-nogui" in caught.value.message


def test_one_that_cannot_start_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_bytes(b"\x7fELF geen programma")
    program.chmod(0o755)
    monkeypatch.setattr(room, "fence", tuple)
    assert (
        code_of(ConvertSettings(tmp_path / "work", "libreoffice", soffice=str(program)))
        == "LIBREOFFICE-START"
    )


def test_the_version_is_asked_once(fake: Fake, tmp_path: Path) -> None:
    settings = fake("")
    assert engine_version(settings) == "LibreOffice 7.4.7.2"
    (tmp_path / "soffice").write_text("#!/bin/false", encoding="utf-8")
    assert engine_version(settings) == "LibreOffice 7.4.7.2"


def test_a_program_that_is_not_libreoffice_has_no_version(tmp_path: Path) -> None:
    with pytest.raises(OperatorFault) as caught:
        engine_version(ConvertSettings(tmp_path, "libreoffice", soffice="/bin/true"))
    assert caught.value.code == "LIBREOFFICE-VERSIE"


SAYS: dict[str, str] = {
    "nothing": "",
    "something else": "print('OpenOffice 4')",
    "half of it": "print('LibreOffice')",
    "no words": "sys.stdout.buffer.write(bytes(range(256)))",
    "without end": "while True: print('x' * 9999)",
    "nothing, and hangs": "time.sleep(60)",
    "nothing, with a child that holds on": "subprocess.Popen(['sleep', '60'], start_new_session=True)",
}


@pytest.mark.parametrize("words", SAYS)
def test_one_that_tells_no_version_is_no_engine(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "_VERSION_LIMIT", 1.0)
    program = tmp_path / "soffice"
    program.write_text(f"#!{sys.executable}\nimport subprocess, sys, time\n{SAYS[words]}\n", encoding="utf-8")
    program.chmod(0o755)
    begun = time.monotonic()
    with pytest.raises(OperatorFault) as caught:
        engine_version(ConvertSettings(tmp_path, "libreoffice", soffice=str(program)))
    assert caught.value.code == "LIBREOFFICE-VERSIE"
    assert time.monotonic() - begun < 15


def test_the_socket_has_the_name_that_libreoffice_gives_it() -> None:
    name = "7966744ef64d738242a5c02450d74cc4"
    assert room._socket(Path("/JOB/profile")).name == f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{name}"
