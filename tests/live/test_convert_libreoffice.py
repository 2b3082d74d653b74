"""LibreOffice itself, where the contract of all engines and the fakes do not reach."""

import io
import os
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pikepdf
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Cm

from generator.convert import ConvertSettings, libreoffice, package, to_pdf
from generator.convert.check import read
from generator.errors import OperatorFault
from tests.convert.documents import bare, packed, png, with_paragraphs

pytestmark = pytest.mark.live


@pytest.fixture
def settings(tmp_path: Path) -> ConvertSettings:
    return ConvertSettings(tmp_path / "work", "libreoffice")


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
    monkeypatch.setattr(libreoffice, "_fence", tuple)
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


def test_one_that_is_killed_leaves_nothing(settings: ConvertSettings) -> None:
    sockets = set(Path("/tmp").glob(f"OSL_PIPE_{os.getuid()}_*"))
    with pytest.raises(OperatorFault) as caught:
        to_pdf(with_paragraphs("tekst " * 200_000), replace(settings, time_limit=3))
    assert caught.value.code == "LIBREOFFICE-TE-TRAAG"
    assert [path.name for path in settings.work.iterdir() if not path.name.startswith("lettertypes-")] == []
    assert set(Path("/tmp").glob(f"OSL_PIPE_{os.getuid()}_*")) <= sockets


def printed(work: Path, answer: str) -> int:
    return len(to_pdf(with_paragraphs(answer), ConvertSettings(work, "libreoffice"), [answer]))


def test_several_at_once_do_not_hinder_one_another(tmp_path: Path) -> None:
    answers = [f"antwoord {number}" for number in range(4)]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        sizes = list(pool.map(printed, [tmp_path] * len(answers), answers))
    assert all(sizes)
