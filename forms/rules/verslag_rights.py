"""Rules of the Sociaal verslag on what comes before aid: rights, maintenance, and the KSZ (domain.md §4, §8)."""

from collections.abc import Mapping
from datetime import date, timedelta

from forms import verslag_facts
from forms.client import BurgerlijkeStaat, Relatie
from forms.findings import Severity
from forms.rulebook import Circumstances, RuleBook
from forms.sociaal_verslag import SociaalVerslag
from forms.verslag_blocks import KszRaadpleging, Recht
from forms.verslag_choices import Kszresultaat, Onderhoudsrelatie, Rechtstatus, Stroom, Uitkering

FOUT, WAARSCHUWING = Severity.FOUT, Severity.WAARSCHUWING

rules = RuleBook()


@rules.rule(
    "SV-08",
    FOUT,
    "rechten",
    "Leefloon is residuair: ga eerst de andere rechten na. Vul per uitkering de status in, bijvoorbeeld: Werkloosheid, "
    "geen recht.",
    source="Residuair karakter [S1]",
)
def rights_investigated(form: SociaalVerslag, _around: Circumstances) -> bool:
    """Leefloon without any right looked into is not investigated."""
    return verslag_facts.is_leefloon(form) and not form.rechten


@rules.each(
    "rechten",
    "SV-08",
    FOUT,
    "status",
    "Dit recht is nog niet onderzocht. Onderzoek het, of motiveer waarom dat nog niet kan, bijvoorbeeld: de beslissing "
    "van de RVA volgt op 15/04/2026.",
    source="Residuair karakter [S1]",
)
def right_investigated(right: Recht, form: SociaalVerslag, _around: Circumstances) -> bool:
    """Leefloon comes after the other rights."""
    open_ = right.status is Rechtstatus.NIET_ONDERZOCHT and not right.motivering
    return verslag_facts.is_leefloon(form) and open_


@rules.rule(
    "SV-08",
    WAARSCHUWING,
    "rechten",
    "Niet elke uitkering staat in het residuair onderzoek. Vul ze aan, bijvoorbeeld met de status 'geen recht': {missing}.",
    source="Residuair karakter [S1]; lijst van uitkeringen [A]",
)
def all_rights_listed(form: SociaalVerslag, _around: Circumstances) -> bool | Mapping[str, object]:
    """A right that nobody named may have been forgotten."""
    if not verslag_facts.is_leefloon(form) or not form.rechten:
        return False
    listed = {right.uitkering for right in form.rechten}
    missing = [right.label for right in Uitkering if right not in listed]
    return {"missing": "; ".join(missing)} if missing else False


@rules.rule(
    "SV-09",
    WAARSCHUWING,
    "onderhoudsplichtigen",
    "Er is een ouder, echtgenoot of ex-partner bekend waarvan de onderhoudsplicht niet beoordeeld is. Vul een regel in: "
    "relatie, naam, draagkracht, en of u verwijst.",
    source="RMI-wet art. 26 [S1]",
)
def maintenance_assessed(form: SociaalVerslag, _around: Circumstances) -> bool:
    """Leefloon asks whether a parent or a former partner can bear maintenance."""
    if not verslag_facts.is_leefloon(form):
        return False
    assessed = {person.relatie for person in form.onderhoudsplichtigen}
    parted = form.client.burgerlijke_staat in {
        BurgerlijkeStaat.GESCHEIDEN,
        BurgerlijkeStaat.FEITELIJK_GESCHEIDEN,
    }
    parent = any(member.relatie is Relatie.OUDER for member in form.gezin)
    partner_open = parted and not assessed & {Onderhoudsrelatie.EX_PARTNER, Onderhoudsrelatie.ECHTGENOOT}
    return partner_open or (parent and Onderhoudsrelatie.OUDER not in assessed)


def _required(form: SociaalVerslag, around: Circumstances) -> list[Stroom]:
    kind = "leefloon" if verslag_facts.is_leefloon(form) else "andere"
    names = around.norms.words(f"ksz_stromen_{kind}", form.datum_opmaak)
    exempt = any(look.stroom is Stroom.VRIJSTELLING for look in form.ksz)
    return [] if exempt else [stream for stream in Stroom if stream.value in names]


def _consulted(form: SociaalVerslag) -> dict[Stroom, date]:
    """Day of the last consultation of each stream; a failed one is none."""
    done: dict[Stroom, date] = {}
    for look in form.ksz:
        if look.resultaat is not Kszresultaat.FOUT:
            done[look.stroom] = max(look.geraadpleegd_op, done.get(look.stroom, look.geraadpleegd_op))
    return done


@rules.rule(
    "SV-10",
    WAARSCHUWING,
    "ksz",
    "Deze KSZ-stromen zijn niet geraadpleegd, of de raadpleging mislukte: {streams}. Raadpleeg ze en vul ze in; ook "
    "'geen treffer' is een antwoord.",
    source="[S52][S53]; norm ksz_stromen [A]",
)
def streams_consulted(form: SociaalVerslag, around: Circumstances) -> bool | Mapping[str, object]:
    """Which streams are expected is a norm of the house."""
    done = _consulted(form)
    missing = [stream.label for stream in _required(form, around) if stream not in done]
    return {"streams": "; ".join(missing)} if missing else False


@rules.each(
    "ksz",
    "SV-10",
    WAARSCHUWING,
    "geraadpleegd_op",
    "Deze KSZ-stroom is langer dan {days} dagen vóór de datum van opmaak geraadpleegd. Raadpleeg ze opnieuw en vul die "
    "dag in.",
    source="Norm ksz_dagen [A]",
)
def stream_recent(
    look: KszRaadpleging, form: SociaalVerslag, around: Circumstances
) -> bool | Mapping[str, object]:
    """Data age; a later look at the same stream makes up for an old one."""
    days = around.norms.number("ksz_dagen", form.datum_opmaak)
    if look.stroom not in _required(form, around) or look.resultaat is Kszresultaat.FOUT:
        return False
    last = _consulted(form)[look.stroom]
    return {"days": days} if last < form.datum_opmaak - timedelta(days=days) else False
