"""The tags of a bundle, for screen readers: in reading order, and whole in both directions."""

import re
from collections.abc import Iterator

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from generator.bundle import bind, cleaned
from tests.bundle.pdfs import add_page, book, faces, form, item, keys, opened, pages, saved, widget, written


def tagged(*, role: str = "/Kop", again: int = 1, attributes: bool = True) -> bytes:
    """A paper of two pages with a heading and a paragraph."""
    made = Pdf.new()
    for number in (1, 2):
        page = add_page(made)
        page.obj.Contents = made.make_stream(
            b"/H1 <</MCID 0>> BDC BT /F1 12 Tf 40 700 Td (kop) Tj ET EMC "
            b"/P <</MCID 1>> BDC BT /F1 12 Tf 40 600 Td (tekst) Tj ET EMC"
        )
        page.obj.StructParents = number
    root = made.make_indirect(
        Dictionary(Type=Name.StructTreeRoot, RoleMap=Dictionary(Kop=Name.Titel, Titel=Name.H1))
    )
    top = made.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array([])))
    root.K = top
    for page in made.pages:
        head = Dictionary(
            Type=Name.StructElem, S=Name(role), P=top, Pg=page.obj, K=0, T=String("Één kop"), ID=String("x")
        )
        if attributes:
            head.A = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=Array([0, 0, 9, 9]))
        body = Dictionary(
            Type=Name.StructElem, S=Name.P, P=top, K=Dictionary(Type=Name.MCR, Pg=page.obj, MCID=again)
        )
        top.K.extend([made.make_indirect(head), made.make_indirect(body)])
    made.Root.StructTreeRoot = root
    made.Root.MarkInfo = Dictionary(Marked=True)
    return saved(made)


Told = tuple[str, str, "list[Told]"]


def elements(made: Pdf) -> Iterator[pikepdf.Object]:
    """Every element, above before below."""
    waiting = [made.Root.StructTreeRoot.K[0]]
    while waiting:
        found = waiting.pop(0)
        yield found
        waiting = [kid for kid in found.K if kid.get("/Type") == Name.StructElem] + waiting


def outlined(made: Pdf) -> list[str]:
    return [" ".join(filter(None, (str(one.S)[1:], str(one.get("/T", ""))))) for one in elements(made)]


def check_both_ways(made: Pdf) -> int:
    """From each element to its marks and back, and nothing else points into the tree; gives how many marks."""
    numbers = made.Root.StructTreeRoot.ParentTree.Nums
    back = {int(numbers[place]): numbers[place + 1] for place in range(0, len(numbers), 2)}
    used: set[int] = set()
    marks = 0
    for element in elements(made):
        for kid in element.K:
            if kid.Type == Name.StructElem:
                assert kid.P.objgen == element.objgen
            elif kid.Type == Name.OBJR:
                used.add(int(kid.Obj.StructParent))
                assert back[int(kid.Obj.StructParent)].objgen == element.objgen
            else:
                holder = kid.get("/Stm", kid.Pg)
                key = int(holder.StructParents)
                used.add(key)
                marks += 1
                assert back[key][int(kid.MCID)].objgen == element.objgen
                assert f"/MCID {int(kid.MCID)}>>".encode() in drawn(holder)
                assert "/Stm" not in kid or any(
                    form.objgen == holder.objgen for form in kid.Pg.Resources.XObject.as_dict().values()
                )
    pointing = [found for found in made.objects if isinstance(found, (pikepdf.Dictionary, pikepdf.Stream))]
    told = [
        int(found[key]) for found in pointing for key in ("/StructParents", "/StructParent") if key in found
    ]
    assert sorted(told) == sorted(used) == sorted(back)
    return marks


def drawn(holder: pikepdf.Object) -> bytes:
    return holder.read_bytes() if isinstance(holder, pikepdf.Stream) else holder.Contents.read_bytes()


