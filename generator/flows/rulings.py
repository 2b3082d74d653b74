"""What a session decided → its documents: per point the decision and the letter to the client, and the minutes.

Pure, as ``make.py``: ``judge_list`` judges the list of a session beside the advices of its dossiers and ends with a
recipe for each point; ``dress_point`` and ``dress_minutes`` do the rest. The advices themselves never change
(domain.md §12): what is needed of one is kept with the decision.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from forms import advies_facts
from forms import besluitenlijst_facts as facts
from forms.advies import Advies
from forms.besluitenlijst import Besluitenlijst, Punt, Toelichting
from forms.dossier import Dossier
from forms.nesting import flatten
from forms.rulebook import Circumstances
from generator import catalog, convert, dutch, merge, validation
from generator.errors import FormFault
from generator.flows.dossier import KeptPaper, known
from generator.flows.drawable import unprintable
from generator.flows.make import (
    House,
    Judged,
    as_json,
    digest_of,
    style_of,
    unmarked,
    versions_of,
)
from generator.flows.reading import Read, file_fault, take
from generator.formats.text.format import JsonFormat
from generator.model import Answers, File, Paper
from generator.publish import ANSWERS

RULING, MINUTES = "besluit", "notulen"
"""What stands as ``form`` in the manifests."""
_RULING, _LETTER, _MINUTES = "_besluit", "_kennisgeving", "_notulen"
LIST = "besluitenlijst"
"""Under what their answers keep the list of the session."""
_ADVICE, _ARTICLES = "advies", "artikels"
_VERSION = catalog.DECISION_LIST.version

_Words = dict[str, Any]


def judge_list(path: Path, read: Read, kept: Mapping[str, Sequence[KeptPaper]], house: House) -> Judged:
    """Judge a decision list beside the papers of the dossiers that it names, by file number.

    Every fault of the filler ends in the findings. An accepted list has a recipe of its own (the minutes) and a row
    for each point on which something was decided. Raises OperatorFault only.
    """
    kind, taken = catalog.DECISION_LIST, take(cast(Answers, read.answers), house.maps)
    dossiers = {number: known(number, papers) for number, papers in kept.items()}
    around = Circumstances(house.today, house.norms, house.fictional_allowed, dossiers=dossiers)
    verdict = validation.judge(kind.model, kind.rules, taken.answers.values, around, taken.answers.faults)
    form = cast(Besluitenlijst | None, verdict.form)
    wrong = unprintable(form, house.pdf) if form is not None else ()
    if form is None or wrong:
        found = (*verdict.findings, *wrong)
        return Judged(found, kind.id, format=read.format, marks=taken.as_in_file(found))
    try:
        plain = unmarked(path, read)
    except FormFault as fault:
        return Judged((file_fault(fault),), kind.id)
    judged = _accepted(form, dossiers, house)
    return replace(judged, findings=verdict.findings, format=read.format, kept=plain)


def _accepted(form: Besluitenlijst, dossiers: Mapping[str, Dossier], house: House) -> Judged:
    rows: list[Judged] = []
    written: dict[str, list[str]] = {}
    for row, point in enumerate(form.punten, 1):
        if facts.is_decided(point):
            advice = facts.advice_of(form, point, dossiers)
            written[str(point.nummer)] = facts.articles(form, point, advice)
            rows.append(_judged_point(_alone(form, point), advice, row, house))
    answers = {LIST: _data(form), _ARTICLES: written}
    recipe = _recipe(MINUTES, answers, minutes_words(answers, house), house, _MINUTES)
    return Judged((), catalog.DECISION_LIST.id, "", recipe, answers, rows=tuple(rows))


def _alone(form: Besluitenlijst, point: Punt) -> Besluitenlijst:
    """The list with this point only: what its decision is made from."""
    update = {"punten": (point,), "toelichtingen": facts.notes_on(form, point), "opmerkingen": None}
    return form.model_copy(update=update)


def _judged_point(form: Besluitenlijst, advice: Advies, row: int, house: House) -> Judged:
    answers = {LIST: _data(form), _ADVICE: _data(advice)}
    words = point_words(answers, house)
    recipe = _recipe(RULING, answers, words, house, *_templates(words))
    kept = JsonFormat().blank(Besluitenlijst, flatten(answers[LIST]))
    return Judged((), RULING, advice.dossiernummer, recipe, answers, kept=kept, row=row)


def _data(form: Besluitenlijst | Advies) -> dict[str, Any]:
    return form.model_dump(mode="json", exclude_none=True)


def _recipe(form: str, answers: Mapping[str, Any], words: _Words, house: House, *templates: str) -> str:
    made_with = _versions(house, *templates)
    del made_with["dossier"]
    return digest_of([form, _VERSION, answers, words, made_with])


def _versions(house: House, template: str, *others: str) -> dict[str, str]:
    """What the documents are made with; a second template under its own name."""
    first = versions_of(template, house)
    more = {f"sjabloon {other[1:]}": catalog.find_template(other, house.workspace).digest for other in others}
    return {**first, **more}


def _templates(words: _Words) -> tuple[str, ...]:
    """A client is notified; of all else there is only the decision."""
    return (_RULING, _LETTER) if words["voor_client"] else (_RULING,)


def dress_point(judged: Judged, house: House) -> Paper:
    """Make the decision on one point, and the letter where it concerns a client. Raises TemplateFault or OperatorFault."""
    answers = judged.answers or {}
    words = point_words(answers, house)
    files: list[File] = []
    for template in _templates(words):
        shown = _in_letter(words) if template == _LETTER else _in_ruling(words)
        files += _documents(template, words, shown, house)
    return Paper(
        form=RULING,
        version=_VERSION,
        title="Besluit",
        dossier=judged.dossier,
        day=str(answers[LIST]["zitting_datum"]),
        recipe=judged.recipe,
        files=(*files, File(ANSWERS, as_json(answers))),
        versions=_versions(house, *_templates(words)),
        kept=judged.kept,
    )


def dress_minutes(judged: Judged, house: House) -> Paper:
    """Make the minutes of the whole session. Raises TemplateFault or OperatorFault."""
    answers = judged.answers or {}
    words = minutes_words(answers, house)
    form = Besluitenlijst.model_validate(answers[LIST])
    restated = (".nummer", ".stemming", ".tekst")
    said = [each.text for each in merge.printed_answers(form) if not each.field.endswith(restated)]
    decided = [text for articles in answers[_ARTICLES].values() for text in articles]
    return Paper(
        form=MINUTES,
        version=_VERSION,
        title=f"{answers[LIST]['orgaan']} besluiten",
        dossier="",
        day=str(answers[LIST]["zitting_datum"]),
        recipe=judged.recipe,
        files=(*_documents(_MINUTES, words, [*said, *decided], house), File(ANSWERS, as_json(answers))),
        findings=judged.findings,
        versions=_versions(house, _MINUTES),
        kept=judged.kept,
        of_session=True,
    )


def _documents(template: str, words: _Words, shown: Iterable[str], house: House) -> list[File]:
    """Word and PDF; ``shown`` are the answers that must stand in them."""
    path = catalog.find_template(template, house.workspace).path
    docx = merge.template(path, house.compiled).render(words)
    pdf = convert.to_pdf(docx, house.pdf, tuple(filter(None, shown)))
    return [File(f"{template[1:]}.docx", docx), File(f"{template[1:]}.pdf", pdf)]


def _session_words(form: Besluitenlijst, house: House) -> _Words:
    words = merge.words_of(form)
    del words["punten"], words["toelichtingen"]
    shown = merge.facts_in_words(facts.facts(form, house.norms))
    return {**words, **shown, "voluit": merge.long_dates(form), "huisstijl": style_of(house)}


def point_words(answers: Mapping[str, Any], house: House) -> _Words:
    """Everything that the decision and the letter may show."""
    form = Besluitenlijst.model_validate(answers[LIST])
    advice = Advies.model_validate(answers[_ADVICE])
    (point,), words = form.punten, merge.words_of(form)
    return {
        **merge.words_of(advice),
        **merge.facts_in_words(advies_facts.facts(advice, house.norms)),
        **merge.facts_in_words(facts.ruling(form, point, advice, house.norms)),
        "voluit": merge.long_dates(advice),
        "zitting": _session_words(form, house),
        "punt": words["punten"][0],
        "toelichting": _note(words),
        "kennisgeving_voluit": dutch.long_date(facts.last_notification(form, house.norms)),
        "huisstijl": style_of(house),
    }


def _note(words: _Words) -> _Words:
    """What is said of the one point of a list, or blanks."""
    notes = words["toelichtingen"]
    return notes[0] if notes else dict.fromkeys(Toelichting.model_fields, "")


def minutes_words(answers: Mapping[str, Any], house: House) -> _Words:
    """Everything that the minutes may show."""
    form = Besluitenlijst.model_validate(answers[LIST])
    treated = []
    for point in form.punten:
        alone = merge.words_of(_alone(form, point))
        articles = answers[_ARTICLES].get(str(point.nummer), ())
        shown = merge.facts_in_words(facts.minute(form, point, articles, house.norms))
        treated.append({**alone["punten"][0], **shown, "toelichting": _note(alone)})
    return {**_session_words(form, house), "behandeld": treated}


def _in_ruling(words: _Words) -> list[str]:
    named = ("onderwerp", "bevoegdheidsgrond", "feiten", "advies", "afwijking_hulpverleningskader")
    return [
        *(words[name] for name in named),
        *words["motivering"].values(),
        *words["financieel"].values(),
        *_decided(words),
    ]


def _in_letter(words: _Words) -> list[str]:
    why = "" if words["afwijkend"] else words["motivering"]["tekst"]
    appeal = [words[name] for name in ("beroep_rechtbank", "beroep_maanden", "beroep_adres", "beroep_wijze")]
    author = [words["opsteller"][name] for name in ("naam", "telefoon", "email")]
    return [words["aanspreking"], why, *appeal, *author, *_decided(words)]


def _decided(words: _Words) -> list[str]:
    other = [words["toelichting"][name] for name in ("motivering", "bedrag", "ingangsdatum")]
    articles = [article["tekst"] for article in words["besluit_artikels"]]
    client = [words["client"][name] for name in ("naam", "voornaam")]
    return [*articles, *(other if words["afwijkend"] else ()), *client]
