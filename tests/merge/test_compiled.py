"""What a compiled template promises beyond docxtpl: safety, faults in plain words, the same bytes each time."""

import hashlib
import io
import os
import pickle
import traceback
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docxtpl import RichText

from benchmarks.peers import by_docxtpl
from generator.errors import OperatorFault, TemplateFault
from generator.merge import shelf
from generator.merge.compiled import CompiledTemplate
from generator.merge.shelf import compiled
from tests.merge.templates import assert_same, docx, p, parts, put, r, repack, tbl, tc, tr, words

SECRET = "Geheim-79.12.31"


def template(folder: Path, body: str, **more: Any) -> CompiledTemplate:
    return CompiledTemplate(put(folder, docx(body, **more)))


def text_of(content: bytes, part: str = "word/document.xml") -> str:
    return words(parts(content)[part])


# Values stay text


@pytest.mark.parametrize(
    "value",
    ["{{7*7}}", "{% if 1 %}x{% endif %}", "{_{ a }_}", "{# x #}", "a & b", "<w:p>", "]]>", "{{ naam }}"],
)
def test_a_value_is_text_in_every_part(value: str, tmp_path: Path) -> None:
    tag = p("{{ naam }}")
    made = template(
        tmp_path,
        tag,
        headers=[tag, tag],
        footers=[tag],
        footnotes=tag,
        endnotes=tag,
        comments=tag,
        properties={"title": "{{ naam }}"},
    ).render({"naam": value})
    for part in (
        "word/document.xml",
        "word/header1.xml",
        "word/header2.xml",
        "word/footer1.xml",
        "word/footnotes.xml",
        "word/endnotes.xml",
        "word/comments.xml",
    ):
        assert text_of(made, part).strip() == value, part
    if not set(value) & set("&<>"):
        assert Document(io.BytesIO(made)).core_properties.title == value


def test_a_value_in_an_attribute_stays_inside_it(tmp_path: Path) -> None:
    made = template(tmp_path, p(r("x", '<w:color w:val="{{ kleur }}"/>'))).render({"kleur": '"/><w:evil a="'})
    assert b"<w:evil" not in parts(made)["word/document.xml"]


@pytest.mark.parametrize("value", ["a\x00b", "\x1b", "\ud800", "\ufffe", "\x7f\x08"])
def test_a_character_that_no_document_can_hold_is_refused(value: str, tmp_path: Path) -> None:
    one = template(tmp_path, p("{{ gezin[1].naam }}"))
    with pytest.raises(OperatorFault, match=r"gezin\.1\.naam") as caught:
        one.render({"gezin": [{"naam": "x"}, {"naam": SECRET + value}]})
    assert caught.value.code == "TEKST-ONGELDIG"
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("value", [b"x", 1.5, object(), {1: "x"}, {"a\x00": "x"}, [Path("x")], str])
def test_only_plain_data_is_taken(value: object, tmp_path: Path) -> None:
    with pytest.raises(OperatorFault) as caught:
        template(tmp_path, p("{{ a }}")).render({"a": value})
    assert caught.value.code == "TEKST-SOORT"


@pytest.mark.parametrize("place", ["{{p naam }}", "{{r naam }}"])
def test_a_new_page_where_no_text_runs_is_refused(place: str, tmp_path: Path) -> None:
    with pytest.raises(OperatorFault) as caught:
        template(tmp_path, p(place)).render({"naam": f"{SECRET}\f"})
    assert caught.value.code == "TEKST-ONGELDIG"
    assert SECRET not in str(caught.value)


def test_nothing_is_printed_for_none(tmp_path: Path) -> None:
    assert text_of(template(tmp_path, p("[{{ a }}]")).render({"a": None})) == "[]"


def test_a_field_wins_from_a_method_of_the_same_name(tmp_path: Path) -> None:
    one = template(tmp_path, p("{{ g.items }}{{ g.keys }}"))
    assert text_of(one.render({"g": {"items": "x", "keys": "y"}})) == "xy"
    with pytest.raises(TemplateFault):
        one.render({"g": {"items": "x"}})


