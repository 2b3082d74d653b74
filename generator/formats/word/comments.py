"""The comments of a Word document, and what hangs on them: answers, dates, the people who wrote them.

Sources: ECMA-376-1 §17.13.4 (comments), MS-DOCX §2.5.41 (commentsExtended, people), §2.5.61 (commentsIds) and
§2.5.73 (commentsExtensible). The parts are changed in the mapping that was given.
"""

import posixpath
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import count

from lxml import etree

from generator import opc
from generator.formats.marking import AUTHOR
from generator.formats.word.open import RELATION, TYPES, relations
from generator.formats.word.xml import W14, Node, W, make, part, run

ID = f"{{{W}}}id"
_COMMENT, _AUTHOR, _PARA = f"{{{W}}}comment", f"{{{W}}}author", f"{{{W14}}}paraId"
_INITIALS = "N"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_OVERRIDE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"
_COMMENTS, _THREADS, _IDS, _DATES, _PEOPLE = (
    "comments",
    "commentsExtended",
    "commentsIds",
    "commentsExtensible",
    "people",
)


def take_out(parts: dict[str, bytes], main: str) -> frozenset[str]:
    """Take the comments of ours out of the parts beside a body, and tell their ids. Raises opc.Damaged.

    An answer of somebody to one of them becomes a comment by itself. Parts in which nothing is left go as well.
    """
    name = _part(parts, main, _COMMENTS)
    root = opc.parse(parts[name]) if name else None
    ours = [one for one in root.iter(_COMMENT) if one.get(_AUTHOR) == AUTHOR] if root is not None else []
    if root is None or not ours:
        return frozenset()
    ids = frozenset(one.get(ID, "") for one in ours)
    paragraphs = {found for one in ours for inside in one.iter() if (found := inside.get(_PARA))}
    for one in ours:
        remove(one)
    parts[name] = opc.written(root)
    _forget(parts, main, paragraphs)
    if next(root.iter(_COMMENT), None) is None:
        for kind in (_COMMENTS, _THREADS, _IDS, _DATES):
            _drop(parts, main, _part(parts, main, kind))
    return ids


def put_in(
    parts: dict[str, bytes], main: str, said: Iterable[Sequence[str]], used: Collection[str]
) -> list[str]:
    """Add comments, each of some paragraphs, and tell their ids, none of which is among ``used``. Raises opc.Damaged."""
    name = _part(parts, main, _COMMENTS) or _added(parts, main)
    root = opc.parse(parts[name])
    taken = {*used, *(one.get(ID, "") for one in root.iter(_COMMENT))}
    free = (found for number in count() if (found := str(number)) not in taken)
    ids: list[str] = []
    for paragraphs in said:
        ids.append(next(free))
        content = (make("p", run(text)) for text in paragraphs)
        root.append(make("comment", *content, id=ids[-1], author=AUTHOR, initials=_INITIALS))
    parts[name] = opc.written(root)
    return ids


def remove(element: Node) -> None:
    """Remove an element, and leave the text behind it where it is."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _forget(parts: dict[str, bytes], main: str, paragraphs: Collection[str]) -> None:
    """Take out what newer programs tell of the comments with these paragraphs, and of their author."""
    names = {kind: name for kind in (_THREADS, _IDS, _DATES, _PEOPLE) if (name := _part(parts, main, kind))}
    roots = {kind: opc.parse(parts[name]) for kind, name in names.items()}
    told = {kind: list(root.iterchildren(etree.Element)) for kind, root in roots.items()}
    threads, listed = told.get(_THREADS, []), told.get(_IDS, [])
    durable = {_told(one, "durableId") for one in listed if _told(one, "paraId") in paragraphs} - {""}
    gone = [one for one in (*threads, *listed) if _told(one, "paraId") in paragraphs]
    gone += [one for one in told.get(_DATES, ()) if _told(one, "durableId") in durable]
    gone += [one for one in told.get(_PEOPLE, ()) if _told(one, "author") == AUTHOR]
    for one in threads:
        if _told(one, "paraIdParent") in paragraphs:  # an answer to one of ours
            one.attrib.pop(next(key for key, _value in one.items() if _local(key) == "paraIdParent"))
    for one in gone:
        remove(one)
    for kind, name in names.items():
        parts[name] = opc.written(roots[kind])
    if _PEOPLE in roots and not len(roots[_PEOPLE]):
        _drop(parts, main, names[_PEOPLE])


def _told(element: Node, attribute: str) -> str:
    """The value of an attribute in whichever of the namespaces of Word."""
    return next((str(told) for key, told in element.items() if _local(key) == attribute), "")


def _local(name: str | bytes) -> str:
    return str(name).rpartition("}")[2]


def _part(parts: Mapping[str, bytes], main: str, kind: str) -> str:
    """The name of the part of some kind beside the body, ``""`` for none."""
    return next((link.target for link in relations(parts, main) if link.kind == kind), "")


def _added(parts: dict[str, bytes], main: str) -> str:
    """Add a part for comments, with its type and the link to it."""
    folder = posixpath.dirname(main)
    taken = {name.casefold() for name in parts}
    candidates = (posixpath.join(folder, f"comments{number or ''}.xml") for number in count())
    name = next(one for one in candidates if one.casefold() not in taken)
    parts[name] = part("comments", [])
    types = _types(parts)
    etree.SubElement(types, _OVERRIDE, PartName=f"/{name}", ContentType=_TYPE)
    parts[TYPES] = opc.written(types)
    links = _links(parts, main)
    used = {one.get("Id", "") for one in links}
    free = next(one for number in count(1) if (one := f"rId{number}") not in used)
    etree.SubElement(links, RELATION, Id=free, Type=_LINK, Target=posixpath.basename(name))
    parts[opc.relations_part(main)] = opc.written(links)
    return name


def _types(parts: Mapping[str, bytes]) -> Node:
    if TYPES not in parts:
        raise opc.Damaged
    return opc.parse(parts[TYPES])


def _links(parts: Mapping[str, bytes], main: str) -> Node:
    beside = opc.relations_part(main)
    space = etree.QName(RELATION).namespace
    if beside in parts:
        return opc.parse(parts[beside])
    return etree.Element(f"{{{space}}}Relationships", nsmap={None: space})  # type: ignore[dict-item]  # the default namespace


def _drop(parts: dict[str, bytes], main: str, name: str) -> None:
    """Drop a part, with its type and every link to it."""
    if not name:
        return
    for gone in (name, opc.relations_part(name)):
        parts.pop(gone, None)
    types = _types(parts)
    for one in list(types.iter(_OVERRIDE)):
        if one.get("PartName", "").casefold() == f"/{name}".casefold():
            remove(one)
    parts[TYPES] = opc.written(types)
    links = _links(parts, main)
    for link in list(links.iter(RELATION)):
        if opc.target_of(link, main) == name:
            remove(link)
    parts[opc.relations_part(main)] = opc.written(links)
