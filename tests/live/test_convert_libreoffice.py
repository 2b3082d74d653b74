"""LibreOffice itself, where the contract of all engines and the fakes do not reach."""

import io
import os
import socket
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import pikepdf
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Cm

from forms.nesting import nest
from forms.norms import shipped_norms
from generator import catalog, merge
from generator.catalog import FORMS
from generator.convert import ConvertSettings, libreoffice, listener, package, to_pdf
from generator.convert.check import read
from generator.convert.preparing import prepared
from generator.errors import OperatorFault
from generator.flows.make import House, context_of
from generator.workers import Failure, Killable, Task
from tests.convert.documents import bare, packed, png, with_paragraphs

pytestmark = pytest.mark.live


@pytest.fixture
def settings(tmp_path: Path) -> ConvertSettings:
    return ConvertSettings(tmp_path / "work", "libreoffice")


@pytest.fixture(autouse=True)
def _one_for_each_test() -> Iterator[None]:
    yield
    listener.close()


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(
        workspace=tmp_path,
        organisation="Kortenberg OCMW",
        department="Sociale dienst",
        approval="",
        fictional_allowed=True,
        norms=shipped_norms(),
        pdf=ConvertSettings(tmp_path / "work"),
        today=date(2026, 3, 2),
        max_bytes=10**8,
    )


@pytest.fixture
def heard() -> Iterator[tuple[int, list[bytes]]]:
    """A listener on this machine: its port, and the first line of every request it got."""
    requests: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    caller, _ = server.accept()
                except OSError:
                    return
                with caller:
                    caller.settimeout(5)
                    requests.append(caller.recv(100))

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        yield server.getsockname()[1], requests
        server.shutdown(socket.SHUT_RDWR)
        thread.join(10)


def linking(*targets: str) -> bytes:
    """A document with a linked picture for each target."""
    document = bare()
    for target in targets:
        picture = document.add_paragraph().add_run().add_picture(io.BytesIO(png()), width=Cm(2))
        blip = picture._inline.graphic.graphicData.pic.blipFill.blip
        blip.attrib.clear()
        link = document.part.relate_to(target, RELATIONSHIP_TYPE.IMAGE, is_external=True)
        blip.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}link", link)
    return packed(document)


def test_its_own_settings_stop_links_too(
    settings: ConvertSettings,
    heard: tuple[int, list[bytes]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The third wall, behind our refusal of such documents and the network that is taken away."""
    port, requests = heard
    picture = tmp_path / "geheim.png"
    picture.write_bytes(png())
    monkeypatch.setattr(package, "refuse_outside", lambda parts: None)
    monkeypatch.setattr(libreoffice, "fence", tuple)
    pdf = to_pdf(linking(f"http://127.0.0.1:{port}/x.png", picture.as_uri()), settings, ["Verslag"])
    assert requests == []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert not [
            item
            for item in opened.objects
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"
        ]


def test_the_bullets_of_word_are_drawn(settings: ConvertSettings) -> None:
    document = bare()
    document.add_paragraph("punt", style="List Bullet")
    text = read(to_pdf(packed(document), settings, ["punt"])).texts[0]
    line = next(line for line in text.splitlines() if line.endswith("punt"))
    assert line != "punt"


def test_a_bad_document_leaves_nothing_and_its_neighbours_come_out(settings: ConvertSettings) -> None:
    """One call a document: the bad one is known by itself, and costs the others a start."""
    sockets = set(Path("/tmp").glob(f"OSL_PIPE_{os.getuid()}_*"))
    short = replace(settings, time_limit=5)
    for number in range(6):
        if number == 3:
            with pytest.raises(OperatorFault) as caught:
                to_pdf(with_paragraphs("tekst " * 200_000), short)
            assert caught.value.code == "LIBREOFFICE-TE-TRAAG"
            assert not list(settings.work.glob("soffice-*"))
        else:
            assert to_pdf(with_paragraphs(f"antwoord {number}"), short, [f"antwoord {number}"])
    listener.close()
    assert [path.name for path in settings.work.iterdir() if not path.name.startswith("lettertypes-")] == []
    assert set(Path("/tmp").glob(f"OSL_PIPE_{os.getuid()}_*")) <= sockets


@pytest.mark.parametrize("form", FORMS)
def test_open_and_started_anew_it_prints_the_same(form: str, settings: ConvertSettings, house: House) -> None:
    """The same answers on the same pages, with the same marks, tags, bookmarks and links; also as a second document."""
    kind = FORMS[form]
    model = kind.model.model_validate(nest(kind.example_answers(7)).data)
    words = merge.template(catalog.find_template(form, house.workspace).path).render(
        context_of(kind, model, (), house)
    )
    anew = libreoffice.print_once(package.write(prepared(words)), settings)
    for _ in range(2):
        kept_open = to_pdf(words, settings)
        assert listener._OPEN, "this machine has the library"
        assert read(kept_open) == read(anew)
        assert described(kept_open) == described(anew)


def described(pdf: bytes) -> dict[str, object]:
    """What a PDF is besides its pages' text."""
    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_metadata() as metadata:
        tags = [
            str(each.S)
            for each in opened.objects
            if isinstance(each, pikepdf.Dictionary) and "/S" in each and "/P" in each
        ]
        with opened.open_outline() as outline:
            bookmarks = [item.title for item in outline.root]
        return {
            "version": opened.pdf_version,
            "archive": {
                name: metadata.get(name) for name in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")
            },
            "title": str(opened.docinfo.Title),
            "properties": sorted(opened.docinfo.keys()),
            "language": str(opened.Root.Lang),
            "tags": Counter(tags),
            "bookmarks": bookmarks,
            "fonts": sorted(
                str(each.BaseFont).partition("+")[2]
                for each in opened.objects
                if isinstance(each, pikepdf.Dictionary)
                and each.get("/Type") == "/Font"
                and "/BaseFont" in each
            ),
            "sizes": [[float(number) for number in page.mediabox] for page in opened.pages],
        }


def test_it_goes_with_a_worker_that_is_killed(settings: ConvertSettings, tmp_path: Path) -> None:
    word = with_paragraphs("Jan Peeters")
    hands = Killable(1)
    try:
        ((_, pdf),) = hands.run([Task("goed", to_pdf, (word, settings, ["Jan Peeters"]), 60)])
        assert isinstance(pdf, bytes)
        assert len(list(settings.work.glob("soffice-*"))) == 1
        ((_, end),) = hands.run([Task("traag", to_pdf, (with_paragraphs("tekst " * 200_000), settings), 5)])
        assert end == Failure("WERK-TIJD")
        ((_, pdf),) = hands.run([Task("goed", to_pdf, (word, settings, ["Jan Peeters"]), 60)])
        assert isinstance(pdf, bytes)
    finally:
        hands.close()
    until = time.monotonic() + 30
    while list(settings.work.glob("soffice-*")):
        assert time.monotonic() < until
        time.sleep(0.05)
    left = subprocess.run(["pgrep", "-f", str(settings.work)], capture_output=True, check=False).stdout
    assert not left.split()


def printed(work: Path, answer: str) -> int:
    return len(to_pdf(with_paragraphs(answer), ConvertSettings(work, "libreoffice"), [answer]))


def test_several_at_once_do_not_hinder_one_another(tmp_path: Path) -> None:
    answers = [f"antwoord {number}" for number in range(4)]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        sizes = list(pool.map(printed, [tmp_path] * len(answers), answers))
    assert all(sizes)
