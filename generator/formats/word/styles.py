"""How a Word form looks: type and colours of the house, as real styles. Sizes are half points, lengths twips."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.colours import ACCENT, ALARM, HAIRLINE, INK, SOFT, TINT
from generator.formats.word.xml import Node, make, part

FACE = "Calibri"
WIDTH = 9638
"""Between the margins of a page."""


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style; ``level`` is the outline level of a heading."""

    name: str
    size: int
    colour: str = INK
    bold: bool = False
    before: int = 0
    after: int = 0
    level: int | None = None
    frame: tuple[Node, ...] = ()
    """Properties between those that keep lines together and the spacing: border, shade, tabs."""
    indent: int = 0
    clings: bool = False
    """It stays with what follows, as a heading does."""


def _border(side: str, colour: str, size: int, space: int) -> Node:
    return make("pBdr", make(side, val="single", sz=str(size), space=str(space), color=colour))


def _right_tab() -> Node:
    return make("tabs", make("tab", val="right", pos=str(WIDTH)))


def _styles() -> dict[str, Style]:
    """All styles by id; built anew each time, for an element of XML has but one place."""
    shade = make("shd", val="clear", color="auto", fill=TINT)
    return {
        "Normal": Style("Normal", 21, after=80),
        "Heading1": Style("heading 1", 40, ACCENT, bold=True, after=60, level=0),
        "Heading2": Style("heading 2", 26, ACCENT, bold=True, before=320, after=80, level=1),
        "Heading3": Style("heading 3", 22, ACCENT, bold=True, before=160, after=60, level=2),
        "Heading4": Style("heading 4", 20, ACCENT, bold=True, before=120, after=40, level=3),
        "Header": Style("header", 18, SOFT, frame=(_border("bottom", ACCENT, 6, 4), _right_tab())),
        "Footer": Style("footer", 17, SOFT, frame=(_border("top", "9DB6CE", 6, 4), _right_tab())),
        "Kader": Style("Kader", 20, frame=(_border("left", ACCENT, 24, 6), shade), indent=113),
        "Cel": Style("Cel", 20, before=20, after=20),
        "Cellabel": Style("Cellabel", 19, before=20, after=20),
        "Celkop": Style("Celkop", 18, ACCENT, bold=True, before=20, after=20),
        "Klein": Style("Klein", 16, SOFT, after=20),
        "Uitleg": Style("Uitleg", 17, SOFT, before=80, after=60, clings=True),
        "Tussenruimte": Style("Tussenruimte", 4, after=60),
        "Einde": Style("Einde", 4, before=40, after=120, frame=(_border("bottom", HAIRLINE, 6, 1),)),
    }


def styles() -> bytes:
    """Write the part with all styles (ECMA-376-1 §17.7)."""
    return part(
        "styles", [_defaults(), *(_paragraph(key, one) for key, one in _styles().items()), *_characters()]
    )


def numbering(texts: Sequence[str]) -> bytes:
    """Write the part with the counters of the lists (§17.9); list ``number`` (from 1) shows ``texts[number - 1]``."""
    kinds = [
        make(
            "abstractNum",
            make("multiLevelType", val="singleLevel"),
            make(
                "lvl",
                make("start", val="1"),
                make("numFmt", val="decimal"),
                make("suff", val="nothing"),
                make("lvlText", val=text),
                make("lvlJc", val="left"),
                ilvl="0",
            ),
            abstractNumId=str(number),
        )
        for number, text in enumerate(texts, start=1)
    ]
    used = [
        make("num", make("abstractNumId", val=str(number)), numId=str(number))
        for number in range(1, len(texts) + 1)
    ]
    return part("numbering", [*kinds, *used])


def counted(number: int) -> Node:
    """The property of a paragraph that counts in a list, so that a row that Word adds has a number of its own."""
    return make("numPr", make("ilvl", val="0"), make("numId", val=str(number)))


def _defaults() -> Node:
    face = make("rFonts", ascii=FACE, eastAsia=FACE, hAnsi=FACE, cs=FACE)
    language = make("lang", val="nl-BE", eastAsia="nl-BE", bidi="ar-SA")
    look = [face, make("sz", val="21"), make("szCs", val="21"), language]
    space = make("spacing", before="0", after="0", line="259", lineRule="auto")
    return make(
        "docDefaults",
        make("rPrDefault", make("rPr", *look)),
        make("pPrDefault", make("pPr", space)),
    )


def _paragraph(key: str, style: Style) -> Node:
    heading = style.level is not None
    described = [make("name", val=style.name)]
    if key != "Normal":
        described.append(make("basedOn", val="Normal"))
    if heading:
        described += [make("next", val="Normal"), make("uiPriority", val="9")]
    described.append(make("qFormat"))
    space = make("spacing", before=str(style.before), after=str(style.after), line="252", lineRule="auto")
    shape: list[Node] = [make("keepNext"), make("keepLines")] if heading or style.clings else []
    shape += [*style.frame, space]
    if style.indent:
        shape.append(make("ind", left=str(style.indent)))
    if style.level is not None:
        shape.append(make("outlineLvl", val=str(style.level)))
    return make(
        "style",
        *described,
        make("pPr", *shape),
        make("rPr", *_look(style.size, style.colour, bold=style.bold)),
        type="paragraph",
        styleId=key,
        **({"default": "1"} if key == "Normal" else {}),
    )


def _look(size: int, colour: str, *, bold: bool) -> Iterable[Node]:
    if bold:
        yield make("b")
        yield make("bCs")
    yield make("color", val=colour)
    yield make("sz", val=str(size))
    yield make("szCs", val=str(size))


def _characters() -> list[Node]:
    return [
        make(
            "style",
            make("name", val="Default Paragraph Font"),
            type="character",
            default="1",
            styleId="Standaard",
        ),
        _character("PlaceholderText", "Placeholder Text", make("color", val="6B7785")),
        _character("Huis", "Huis", make("b"), make("color", val=ACCENT), make("sz", val="22")),
        _character("Verplicht", "Verplicht", make("b"), make("color", val=ALARM)),
        make(
            "style",
            make("name", val="Normal Table"),
            make("tblPr", make("tblInd", w="0", type="dxa")),
            type="table",
            default="1",
            styleId="Tabel",
        ),
    ]


def _character(key: str, name: str, *look: Node) -> Node:
    return make(
        "style",
        make("name", val=name),
        make("basedOn", val="Standaard"),
        make("qFormat"),
        make("rPr", *look),
        type="character",
        styleId=key,
    )
