"""Rules of the decision list on each point by itself: result, vote, deviating decision (domain.md §12)."""

from forms import besluitenlijst_facts as facts
from forms.base import Unanswered
from forms.besluitenlijst import Besluitenlijst, Punt, Toelichting
from forms.besluitenlijst_choices import Uitkomst
from forms.findings import Severity
from forms.rulebook import Circumstances, RuleBook, Verdict
from forms.wording import holds_in_order

FOUT = Severity.FOUT
_SHORTEST_REASON = 60

rules = RuleBook()


@rules.each(
    "punten",
    "BSL-06",
    FOUT,
    "dossiernummer",
    "Van dit punt ontbreekt het nummer, het dossiernummer, het onderwerp of het voorstel; dat vult het programma in. Begin "
    "opnieuw met de besluitenlijst die bij de bundel van de zitting staat.",
    source="De lijst komt uit dossier meeting [A]",
)
def point_is_told(point: Punt, _form: Besluitenlijst, _around: Circumstances) -> bool:
    """A point tells what it is about."""
    return None in (point.nummer, point.dossiernummer, point.onderwerp, point.voorstel)


@rules.each(
    "punten",
    "BSL-07",
    FOUT,
    "nummer",
    "Dit nummer staat twee keer op de lijst. Elk punt staat er één keer op: verwijder het dubbele.",
    source="Nummering van de agenda, domain.md §12 [A]",
)
def number_is_its_own(point: Punt, form: Besluitenlijst, _around: Circumstances) -> bool:
    """Each point has a number of its own."""
    return point.nummer is not None and sum(other.nummer == point.nummer for other in form.punten) > 1


def _votes(point: Punt) -> facts.Votes:
    counted = facts.votes(point)
    if counted is None:
        raise Unanswered("stemming")
    return counted


@rules.each(
    "punten",
    "BSL-08",
    FOUT,
    "stemming",
    "Schrijf de stemming als drie getallen: voor, tegen en onthouding, bijvoorbeeld 5-1-0. Leeg: iedereen ging akkoord.",
    source="Stemmen zijn niet geheim [S21]; notatie [A]",
)
def vote_is_counted(point: Punt, _form: Besluitenlijst, _around: Circumstances) -> bool:
    """A vote is three numbers."""
    try:
        facts.votes(point)
    except Unanswered:
        return True
    return False


@rules.each(
    "punten",
    "BSL-09",
    FOUT,
    "besluit",
    "Het voorstel kreeg geen meerderheid: bij staking van stemmen of een meerderheid tegen is het verworpen. Kies 'Afwijkend' en "
    "schrijf onderaan wat er dan beslist is, of kijk de stemming na.",
    source="Volstrekte meerderheid; staking van stemmen verwerpt [S21][S23]; onthoudingen tellen niet mee [K]",
)
def proposal_has_majority(point: Punt, _form: Besluitenlijst, _around: Circumstances) -> bool:
    """What was decided as proposed, got more votes for than against."""
    return point.besluit is Uitkomst.CONFORM and not _votes(point).carries


@rules.each(
    "punten",
    "BSL-10",
    FOUT,
    "stemming",
    "Er zijn {cast} stemmen geteld, maar {voters} personen konden stemmen: de voorzitter en de aanwezige leden. Kijk de stemming en "
    "de aanwezigen na.",
    source="Alleen leden stemmen [S27]",
)
def voters_were_there(point: Punt, form: Besluitenlijst, around: Circumstances) -> Verdict:
    """Nobody votes who was not there."""
    if not facts.is_collegial(form, around.norms):
        return False
    cast, voters = _votes(point).cast, facts.voters(form)
    return {"cast": cast, "voters": voters} if cast > voters else False


@rules.each(
    "punten",
    "BSL-11",
    FOUT,
    "stemming",
    "Over een uitgesteld of ingetrokken punt is niet gestemd. Maak dit vak leeg, of kies een ander besluit.",
    source="Geen antwoord gaat verloren [A]",
)
def no_vote_without_decision(point: Punt, _form: Besluitenlijst, _around: Circumstances) -> bool:
    """A vote decides something."""
    return not facts.is_decided(point) and point.stemming is not None


