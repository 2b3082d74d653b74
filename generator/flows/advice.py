"""What the operator does about a fault, by its code: the ledger keeps the code and no words."""

_ADVICE = {
    "SCHIJF-VOL": "Maak ruimte vrij op de schijf.",
    "SCHIJF": "Kijk de schijf of de share en de rechten na.",
    "INBOX-WEG": "Kijk na of de share er is en of de dienst er in mag.",
    "INBOX-KOPPELING": "Haal het bestand of de koppeling te-verbeteren uit de map inbox weg.",
    "LETTERTYPE-TEKEN": "Een antwoord bevat een teken dat geen lettertype heeft. Installeer een lettertype dat het heeft.",
    "LETTERTYPE": "Installeer de lettertypes; dossier doctor zegt welke.",
    "LIBREOFFICE-ONTBREEKT": "Installeer LibreOffice, of kies pdf.engine = office2pdf.",
    "LIBREOFFICE": "Kijk met dossier doctor of LibreOffice werkt.",
    "OFFICE2PDF": "Kijk het sjabloon na met dossier templates check.",
    "PDF": "Kijk het sjabloon na met dossier templates check.",
    "SJABLOON": "Kijk het sjabloon na met dossier templates check.",
    "LEDGER-BEZET": "Een ander programma houdt het register vast. Sluit het.",
    "LEDGER-WEG": "Kijk na of de server van de databank loopt, en de instelling ledger.url.",
    "LEDGER-NIEUWER": "Werk het programma op deze machine bij.",
    "LEDGER-OUDER": "Start dossier watch: dat brengt het register bij.",
    "LEDGER-PAKKET": "Installeer het pakket voor PostgreSQL: pip install '.[postgres]' in de map met de bron.",
    "LEDGER-BESCHADIGD": "Stop het programma en maak het register opnieuw: dossier ledger rebuild.",
    "LEDGER": "Kijk de schijf en de rechten van de map .dossier na.",
    "MANIFEST-TOEGANG": "Geef de dienst leesrecht op alle mappen van de outbox.",
    "MANIFEST": "Zet de manifest.json terug uit een reservekopie; dossier verify zegt welke.",
    "PUBLICATIE-VAST": "Zet het document terug uit een reservekopie.",
    "PUBLICATIE": "Kijk het dossiernummer en de datum van het formulier na.",
    "GOTENBERG": "Kijk na of Gotenberg loopt, en de instelling pdf.gotenberg_url.",
    "WERK-CLUSTER": "Kijk na of de planner en de werkers lopen, en de instelling workers.cluster.",
    "WERK-ANDERS": "Zet op alle machines hetzelfde programma, dezelfde pakketten en dezelfde lettertypes.",
    "WERK-PAKKET": "Installeer het pakket voor een cluster: pip install '.[cluster]' in de map met de bron.",
    "WERK-START": "Kijk het geheugen van de machine na.",
    "WERK": "Kijk in het logboek bij deze code en meld het.",
    "INSTELLING": "Kijk de instellingen na: dossier config.",
}
_OTHERWISE = "Kijk in het logboek bij deze code en meld het."


def advice_for(code: str) -> str:
    """Say in Dutch what to do about a code, by the longest beginning of it that is known."""
    parts = code.split("-")
    for length in range(len(parts), 0, -1):
        if found := _ADVICE.get("-".join(parts[:length])):
            return found
    return _OTHERWISE