def test_a_paper_keeps_its_tags_in_the_bundle() -> None:
    made = opened(bind(book(item(1, tagged(), tagged()), item(2, pages("een scan")))).pdf)
    assert outlined(made) == [
        "Document",
        "Part Voorblad",
        *("P", "H1", "P", "P", "P", "P", "P"),
        "Part Inhoud",
        "H1",
        "TOC",
        *("TOCI", "Link") * 5,
        "Sect BCSD-2026-12-001 Dossier 1",
        *("Part Stuk A", "Div", "H1 Één kop", "P", "H1 Één kop", "P"),
        *("Part Stuk B", "Div", "H1 Één kop", "P", "H1 Één kop", "P"),
        "Sect BCSD-2026-12-002 Dossier 2",
        *("Part Stuk A", "Div"),
    ]
    assert check_both_ways(made) == 7 + 1 + 5 + 8 + 1
    assert bool(made.Root.MarkInfo.Marked)
    assert not keys(saved(made)) & {"/ID", "/RoleMap", "/Headers"}
    heading = next(one for one in elements(made) if "/A" in one)
    assert {key: str(value) for key, value in heading.A[0].items()} == {
        "/O": "/Layout",
        "/Placement": "/Block",
    }


def test_a_flattened_field_is_read_out_after_its_paper() -> None:
    made = opened(tagged())
    filled = form(made, widget(made, "naam", V=String("Jan"), AP=Dictionary(N=written(made, "Jan"))))
    result = opened(bind(book(item(1, filled))).pdf)
    assert outlined(result)[-7:] == ["Part Stuk A", "Div", "H1 Één kop", "P", "H1 Één kop", "P", "Div"]
    check_both_ways(result)


def loops(made: Pdf) -> None:
    top = made.Root.StructTreeRoot.K
    top.K.append(top)


def hangs_twice(made: Pdf) -> None:
    empty = made.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Div, K=Array([])))
    made.Root.StructTreeRoot.K.K.extend([empty, empty])


def points_nowhere(made: Pdf) -> None:
    made.Root.StructTreeRoot.K.K[1].K = 3
    made.Root.StructTreeRoot.K.K[1].Pg = made.make_indirect(Dictionary(Type=Name.Page))


def is_bottomless(made: Pdf) -> None:
    node = made.Root.StructTreeRoot.K
    marked = node.K
    for _ in range(60):
        below = made.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Div, K=Array([])))
        node.K = Array([below])
        node = below
    node.K = marked


@pytest.mark.parametrize("spoil", [loops, hangs_twice, points_nowhere, is_bottomless, None])
def test_unsound_tags_are_dropped_as_a_whole(spoil: object) -> None:
    if callable(spoil):
        made = opened(tagged())
        spoil(made)
        contents = [saved(made)]
    else:
        contents = [tagged(role="/Onbekend"), tagged(again=0)]
    for content in contents:
        result = opened(bind(book(item(1, content))).pdf)
        assert outlined(result)[-3:] == ["Part Stuk A", "Div", "Div"]
        check_both_ways(result)


def test_what_is_read_out_does_not_run_together() -> None:
    made = opened(bind(book(item(1, pages("x")))).pdf)
    said = [
        text for page in made.pages[:2] for text in re.findall(rb"\(((?:[^()\\]|\\.)*)\) Tj", drawn(page.obj))
    ]
    assert len(said) > 10
    assert all(text.endswith(b" ") for text in said)


def test_a_bundle_without_tags_has_none_and_an_attachment_neither() -> None:
    bound = bind(book(item(1, tagged()), tagged=False))
    result = opened(bound.pdf)
    assert b"MCID" not in drawn(result.pages[2].obj)
    for content in (bound.pdf, cleaned(tagged(), faces()).pdf):
        assert not keys(content) & {"/StructTreeRoot", "/MarkInfo", "/StructParents", "/StructParent", "/Pg"}
