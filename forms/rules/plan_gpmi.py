"""Rules of the Hulpverleningsplan on the link with the GPMI (domain.md §5)."""

from collections.abc import Mapping

from forms.base import Unanswered
from forms.deadlines import Clocks
from forms.findings import Severity
from forms.hulpverleningsplan import Gpmi, Hulpverleningsplan
from forms.plan_choices import GpmiCode
from forms.rulebook import Circumstances, RuleBook

FOUT, WAARSCHUWING = Severity.FOUT, Severity.WAARSCHUWING
_REASON = 20

rules = RuleBook()


def _gpmi(form: Hulpverleningsplan) -> Gpmi:
    if form.gpmi is None:
        raise Unanswered("gpmi")
    return form.gpmi


def _labels(codes: tuple[str, ...]) -> str:
    return "; ".join(code.label for code in GpmiCode if code.value in codes)


@rules.rule(
    "HVP-06",
    FOUT,
    "gpmi.code",
    "Wie studeert met een voltijds leerplan, krijgt een GPMI voor studenten. Kies: {codes}.",
    source="Codes GPMI [S15], norm gpmi_codes_student",
)
def student_has_student_code(form: Hulpverleningsplan, around: Circumstances) -> bool | Mapping[str, object]:
    """A full-time student has a code of his own."""
    code = _gpmi(form).code
    allowed = around.norms.words("gpmi_codes_student", form.datum_opmaak)
    wrong = form.voltijds_student is True and code is not None and code.value not in allowed
    return {"codes": _labels(allowed)} if wrong else False


@rules.rule(
    "HVP-10",
    FOUT,
    "gpmi.code",
    "Deze code van het GPMI is gestopt. Kies een code die nog geldt: {codes}.",
    source="Codes 1 tot 7 tot 31/10/2016; 12, 15 en 16 tot 01/10/2018 [S15]; norm gpmi_codes",
)
def code_still_holds(form: Hulpverleningsplan, around: Circumstances) -> bool | Mapping[str, object]:
    """A code that ended is recognised, and refused."""
    code = _gpmi(form).code
    allowed = around.norms.words("gpmi_codes", form.datum_opmaak)
    return {"codes": _labels(allowed)} if code is not None and code.value not in allowed else False


@rules.rule(
    "HVP-10",
    FOUT,
    "gpmi.contractdatum",
    "Het leefloon is langer dan {months} maanden geleden toegekend en er is geen GPMI en geen uitzondering met een reden. "
    "Vul de datum van het contract in, of zet 'GPMI verplicht' op neen met de reden en code 8.",
    source="GPMI binnen 3 maanden [S11]",
)
def gpmi_in_time(form: Hulpverleningsplan, around: Circumstances) -> bool | Mapping[str, object]:
    """Within months of the grant there is a GPMI, or a motivated reason why not."""
    granted, gpmi = form.toekenning_datum, form.gpmi
    if not form.leefloon or granted is None:
        return False
    exempt = gpmi is not None and not gpmi.verplicht and bool(gpmi.uitzondering_reden)
    late = form.datum_opmaak > Clocks(around.norms).gpmi(granted)
    if not late or exempt or (gpmi is not None and gpmi.contractdatum is not None):
        return False
    return {"months": around.norms.number("gpmi_maanden", granted)}


@rules.rule(
    "HVP-10",
    WAARSCHUWING,
    "toekenning_datum",
    "De cliënt krijgt of vraagt leefloon, en het programma kan de termijn voor het GPMI niet nakijken. Vul in wanneer het "
    "leefloon is toegekend, bijvoorbeeld 24/03/2026.",
    source="GPMI binnen 3 maanden [S11]",
)
def grant_known_in_time(form: Hulpverleningsplan, around: Circumstances) -> bool:
    """Without the day of the grant, the application tells that it must be known by now."""
    contract = form.gpmi is not None and form.gpmi.contractdatum is not None
    if not form.leefloon or form.toekenning_datum is not None or form.datum_aanvraag is None or contract:
        return False
    return form.datum_opmaak > Clocks(around.norms).gpmi(form.datum_aanvraag)


@rules.rule(
    "HVP-LENGTE",
    FOUT,
    "gpmi.uitzondering_reden",
    "Motiveer in minstens 20 tekens waarom er geen GPMI is, bijvoorbeeld: tijdelijk arbeidsongeschikt, attest van "
    "12/03/2026, opnieuw te bekijken in september.",
    source="Gemotiveerde uitzondering [S11][S15]",
)
def exemption_motivated(form: Hulpverleningsplan, _around: Circumstances) -> bool:
    """An exemption is motivated."""
    return 0 < len((_gpmi(form).uitzondering_reden or "").strip()) < _REASON


@rules.rule(
    "HVP-12",
    WAARSCHUWING,
    "gpmi.contractdatum",
    "Het contract is ouder dan de beslissing over het leefloon. Kijk beide datums na; meestal volgt het GPMI op de "
    "toekenning, bijvoorbeeld op {granted:%d/%m/%Y} of later.",
    source="Datum van het GPMI [S16]",
)
def contract_after_grant(form: Hulpverleningsplan, _around: Circumstances) -> bool | Mapping[str, object]:
    """The contract follows the grant."""
    signed, granted = _gpmi(form).contractdatum, form.toekenning_datum
    early = signed is not None and granted is not None and signed < granted
    return {"granted": granted} if early else False


@rules.rule(
    "HVP-12",
    WAARSCHUWING,
    "bcsd_vermelding_datum",
    "Het GPMI is nog niet vermeld op een zitting van het BCSD. Zet het op de agenda als kennisname (een vermelding "
    "volstaat) en vul de datum van de zitting in, bijvoorbeeld 28/04/2026.",
    source="Een vermelding op de zitting volstaat [S16]",
)
def contract_mentioned(form: Hulpverleningsplan, _around: Circumstances) -> bool:
    """The committee hears of each contract."""
    return _gpmi(form).contractdatum is not None and form.bcsd_vermelding_datum is None