# The sandbox


@pytest.mark.parametrize(
    "tag",
    [
        "{{ cycler.__init__.__globals__.os.getpid() }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ naam.__class__ }}",
        "{{ naam['__class__'] }}",
        "{{ lijst|map(attribute='__class__')|join }}",
        "{{ lijst.append(1) }}",
        "{{ groep.update(a=1) }}",
        "{{ self._TemplateReference__context }}",
        "{{ '{0.__class__}'.format(naam) }}",
        "{{ range(3) }}",
        "{{ lipsum() }}",
        "{{ naam.upper }}",
    ],
)
def test_a_template_cannot_reach_python(tag: str, tmp_path: Path) -> None:
    with pytest.raises(TemplateFault) as caught:
        template(tmp_path, p(tag)).render({"naam": SECRET, "lijst": [1], "groep": {}})
    assert SECRET not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize(
    "tag",
    ["{{ a|safe }}", "{{ a|attr('x') }}", "{{ a|tojson }}", "{% include 'x' %}", "{% import 'x' as y %}"],
)
def test_what_the_sandbox_does_not_know_is_a_fault(tag: str, tmp_path: Path) -> None:
    with pytest.raises(TemplateFault):
        template(tmp_path, p(tag)).render({"a": "x"})


# Faults in plain words


def test_an_unknown_name_is_told_with_its_part(tmp_path: Path) -> None:
    one = template(tmp_path, p("x"), headers=[p("{{ client.voornaam }}")])
    with pytest.raises(TemplateFault) as caught:
        one.render({"client": {"naam": SECRET}})
    assert caught.value.code == "SJABLOON-NAAM"
    assert "«client.voornaam»" in caught.value.message
    assert "word/header1.xml" in caught.value.message
    assert SECRET not in "".join(traceback.format_exception(caught.value))
    assert caught.value.__context__ is None


def test_an_unknown_key_that_is_a_value_is_not_told(tmp_path: Path) -> None:
    with pytest.raises(TemplateFault) as caught:
        template(tmp_path, p("{{ groep[naam] }}")).render({"groep": {}, "naam": SECRET})
    assert caught.value.code == "SJABLOON-NAAM"
    assert SECRET not in str(caught.value)


def test_an_error_in_a_filter_does_not_tell_the_value(tmp_path: Path) -> None:
    with pytest.raises(TemplateFault) as caught:
        template(tmp_path, p("{{ naam + 1 }}")).render({"naam": SECRET})
    assert caught.value.code == "SJABLOON-FOUT"
    assert SECRET not in "".join(traceback.format_exception(caught.value))


def test_a_fault_in_a_tag_is_told_with_the_words_near_it(tmp_path: Path) -> None:
    with pytest.raises(TemplateFault) as caught:
        template(tmp_path, p("eerste") + p("Beste {{ naam | }} dag") + p("laatste"))
    assert caught.value.code == "SJABLOON-SYNTAX"
    assert "«Beste {{ naam | }} dag»" in caught.value.message
    assert caught.value.message.endswith("Welke, zegt dossier templates check.")
    assert "word/document.xml" in caught.value.message


def test_a_loop_through_a_cell_border_is_a_fault_in_a_header(tmp_path: Path) -> None:
    half = p("{%p if ok %}") + tbl(tr(tc(p("x") + p("{%p endif %}")), "y"))
    with pytest.raises(TemplateFault) as caught:
        template(tmp_path, p("x"), headers=[half]).render({"ok": False})
    assert caught.value.code == "SJABLOON-XML"


@pytest.mark.parametrize("part", ["footnotes", "endnotes", "comments"])
def test_a_tag_over_the_border_of_a_tracked_change_is_a_fault_in_a_note(part: str, tmp_path: Path) -> None:
    note = p('<w:ins w:id="1" w:author="x"><w:r><w:t>{{ na</w:t></w:r></w:ins><w:r><w:t>am }}</w:t></w:r>')
    broken = template(tmp_path, p("x"), **{part: note})
    with pytest.raises(TemplateFault, match="SJABLOON-XML"):
        broken.render({"naam": "Peeters"})


