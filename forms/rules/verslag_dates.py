"""Rules of the Sociaal verslag on the order of its dates (domain.md §4)."""

from collections.abc import Mapping
from datetime import date

from forms.base import Block
from forms.findings import Severity
from forms.rulebook import Circumstances, RuleBook, dig
from forms.sociaal_verslag import SociaalVerslag
from forms.verslag_blocks import HandtekeningMw

FOUT = Severity.FOUT
_SOURCE = "domain.md §4 [A]"

_DONE = (
    "installatiepremie_eerder.datum",
    "huisbezoek.datum",
    "screening_ref.datum",
    "hoorrecht.meegedeeld_op",
)
"""What has happened when the paper is made."""
_DONE_IN_ROWS = (
    ("rechten", "datum"),
    ("ksz", "geraadpleegd_op"),
    ("vermogen", "datum"),
    ("werkbereidheid.inspanningen", "datum"),
    ("bijlagen", "datum"),
)
_PERIODS = ("spi_eerder", "leefloon.spi")
_PERIODS_IN_ROWS = ("eerdere_ocmws", "buitenland")

_AHEAD = "Deze dag ligt na de datum van opmaak. Vul een dag in op of vóór {made:%d/%m/%Y}."
_BACKWARDS = (
    "Het einde ligt vóór het begin. Kijk beide datums na, bijvoorbeeld van 01/03/2026 tot 31/08/2026."
)

rules = RuleBook()


def _ahead(day: date | None, form: SociaalVerslag) -> bool | Mapping[str, object]:
    return {"made": form.datum_opmaak} if day is not None and day > form.datum_opmaak else False


def _is_done(path: str) -> None:
    @rules.rule("SV-DATUM", FOUT, path, _AHEAD, source=_SOURCE)
    def not_ahead(form: SociaalVerslag, _around: Circumstances) -> bool | Mapping[str, object]:
        """The paper tells what has happened."""
        return _ahead(dig(form, path), form)


def _is_done_in_rows(listed: str, name: str) -> None:
    @rules.each(listed, "SV-DATUM", FOUT, name, _AHEAD, source=_SOURCE)
    def row_not_ahead(
        row: Block, form: SociaalVerslag, _around: Circumstances
    ) -> bool | Mapping[str, object]:
        """The same for a line of a list."""
        return _ahead(dig(row, name), form)


def _backwards(period: Block) -> bool:
    van, tot = dig(period, "van"), dig(period, "tot")
    return van is not None and tot is not None and van > tot


def _is_period(path: str) -> None:
    @rules.rule("SV-DATUM", FOUT, f"{path}.tot", _BACKWARDS, source=_SOURCE)
    def period_in_order(form: SociaalVerslag, _around: Circumstances) -> bool:
        """A period ends after it began."""
        period = dig(form, path)
        return period is not None and _backwards(period)


def _is_period_in_rows(listed: str) -> None:
    @rules.each(listed, "SV-DATUM", FOUT, "tot", _BACKWARDS, source=_SOURCE)
    def row_in_order(row: Block, _form: SociaalVerslag, _around: Circumstances) -> bool:
        """The same for a line of a list."""
        return _backwards(row)


for _path in _DONE:
    _is_done(_path)
for _listed, _name in _DONE_IN_ROWS:
    _is_done_in_rows(_listed, _name)
for _path in _PERIODS:
    _is_period(_path)
for _listed in _PERIODS_IN_ROWS:
    _is_period_in_rows(_listed)


@rules.rule(
    "SV-DATUM",
    FOUT,
    "doorsturing.datum",
    "De doorsturing ligt vóór de aanvraag of na de datum van opmaak. Vul de dag van de doorsturing in, bijvoorbeeld "
    "{applied:%d/%m/%Y}.",
    source=_SOURCE,
)
def forwarded_after_request(form: SociaalVerslag, _around: Circumstances) -> bool | Mapping[str, object]:
    """Only a request that came in is sent on."""
    sent, applied = dig(form, "doorsturing.datum"), form.datum_aanvraag
    return {"applied": applied} if sent is not None and not applied <= sent <= form.datum_opmaak else False


@rules.rule(
    "SV-DATUM",
    FOUT,
    "hoorrecht.datum",
    "Het gehoor ligt vóór de dag waarop het hoorrecht is meegedeeld. Kijk beide datums na, bijvoorbeeld meegedeeld op "
    "02/03/2026, gehoor op 24/03/2026.",
    source="[S34]",
)
def hearing_after_offer(form: SociaalVerslag, _around: Circumstances) -> bool:
    """First the offer, then the hearing."""
    heard = form.hoorrecht.datum
    return heard is not None and heard < form.hoorrecht.meegedeeld_op


@rules.rule(
    "SV-DATUM",
    FOUT,
    "handtekening.datum",
    "Teken op of na de datum van opmaak, en niet in de toekomst. Vul de dag van de handtekening in, bijvoorbeeld "
    "{made:%d/%m/%Y}.",
    source=_SOURCE,
)
def signed_after_paper(form: SociaalVerslag, around: Circumstances) -> bool | Mapping[str, object]:
    """What is signed is finished."""
    signature: HandtekeningMw = form.handtekening
    in_order = form.datum_opmaak <= signature.datum <= around.today
    return False if in_order else {"made": form.datum_opmaak}
