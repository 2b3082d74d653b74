"""Rules of the Advies on its effects: recovery, suspension, notification, appeal, hearing (domain.md §6)."""

from collections.abc import Mapping

from forms import advies_facts as facts
from forms.advies import Advies
from forms.advies_choices import Beslissing
from forms.findings import Severity
from forms.rulebook import Circumstances, RuleBook
from forms.wording import mentions

FOUT, WAARSCHUWING = Severity.FOUT, Severity.WAARSCHUWING

rules = RuleBook()


@rules.rule(
    "ADV-09",
    FOUT,
    "terugvordering",
    "Bij een terugvordering horen het bedrag en de grond. Vul beide in, bijvoorbeeld: 340,00, te veel betaald in maart "
    "door een inkomen dat niet aangegeven was.",
    source="[S13]",
)
def recovery_complete(form: Advies, _around: Circumstances) -> bool:
    """Nothing is claimed back without an amount and a ground."""
    if form.beslissing is not Beslissing.TERUGVORDEREN:
        return False
    claim = form.terugvordering
    return claim is None or claim.bedrag is None or claim.grond is None


@rules.rule(
    "ADV-09",
    FOUT,
    "schorsing.aanmaning",
    "Schorsen kan alleen na een aanmaning. Vul het kenmerk en de datum van de aanmaning in, bijvoorbeeld: aangetekende brief "
    "van 02/03/2026.",
    source="[S13][S14]",
)
def suspension_after_notice(form: Advies, _around: Circumstances) -> bool:
    """No suspension without a formal notice."""
    if form.beslissing is not Beslissing.SCHORSEN:
        return False
    return form.schorsing is None or form.schorsing.aanmaning is None


@rules.rule(
    "ADV-09",
    FOUT,
    "schorsing.maanden",
    "Een schorsing duurt 1 tot {most} maand(en); langer kan alleen bij herhaling binnen een jaar, en dan hoogstens {repeated} "
    "maanden. Vul een getal in dat past, bijvoorbeeld 1.",
    source="[S13][S14]; normen schorsing_maanden en schorsing_herhaling_maanden",
)
def suspension_short(form: Advies, around: Circumstances) -> bool | Mapping[str, object]:
    """A suspension is short, on repetition a little longer."""
    if form.beslissing is not Beslissing.SCHORSEN:
        return False
    suspended, day = form.schorsing, form.zitting_datum
    repeated = around.norms.number("schorsing_herhaling_maanden", day)
    again = suspended is not None and suspended.herhaling is True
    most = repeated if again else around.norms.number("schorsing_maanden", day)
    months = suspended.maanden if suspended else None
    return False if months is not None and 1 <= months <= most else {"most": most, "repeated": repeated}


@rules.rule(
    "ADV-13",
    FOUT,
    "kennisgeving",
    "De cliënt krijgt kennis van de beslissing. Vul de wijze en de uiterste datum in, bijvoorbeeld: aangetekende brief, "
    "{latest:%d/%m/%Y}.",
    source="Kennisgeving binnen 8 dagen [S32][S33]",
)
def decision_is_notified(form: Advies, around: Circumstances) -> bool | Mapping[str, object]:
    """What is decided for a client is notified."""
    if not facts.decides_for_client(form) or form.kennisgeving is not None:
        return False
    return {"latest": facts.last_notification(form, around.norms)}


@rules.rule(
    "ADV-13",
    FOUT,
    "kennisgeving.datum_uiterlijk",
    "De kennisgeving gebeurt na de zitting en binnen de termijn. Kies een dag van {session:%d/%m/%Y} tot en met "
    "{latest:%d/%m/%Y}.",
    source="Kennisgeving binnen 8 dagen [S32][S33]; norm kennisgeving_dagen",
)
def notified_in_time(form: Advies, around: Circumstances) -> bool | Mapping[str, object]:
    """Within days of the session."""
    if form.kennisgeving is None:
        return False
    session, latest = form.zitting_datum, facts.last_notification(form, around.norms)
    in_time = session <= form.kennisgeving.datum_uiterlijk <= latest
    return False if in_time else {"session": session, "latest": latest}


@rules.rule(
    "ADV-14",
    FOUT,
    "beroep",
    "Zonder informatie over het beroep begint de beroepstermijn niet. Vul rechtbank, termijn en wijze in, bijvoorbeeld: "
    "Arbeidsrechtbank Leuven, 3, verzoekschrift op de griffie.",
    source="[S7][S33]",
)
def appeal_explained(form: Advies, _around: Circumstances) -> bool:
    """A notification without appeal information sets no clock going."""
    if not facts.decides_for_client(form) and form.kennisgeving is None:
        return False
    appeal = form.beroep
    return appeal is None or None in {appeal.rechtbank, appeal.termijn, appeal.wijze}


@rules.rule(
    "ADV-14",
    FOUT,
    "beroep.rechtbank",
    "Beroep tegen een beslissing over hulp gaat naar de {court}. Vul die in, bijvoorbeeld: Arbeidsrechtbank Leuven.",
    source="[S33][S34]; norm beroep_rechtbank",
)
def appeal_at_right_court(form: Advies, around: Circumstances) -> bool | Mapping[str, object]:
    """The labour court judges aid."""
    court = around.norms.text("beroep_rechtbank", form.zitting_datum)
    named = form.beroep.rechtbank if form.beroep else None
    wrong = facts.decides_for_client(form) and named is not None and not mentions(named, (court,))
    return {"court": court} if wrong else False


@rules.rule(
    "ADV-14",
    FOUT,
    "beroep.termijn",
    "De termijn voor het beroep is {months} maanden na de kennisgeving. Vul {months} in.",
    source="[S33][S34]; norm beroep_maanden",
)
def appeal_term_right(form: Advies, around: Circumstances) -> bool | Mapping[str, object]:
    """A wrong term misleads the client."""
    months = around.norms.number("beroep_maanden", form.zitting_datum)
    told = form.beroep.termijn if form.beroep else None
    wrong = facts.decides_for_client(form) and told is not None and told != months
    return {"months": months} if wrong else False


@rules.rule(
    "ADV-15",
    FOUT,
    "hoorrecht_uitgeoefend",
    "De cliënt vroeg om gehoord te worden en de beslissing valt negatief uit. Hoor de cliënt vóór de zitting en vul de datum "
    "in, op of vóór {session:%d/%m/%Y}.",
    source="Hoorrecht [S34]",
)
def heard_before_negative(form: Advies, _around: Circumstances) -> bool | Mapping[str, object]:
    """Who asks to be heard, is heard before it is decided against him."""
    hearing = form.hoorrecht_uitgeoefend
    if hearing is None or not hearing.gevraagd or not facts.goes_against_client(form):
        return False
    heard = hearing.ja and hearing.datum is not None and hearing.datum <= form.zitting_datum
    return False if heard else {"session": form.zitting_datum}