def test_a_table_without_grid_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(TemplateFault) as caught:
        template(
            tmp_path, tbl(tr("{{ a }}")).replace("<w:tblGrid>", "<w:x>").replace("</w:tblGrid>", "</w:x>")
        ).render({"a": "x"})
    assert caught.value.code == "SJABLOON-XML"


def test_a_title_that_word_cannot_hold_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(TemplateFault) as caught:
        template(tmp_path, p("x"), properties={"title": "{{ a }}"}).render({"a": SECRET * 20})
    assert caught.value.code == "SJABLOON-EIGENSCHAP"
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"geen zip", b"PK\x03\x04half", b"%PDF-1.7"])
def test_a_file_that_is_no_word_document_is_a_fault(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(TemplateFault) as caught:
        CompiledTemplate(put(tmp_path, content))
    assert caught.value.code == "SJABLOON-BESCHADIGD"
    assert pickle.loads(pickle.dumps(caught.value)).code == "SJABLOON-BESCHADIGD"


# Every part once, the same bytes


def test_a_header_that_two_relations_share_is_there_once(tmp_path: Path) -> None:
    content = docx(p("{{ naam }}{{ extra }}"), headers=[p("{{ naam }}")])
    shared = parts(content)
    rels = shared["word/_rels/document.xml.rels"]
    line = next(one for one in rels.split(b"<Relationship ") if b"header1.xml" in one)
    name = line.partition(b'Id="')[2].partition(b'"')[0]
    again = b"<Relationship " + line.replace(b'"' + name + b'"', b'"rIdTwee"').removesuffix(
        b"</Relationships>"
    )
    shared["word/_rels/document.xml.rels"] = rels.replace(b"</Relationships>", again + b"</Relationships>")
    one = CompiledTemplate(put(tmp_path, repack(shared)))
    for extra in ("", RichText("x")):
        made = one.render({"naam": "{{7*7}}", "extra": extra})
        assert text_of(made, "word/header1.xml") == "{{7*7}}"


def test_every_part_has_the_same_date_in_the_file(tmp_path: Path) -> None:
    path = put(tmp_path, docx(p("{{ naam }}")))
    for naam in ("x", RichText("x")):
        with zipfile.ZipFile(io.BytesIO(CompiledTemplate(path).render({"naam": naam}))) as package:
            assert {one.date_time for one in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_same_context_gives_the_same_bytes(tmp_path: Path) -> None:
    path = put(
        tmp_path, docx(p("{{ naam }}\n"), headers=[p("{{ naam }}")], properties={"title": "{{ naam }}"})
    )
    first = CompiledTemplate(path).render({"naam": "é"})
    os.utime(path, (0, 0))
    assert CompiledTemplate(path).render({"naam": "é"}) == first
    assert CompiledTemplate(path).render({"naam": "e"}) != first


def test_a_template_serves_several_threads(tmp_path: Path) -> None:
    one = template(tmp_path, "".join(p("{{ naam }}") for _ in range(50)))
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda number: one.render({"naam": str(number)}), range(40)))
    assert [text_of(content) for content in made] == [str(number) * 50 for number in range(40)]


def test_a_context_is_left_as_it_was(tmp_path: Path) -> None:
    context = {"gezin": [{"naam": "a"}], "leeg": None}
    template(tmp_path, p("{% for g in gezin %}{{ g.naam }}{% endfor %}")).render(context)
    assert context == {"gezin": [{"naam": "a"}], "leeg": None}


def test_python_docx_opens_the_document(tmp_path: Path) -> None:
    made = template(tmp_path, p("Beste {{ naam }}"), headers=[p("{{ naam }}")]).render({"naam": "Ann & Bé"})
    document = Document(io.BytesIO(made))
    assert document.paragraphs[0].text == "Beste Ann & Bé"
    assert document.sections[0].header.paragraphs[0].text == "Ann & Bé"


