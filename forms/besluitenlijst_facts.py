"""What follows from a decision list: which advice a point is about, what was decided on it, and by which vote."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from forms.advies import Advies
from forms.advies_choices import INDIVIDUAL, NEGATIVE, WITHOUT_EFFECT, Aard, Beslissing, Orgaan
from forms.base import Block, Unanswered
from forms.besluitenlijst import Besluitenlijst, Punt, Toelichting
from forms.besluitenlijst_choices import DECIDED, Hoedanigheid, Uitkomst
from forms.client import Aanspreking, Client
from forms.deadlines import Clocks
from forms.dossier import Dossier, Kept
from forms.norms import Norms

_NO_APPLICATION = frozenset({Aard.TERUGVORDERING, Aard.SANCTIE, Aard.BEKRACHTIGING})
_TYPED_NUMBER = re.compile(r"^\s*(?:artikel|art\.)\s*[0-9]{1,3}\s*[.:]\s*", re.IGNORECASE | re.ASCII)
_VOTE = re.compile(r"([0-9]{1,3}) *[-/ ] *([0-9]{1,3}) *[-/ ] *([0-9]{1,3})", re.ASCII)


_IN_A_SENTENCE: Mapping[Orgaan, str] = {
    Orgaan.BCSD: "het bijzonder comité voor de sociale dienst",
    Orgaan.VAST_BUREAU: "het vast bureau",
    Orgaan.RMW: "de raad voor maatschappelijk welzijn",
    Orgaan.VOORZITTER: "de voorzitter van het bijzonder comité voor de sociale dienst",
    Orgaan.ALGEMEEN_DIRECTEUR: "de algemeen directeur",
}


def session_day(form: Besluitenlijst) -> date:
    """Day of the session. Raises Unanswered where the list does not tell."""
    if form.zitting_datum is None:
        raise Unanswered("zitting_datum")
    return form.zitting_datum


def session_organ(form: Besluitenlijst) -> Orgaan:
    """Who held the session. Raises Unanswered where the list does not tell."""
    if form.orgaan is None:
        raise Unanswered("orgaan")
    return form.orgaan


def is_decided(point: Punt) -> bool:
    """Tell whether something was decided, so that there is a decision to write."""
    return point.besluit in DECIDED


def deviates(point: Punt) -> bool:
    """Tell whether the organ decided otherwise than was proposed."""
    return point.besluit is Uitkomst.AFWIJKEND


def advices(form: Besluitenlijst, point: Punt, dossier: Dossier) -> tuple[Kept[Advies], ...]:
    """The advices of a dossier for this session; those with the subject of the point, where there are such.

    Raises Unanswered where the list tells no session.
    """
    return advices_for(session_organ(form), session_day(form), point.onderwerp, dossier)


def advices_for(organ: Orgaan, day: date, subject: str | None, dossier: Dossier) -> tuple[Kept[Advies], ...]:
    """The same for a point of which only these are known."""
    for_session = []
    for kept in dossier.of(Advies):
        try:
            fits = (kept.form.orgaan, kept.form.zitting_datum) == (organ, day)
        except Unanswered:
            continue
        if fits:
            for_session.append(kept)
    same = tuple(kept for kept in for_session if _subject(kept.form.onderwerp) == _subject(subject))
    return same or tuple(for_session)


def _subject(text: str | None) -> str:
    return " ".join((text or "").split()).casefold()


def advice_of(form: Besluitenlijst, point: Punt, dossiers: Mapping[str, Dossier]) -> Advies:
    """The advice that was decided on: the latest of those. Raises Unanswered where there is none."""
    dossier = dossiers.get(point.dossiernummer or "")
    found = advices(form, point, dossier) if dossier else ()
    if not found:
        raise Unanswered("advies")
    return found[-1].form


def is_whole(block: Block) -> bool:
    """Tell whether nothing is missing of a paper that was kept: one of an older version may lack answers."""
    for name in type(block).model_fields:
        if name not in block.__dict__:
            return False
        value = block.__dict__[name]
        inside = value if isinstance(value, tuple) else (value,)
        if not all(is_whole(part) for part in inside if isinstance(part, Block)):
            return False
    return True


def place(number: str | None) -> int | None:
    """The place of a point on the agenda, as its number ends on: 3 for ``BCSD-2026-12-003``, and for ``3``."""
    found = re.search(r"([0-9]{1,6})\s*$", number or "", re.ASCII)
    return int(found[1]) if found else None


def notes_on(form: Besluitenlijst, point: Punt) -> tuple[Toelichting, ...]:
    """What is said of a point below the list."""
    return tuple(note for note in form.toelichtingen if place(note.nummer) == place(point.nummer))


def ruled_otherwise(form: Besluitenlijst, point: Punt) -> Toelichting | None:
    """The decision that was taken instead of the proposal. Raises Unanswered where the list does not tell it."""
    if not deviates(point):
        return None
    for note in notes_on(form, point):
        if note.beslissing is not None:
            return note
    raise Unanswered("toelichtingen")


def decision(form: Besluitenlijst, point: Punt, advice: Advies) -> Beslissing:
    """The decision that was taken. Raises Unanswered where a deviating one is not told."""
    other = ruled_otherwise(form, point)
    return other.beslissing if other is not None and other.beslissing is not None else advice.beslissing


def lines(text: str | None) -> list[str]:
    """The lines of a text that hold something: each is an article, without the number that somebody typed before it."""
    bare = (_TYPED_NUMBER.sub("", line).strip() for line in (text or "").splitlines())
    return [line for line in bare if line]


def articles(form: Besluitenlijst, point: Punt, advice: Advies) -> list[str]:
    """The articles of the decision: those proposed, or the lines of a deviating decision."""
    other = ruled_otherwise(form, point)
    return lines(other.tekst) if other is not None else [article.tekst for article in advice.voorstel]


def concerns_client(form: Besluitenlijst, point: Punt, advice: Advies) -> bool:
    """Tell whether a client must be notified: an individual item on which something was decided that has effect."""
    individual = advice.aard in INDIVIDUAL and advice.client is not None
    return individual and is_decided(point) and decision(form, point, advice) not in WITHOUT_EFFECT


def turned_against_client(form: Besluitenlijst, point: Punt, advice: Advies) -> bool:
    """Tell whether the organ itself decided against a client."""
    against = deviates(point) and decision(form, point, advice) in NEGATIVE
    return against and advice.aard in INDIVIDUAL


@dataclass(frozen=True, slots=True)
class Votes:
    """A vote as it was counted."""

    voor: int
    tegen: int
    onthouding: int

    @property
    def cast(self) -> int:
        """How many took part."""
        return self.voor + self.tegen + self.onthouding

    @property
    def carries(self) -> bool:
        """More votes for than against; a tie rejects [S21][S23]. Abstentions do not count (DLB [K])."""
        return self.voor > self.tegen


def votes(point: Punt) -> Votes | None:
    """Read ``voor-tegen-onthouding``; None where nothing was filled in: all agreed. Raises Unanswered for what is no vote."""
    if point.stemming is None:
        return None
    found = _VOTE.fullmatch(point.stemming.strip())
    if found is None:
        raise Unanswered("stemming")
    return Votes(*map(int, found.groups()))


def voters(form: Besluitenlijst) -> int:
    """How many could vote: the chair and the members who were there."""
    return 1 + sum(present.hoedanigheid is Hoedanigheid.LID for present in form.aanwezigen)


def rejected_by_vote(point: Punt) -> bool:
    """Tell whether a deviating decision follows from a proposal that got no majority."""
    counted = votes(point)
    return deviates(point) and counted is not None and not counted.carries


def is_collegial(form: Besluitenlijst, norms: Norms) -> bool:
    """Tell whether the organ votes: not where one person decides."""
    alone = norms.words("orgaan_zonder_oproeping", session_day(form))
    return form.orgaan is not None and form.orgaan.value not in alone


def vote_in_words(form: Besluitenlijst, point: Punt, norms: Norms) -> str:
    """``Eenparig``, or the votes; nothing where nothing was decided, or one person decided."""
    if not is_decided(point) or not is_collegial(form, norms):
        return ""
    counted = votes(point)
    if counted is None:
        return "Eenparig"
    return ", ".join(
        (
            _counted(counted.voor, "stem voor", "stemmen voor"),
            _counted(counted.tegen, "stem tegen", "stemmen tegen"),
            _counted(counted.onthouding, "onthouding", "onthoudingen"),
        )
    )


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def salutation(client: Client) -> str:
    """``Beste mevrouw Peeters``; without a chosen form of address first name and name (domain.md §10)."""
    if client.aanspreking is Aanspreking.MEVROUW:
        return f"Beste mevrouw {client.naam}"
    if client.aanspreking is Aanspreking.MENEER:
        return f"Beste heer {client.naam}"
    return f"Beste {client.voornaam} {client.naam}"


def minute(form: Besluitenlijst, point: Punt, written: Sequence[str], norms: Norms) -> dict[str, object]:
    """What both the minutes and the decision show of one point; ``written`` are the articles that were decided."""
    return {
        "besluit_artikels": [{"nummer": number, "tekst": text} for number, text in enumerate(written, 1)],
        "afwijkend": "afwijkend" if deviates(point) else "",
        "verworpen": "verworpen" if rejected_by_vote(point) else "",
        "stemming": vote_in_words(form, point, norms),
    }


def last_notification(form: Besluitenlijst, norms: Norms) -> date:
    """Last day on which the decisions of a session are notified [S32][S33]."""
    return Clocks(norms).notification(session_day(form))


def ruling(form: Besluitenlijst, point: Punt, advice: Advies, norms: Norms) -> dict[str, object]:
    """What the decision and its notification show beyond the answers of the list and of the advice."""
    day = session_day(form)
    taken, appeal = decision(form, point, advice), advice.beroep
    notified = last_notification(form, norms)
    return {
        **minute(form, point, articles(form, point, advice), norms),
        "genomen": taken,
        "genomen_code": taken.value,
        "orgaan_in_zin": _IN_A_SENTENCE[advice.orgaan],
        "voor_client": "cliënt" if concerns_client(form, point, advice) else "",
        "op_aanvraag": "" if advice.aard in _NO_APPLICATION else "aanvraag",
        "aanspreking": salutation(advice.client) if advice.client else "",
        "kennisgeving_uiterlijk": notified,
        "beroep_maanden": norms.number("beroep_maanden", notified),
        "beroep_rechtbank": (appeal.rechtbank if appeal else None) or norms.text("beroep_rechtbank", day),
        "beroep_adres": norms.text("beroep_adres", day),
        "beroep_wijze": (appeal.wijze if appeal else None) or norms.text("beroep_wijze", day),
    }


def facts(form: Besluitenlijst, norms: Norms) -> dict[str, object]:
    """What the documents show of the session beyond the answers: who was there, and how many could vote."""
    return {
        "aanwezig": ", ".join(
            f"{present.naam} ({present.hoedanigheid.label.lower()})" for present in form.aanwezigen
        ),
        "stemgerechtigd": voters(form) if is_collegial(form, norms) else None,
    }
