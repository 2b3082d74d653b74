"""Rules of the Hulpverleningsplan on what follows when agreements are not kept, and on the signatures (domain.md §5)."""

from collections.abc import Mapping
from datetime import date

from forms.findings import Severity
from forms.hulpverleningsplan import Hulpverleningsplan
from forms.rulebook import Circumstances, RuleBook
from forms.wording import DAYS_IN_MONTH, lengths, mentions, sentences

FOUT = Severity.FOUT

rules = RuleBook()


@rules.rule(
    "HVP-13",
    FOUT,
    "aanmaning_verplicht",
    "De tekst kondigt een schorsing of stopzetting aan. Dat kan alleen na een aanmaning: kies hier ja en schrijf dat ook, "
    "of schrap de aankondiging. Bijvoorbeeld: we bespreken eerst samen wat niet lukt.",
    source="Schorsing enkel na aanmaning [S13]; norm sanctiewoorden",
)
def warned_before_sanction(form: Hulpverleningsplan, around: Circumstances) -> bool:
    """No suspension without a formal notice first."""
    words = around.norms.words("sanctiewoorden", form.datum_opmaak)
    return mentions(form.gevolgen or "", words) and form.aanmaning_verplicht is not True


@rules.rule(
    "HVP-13",
    FOUT,
    "gevolgen",
    "Een schorsing duurt hoogstens {once} maand, en hoogstens {repeated} maanden bij herhaling binnen een jaar. Pas de duur "
    "aan, of noem geen duur.",
    source="[S13][S14]; normen schorsing_maanden en schorsing_herhaling_maanden",
)
def sanction_not_too_long(form: Hulpverleningsplan, around: Circumstances) -> bool | Mapping[str, object]:
    """What the text says of a suspension stays within the law."""
    day, norms = form.datum_opmaak, around.norms
    once = norms.number("schorsing_maanden", day)
    repeated = norms.number("schorsing_herhaling_maanden", day)
    again = norms.words("herhalingswoorden", day)
    about = (*norms.words("sanctiewoorden", day), *again)
    for sentence in filter(lambda part: mentions(part, about), sentences(form.gevolgen or "")):
        for length in lengths(sentence):
            most = repeated if mentions(length.words, again) else once
            if length.days > most * DAYS_IN_MONTH:
                return {"once": once, "repeated": repeated}
    return False


@rules.rule(
    "HVP-AKKOORD",
    FOUT,
    "akkoord_client.uitleg_vooraf",
    "Leg de inhoud, de draagwijdte en de gevolgen van het plan uit voor de cliënt tekent, met een tolk als dat nodig is, "
    "en kies dan ja.",
    source="KB 03/10/2016 [S10]",
)
def explained_before_signing(form: Hulpverleningsplan, _around: Circumstances) -> bool:
    """Nobody signs what was not explained."""
    return not form.akkoord_client.uitleg_vooraf


def _ahead(signed: date, around: Circumstances) -> bool | Mapping[str, object]:
    return {"today": around.today} if signed > around.today else False


_SIGNED_AHEAD = "De datum van het akkoord ligt in de toekomst. Vul de dag in waarop er getekend is, bijvoorbeeld {today:%d/%m/%Y}."


@rules.rule("HVP-DATUM", FOUT, "akkoord_client.datum", _SIGNED_AHEAD, source="domain.md §5 [A]")
def client_signed(form: Hulpverleningsplan, around: Circumstances) -> bool | Mapping[str, object]:
    """Nobody signs ahead."""
    return _ahead(form.akkoord_client.datum, around)


@rules.rule("HVP-DATUM", FOUT, "akkoord_ocmw.datum", _SIGNED_AHEAD, source="domain.md §5 [A]")
def ocmw_signed(form: Hulpverleningsplan, around: Circumstances) -> bool | Mapping[str, object]:
    """The same for the OCMW."""
    return _ahead(form.akkoord_ocmw.datum, around)
