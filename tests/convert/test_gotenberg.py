"""Gotenberg, played by a small server: what goes there, and how it may misbehave. With the real LibreOffice: live."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from generator.convert import ConvertSettings, engine_version, engines, gotenberg, package, to_pdf
from generator.errors import OperatorFault, TemplateFault, UsageFault
from generator.settings import load
from tests.convert.documents import bare, changed, packed, with_paragraphs
from tests.convert.gotenberg import Answers, Asked, answered, printing, serving

WORD = with_paragraphs("Naam: Jan Peeters")


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return to_pdf(WORD, ConvertSettings(tmp_path_factory.mktemp("good")))


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    yield
    gotenberg._version.cache_clear()


def settings_for(url: str, limit: float = 30) -> ConvertSettings:
    return ConvertSettings(Path("/nergens"), "gotenberg", time_limit=limit, gotenberg_url=url)


def code_of(answers: Answers, limit: float = 30) -> str:
    with serving(answers) as (url, _), pytest.raises(OperatorFault) as caught:
        to_pdf(WORD, settings_for(url, limit), ["Jan Peeters"])
    assert caught.value.__cause__ is None
    assert "Peeters" not in caught.value.message
    return caught.value.code


@pytest.mark.parametrize("below", ["", "/", "/gotenberg"])
def test_the_prepared_copy_goes_there_and_the_pdf_comes_back(good: bytes, below: str) -> None:
    def answers(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
        assert asked.path.startswith(below.rstrip("/") + "/forms")
        asked.path = asked.path.removeprefix(below.rstrip("/"))
        printing(lambda docx: good)(handler, asked)

    with serving(answers) as (url, heard):
        assert to_pdf(WORD, settings_for(url + below), ["Jan Peeters"]) == good
    (asked,) = heard
    assert asked.fields == {"pdfa": b"PDF/A-2b", "pdfua": b"true"}
    sent = package.read(asked.files["document.docx"])
    assert b"Geheim" not in b"".join(sent.values())
    assert b"Jan Peeters" in sent["word/document.xml"]


def test_what_must_not_be_printed_does_not_go_there() -> None:
    with serving(printing(lambda docx: b"")) as (url, heard):
        for word in (packed(bare(title=" ")), changed(WORD, {"mimetype": b"x"}), b"PK"):
            with pytest.raises(TemplateFault):
                to_pdf(word, settings_for(url))
    assert not heard


@pytest.mark.parametrize("status", [301, 302, 307, 400, 401, 404, 429, 500, 503])
def test_another_status_is_told_and_no_redirect_is_followed(status: int, good: bytes) -> None:
    paths = []

    def answers(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
        paths.append(asked.path)
        handler.send_response(status)
        handler.send_header("Location", "/elders")
        handler.send_header("Content-Length", str(len(good)))
        handler.end_headers()
        handler.wfile.write(good)

    assert code_of(answers) == "GOTENBERG-ANTWOORD"
    assert paths == ["/forms/libreoffice/convert"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "GOTENBERG-GEEN-PDF"),
        (b"<html><body>Jan Peeters</body></html>", "GOTENBERG-GEEN-PDF"),
        (b"PK\x03\x04", "GOTENBERG-GEEN-PDF"),
        (b"%PDF-1.7\nonzin", "PDF-ONLEESBAAR"),
    ],
)
def test_what_is_no_pdf_is_not_believed(content: bytes, code: str) -> None:
    assert code_of(lambda handler, asked: answered(handler, 200, "application/pdf", content)) == code


def test_the_pdf_of_another_document_is_not_believed(tmp_path: Path) -> None:
    other = to_pdf(with_paragraphs("Naam: An Claes"), ConvertSettings(tmp_path))
    assert code_of(printing(lambda docx: other)) == "PDF-TEKST-ONTBREEKT"


@pytest.mark.parametrize("length", [True, False], ids=["with its length", "without"])
def test_half_an_answer_is_not_believed(good: bytes, length: bool) -> None:
    def answers(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
        handler.send_response(200)
        if length:
            handler.send_header("Content-Length", str(len(good)))
        handler.end_headers()
        handler.wfile.write(good[: len(good) // 2])

    assert code_of(answers) == ("GOTENBERG-GEEN-PDF" if length else "PDF-ONLEESBAAR")


@pytest.mark.parametrize("length", [True, False], ids=["with its length", "without"])
def test_an_answer_without_end_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch, length: bool) -> None:
    monkeypatch.setattr(gotenberg, "_MOST_BYTES", 1 << 16)

    def answers(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
        handler.send_response(200)
        if length:
            handler.send_header("Content-Length", str(1 << 40))
        handler.end_headers()
        while True:
            handler.wfile.write(b"%PDF-" * 10_000)

    assert code_of(answers) == "GOTENBERG-GEEN-PDF"


@pytest.mark.parametrize("where", ["before", "head", "drops"])
def test_one_that_hangs_is_left_at_the_time_limit(where: str) -> None:
    left = threading.Event()

    def answers(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
        if where == "before":
            left.wait(20)
        elif where == "head":
            for letter in b"HTTP/1.1 200 OK" + b"x" * 10_000:
                handler.wfile.write(bytes([letter]))
                left.wait(0.05)
        else:
            handler.send_response(200)
            handler.send_header("Content-Length", "10000")
            handler.end_headers()
            while not left.wait(0.05):
                handler.wfile.write(b"x")

    begun = time.monotonic()
    try:
        assert code_of(answers, limit=1) == "GOTENBERG-TE-TRAAG"
    finally:
        left.set()
    assert time.monotonic() - begun < 10


def test_one_that_talks_nonsense_or_is_not_there_is_told() -> None:
    def answers(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
        handler.wfile.write(b"SSH-2.0\r\n\r\n")
        handler.close_connection = True

    assert code_of(answers) == "GOTENBERG-VERBINDING"
    with serving(answers) as (url, _):
        pass
    for asks in (lambda: to_pdf(WORD, settings_for(url)), lambda: engine_version(settings_for(url))):
        with pytest.raises(OperatorFault) as caught:
            asks()
        assert caught.value.code == "GOTENBERG-VERBINDING"


def test_a_server_without_tls_is_not_taken_for_one_with(good: bytes) -> None:
    with serving(printing(lambda docx: good)) as (url, heard), pytest.raises(OperatorFault) as caught:
        to_pdf(WORD, settings_for(url.replace("http:", "https:")))
    assert caught.value.code == "GOTENBERG-VERBINDING"
    assert not heard


def test_the_version_is_asked_once() -> None:
    with serving(printing(lambda docx: b"")) as (url, heard):
        for _ in range(2):
            assert engine_version(settings_for(url)) == "Gotenberg 8.34.0"
    assert [asked.path for asked in heard] == ["/version"]


@pytest.mark.parametrize("said", [b"", b"<html>", b"8.1\nx", "8.é".encode(), b"8" * 100])
def test_a_version_that_is_none_is_told(said: bytes) -> None:
    def answers(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
        answered(handler, 200, "text/plain", said)

    with serving(answers) as (url, _), pytest.raises(OperatorFault) as caught:
        engine_version(settings_for(url))
    assert caught.value.code == "GOTENBERG-VERSIE"


def test_templates_are_tried_with_the_engine_that_is_set() -> None:
    assert engines(settings_for("http://127.0.0.1:3000"))[-1] == "gotenberg"


@pytest.mark.parametrize(
    "address", ["", "pdf.huis.example", "file:///etc", "http://", "https://a b", "http://x/?y=z"]
)
def test_an_address_that_is_none_is_told_at_once(tmp_path: Path, address: str) -> None:
    (tmp_path / "dossier.toml").write_text(f'[pdf]\ngotenberg_url = "{address}"\n', encoding="utf-8")
    with pytest.raises(UsageFault) as caught:
        load(tmp_path)
    assert "pdf.gotenberg_url" in caught.value.message


def test_a_workspace_may_print_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "dossier.toml").write_text(
        '[pdf]\nengine = "gotenberg"\ngotenberg_url = "https://pdf.huis.example:8443/pad"\n', encoding="utf-8"
    )
    assert load(tmp_path).pdf.gotenberg_url == "https://pdf.huis.example:8443/pad"
