"""Rules of the Hulpverleningsplan on the costs of training and on volunteering (domain.md §5)."""

from collections.abc import Mapping

from forms import plan_facts as facts
from forms.findings import Severity
from forms.hulpverleningsplan import Actie, Hulpverleningsplan
from forms.rulebook import Circumstances, RuleBook

WAARSCHUWING = Severity.WAARSCHUWING

rules = RuleBook()


@rules.rule(
    "HVP-08",
    WAARSCHUWING,
    "ondersteuning",
    "Het plan bevat opleiding of werkervaring, maar niet alle kosten die het GPMI dan dekt. Voeg toe: {costs}. Betaalt een "
    "ander die kost, kies dan 'een derde'.",
    source="KB 03/10/2016 [S10]; geldt bij een GPMI, dus bij leefloon",
)
def training_costs_covered(form: Hulpverleningsplan, around: Circumstances) -> bool | Mapping[str, object]:
    """Four costs go with training or work experience in a GPMI."""
    if not form.leefloon or not facts.has_training(form, around.norms):
        return False
    missing = facts.uncovered_costs(form, around.norms)
    return {"costs": ", ".join(cost.label.lower() for cost in missing)} if missing else False


@rules.each(
    "acties",
    "HVP-09",
    WAARSCHUWING,
    "gpmi_verbintenis",
    "Vrijwilligerswerk kan een actie van het plan zijn, maar geen voorwaarde van het GPMI. Kies hier neen.",
    source="Omzendbrief 26/07/2018 na GwH 86/2018 [S17]",
)
def volunteering_no_condition(action: Actie, form: Hulpverleningsplan, around: Circumstances) -> bool:
    """Volunteering is free, or it is none."""
    return action.gpmi_verbintenis is True and facts.is_volunteering(action.wat, form, around.norms)


@rules.rule(
    "HVP-09",
    WAARSCHUWING,
    "vrijwilligerswerk_gemeld_op",
    "Wie leefloon krijgt, meldt vrijwilligerswerk vooraf aan het OCMW. Vul de dag van de melding in, op of vóór de start, "
    "bijvoorbeeld {made:%d/%m/%Y}.",
    source="Voorafgaande melding [S17]",
)
def volunteering_notified(form: Hulpverleningsplan, around: Circumstances) -> bool | Mapping[str, object]:
    """The notice comes before the work."""
    if not form.leefloon or not facts.has_volunteering(form, around.norms):
        return False
    notified = form.vrijwilligerswerk_gemeld_op
    late = notified is not None and form.activering is not None and notified > form.activering.startdatum
    return {"made": form.datum_opmaak} if notified is None or late else False