def test_a_part_whose_name_is_not_ascii_keeps_it(tmp_path: Path) -> None:
    content = parts(docx(p("{{ naam }}"), headers=[p("x")]))
    for name in ("word/_rels/document.xml.rels", "[Content_Types].xml"):
        content[name] = content[name].replace(b"header1.xml", "köp.xml".encode())
    content["word/köp.xml"] = content.pop("word/header1.xml")
    path = put(tmp_path, repack(content))
    assert_same(CompiledTemplate(path).render({"naam": "a"}), by_docxtpl(path, {"naam": "a"}))


# What the file says of itself


def test_the_digest_is_that_of_the_file(tmp_path: Path) -> None:
    path = put(tmp_path, docx(p("x")))
    assert CompiledTemplate(path).digest == hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_names_a_template_asks(tmp_path: Path) -> None:
    body = (
        p("{{ client.naam|upper }} {{ gezin[0].naam }} {{ x if y else z }}")
        + p("{%p for g in gezin|sort(attribute='naam') %}")
        + p("{{ loop.index }} {{ g.jaar }} {% for h in g.hobby %}{{ h }}{% endfor %}")
        + p("{%p endfor %}")
        + p("{% set eigen = a %}{{ eigen }}{{ groep[sleutel].rest }}")
    )
    one = template(tmp_path, body, headers=[p("{{ kop }}")], properties={"title": "{{ titel }}"})
    assert one.names == {
        "client.naam", "gezin", "gezin.0.naam", "gezin.*.jaar", "gezin.*.hobby", "gezin.*.hobby.*",
        "x", "y", "z", "a", "groep", "sleutel", "kop", "titel",
    }  # fmt: skip


def test_a_template_is_compiled_again_only_when_its_file_changed(tmp_path: Path) -> None:
    path = put(tmp_path, docx(p("{{ a }}")))
    first = compiled(path)
    assert compiled(path) is first
    put(tmp_path, docx(p("{{ a }} en {{ a }}")))
    assert compiled(path) is not first
    assert text_of(compiled(path).render({"a": "x"})) == "x en x"


# Kept on disk


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "staat/sjablonen"


def anew(path: Path, kept: Path) -> CompiledTemplate:
    """What a new process gets."""
    shelf._compiled.cache_clear()
    return compiled(path, kept)


def test_the_next_process_need_not_compile(
    tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path, docx(p("{{ a }}"), headers=[p("{{ a }}")], properties={"title": "{{ a }}"}))
    first = anew(path, kept)
    monkeypatch.setattr(CompiledTemplate, "__init__", None)
    again = anew(path, kept)
    assert again is not first
    assert again.names == first.names == {"a"}
    assert again.render({"a": "x & y"}) == first.render({"a": "x & y"})


def test_what_is_kept_follows_the_template(tmp_path: Path, kept: Path) -> None:
    anew(put(tmp_path, docx(p("{{ a }}"))), kept)
    changed = put(tmp_path, docx(p("{{ a }} en {{ a }}")))
    assert text_of(anew(changed, kept).render({"a": "x"})) == "x en x"
    assert len(list(kept.iterdir())) == 1


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_what_somebody_else_could_have_written_is_not_run(tmp_path: Path, kept: Path) -> None:
    path = put(tmp_path, docx(p("{{ a }}")))
    anew(path, kept)
    (place,) = kept.iterdir()
    place.write_bytes(pickle.dumps(CompiledTemplate(put(tmp_path, docx(p("vals")), "vals.docx"))))
    assert text_of(anew(path, kept).render({"a": "x"})) == "vals"
    place.chmod(0o666)
    assert text_of(anew(path, kept).render({"a": "x"})) == "x"


@pytest.mark.parametrize("damage", [b"", b"geen pickle", pickle.dumps({"iets": "anders"})])
def test_what_cannot_be_read_back_is_compiled(tmp_path: Path, kept: Path, damage: bytes) -> None:
    path = put(tmp_path, docx(p("{{ a }}")))
    anew(path, kept)
    next(kept.iterdir()).write_bytes(damage)
    assert text_of(anew(path, kept).render({"a": "x"})) == "x"