@rules.each(
    "punten",
    "BSL-12",
    FOUT,
    "besluit",
    "Dit besluit wijkt af, maar onderaan staat niet wat er dan beslist is. Vul bij 'Afwijkend besluit of opmerking' het nummer van "
    "dit punt in, de genomen beslissing, haar tekst en de motivering.",
    source="Afwijken moet gemotiveerd [S28]; besluit_afwijkend, domain.md §12",
)
def deviation_is_told(point: Punt, form: Besluitenlijst, _around: Circumstances) -> bool:
    """A deviating decision is written down."""
    told = any(note.beslissing is not None for note in facts.notes_on(form, point))
    return facts.deviates(point) and not told


def _points_of(note: Toelichting, form: Besluitenlijst) -> list[Punt]:
    return [point for point in form.punten if facts.place(point.nummer) == facts.place(note.nummer)]


@rules.each(
    "toelichtingen",
    "BSL-13",
    FOUT,
    "nummer",
    "Dit nummer staat niet op de lijst. Schrijf het nummer van het punt, bijvoorbeeld 3.",
    source="Nummering van de agenda, domain.md §12 [A]",
)
def note_is_on_a_point(note: Toelichting, form: Besluitenlijst, _around: Circumstances) -> bool:
    """What is said below is about a point above."""
    return not _points_of(note, form)


@rules.each(
    "toelichtingen",
    "BSL-14",
    FOUT,
    "nummer",
    "Over dit punt staan er twee blokken. Zet alles over één punt in één blok.",
    source="Nummering van de agenda, domain.md §12 [A]",
)
def one_note_a_point(note: Toelichting, form: Besluitenlijst, _around: Circumstances) -> bool:
    """One point, one decision."""
    same = [other for other in form.toelichtingen if facts.place(other.nummer) == facts.place(note.nummer)]
    return facts.place(note.nummer) is not None and len(same) > 1


@rules.each(
    "toelichtingen",
    "BSL-15",
    FOUT,
    "beslissing",
    "Hier staat een afwijkend besluit, maar bij dit punt staat iets anders. Kies bij het punt 'Afwijkend', of maak deze vakken leeg.",
    source="Geen antwoord gaat verloren [A]",
)
def note_agrees_with_point(note: Toelichting, form: Besluitenlijst, _around: Circumstances) -> bool:
    """What was filled in, counts."""
    other = any(not facts.deviates(point) for point in _points_of(note, form))
    return other and any(
        answer is not None
        for answer in (note.beslissing, note.tekst, note.motivering, note.bedrag, note.ingangsdatum)
    )


@rules.each(
    "toelichtingen",
    "BSL-16",
    FOUT,
    "motivering",
    "Motiveer de afwijking in minstens 60 tekens: welke feiten of welke regel maken dat het orgaan anders beslist?",
    source="Afwijken moet gemotiveerd [S28]; wet 29/07/1991 [S82]",
)
def deviation_is_motivated(note: Toelichting, _form: Besluitenlijst, _around: Circumstances) -> bool:
    """An organ that deviates says why."""
    return note.motivering is not None and len(note.motivering.strip()) < _SHORTEST_REASON


@rules.each(
    "toelichtingen",
    "BSL-17",
    FOUT,
    "tekst",
    "In deze beslissing ontbreekt wat het orgaan doet. Gebruik in elk artikel een werkwoord dat beslist, bijvoorbeeld: kent toe, "
    "weigert, beslist.",
    source="Norm werkwoorden_beslissing; opbouw van een besluit [S70]",
)
def deviation_decides(note: Toelichting, form: Besluitenlijst, around: Circumstances) -> bool:
    """Each article does something, as in an advice (ADV-08)."""
    verbs = around.norms.words("werkwoorden_beslissing", facts.session_day(form))
    return not all(any(holds_in_order(line, verb) for verb in verbs) for line in facts.lines(note.tekst))
