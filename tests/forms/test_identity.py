"""What identifies people is masked wherever it stands."""

import pytest

from forms.identity import mask_of
from forms.sociaal_verslag import SociaalVerslag

ANSWERS = {
    "opsteller.naam": "Pieter Aerts",
    "opsteller.telefoon": "+3227552224",
    "client.naam": "Van den Broeck-D'Haese",
    "client.voornaam": "Małgorzata",
    "client.geboortedatum": "1985-07-30",
    "client.domicilie.straat": "Oude Dorpsstraat",
    "client.gsm": "+32470123456",
    "client.email": "m.broeck@example.be",
    "gezin.0.naam": "Öztürk",
    "gezin.0.voornaam": "Jo",
    "gezin.0.geboortedatum": "onbekend",
    "onderhoudsplichtigen.0.naam": "Karel Claes",
}
MASK = mask_of([(SociaalVerslag, ANSWERS)])


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Małgorzata Van den Broeck-D'Haese", "[naam] [naam]"),
        ("mevrouw BROECK woont er", "mevrouw [naam] woont er"),
        ("malgorzata of MAŁGORZATA", "malgorzata of [naam]"),
        ("Van den  Broeck-D’Haese", "[naam]"),
        ("Ozturk en O\u0308ztu\u0308rk", "[naam] en [naam]"),
        ("Jo werkt; zo jo", "[naam] werkt; zo jo"),
        ("Karel Claes, of Claes", "[naam], of [naam]"),
        ("Broeckx en Jos blijven", "Broeckx en Jos blijven"),
        ("Oude Dorpsstraat 12", "[straat] 12"),
        ("85.07.30-033.28, 85073003328", "[rijksregisternummer], [rijksregisternummer]"),
        ("BE68 5390 0754 7034", "[rekeningnummer]"),
        ("geboren op 30/07/1985 of 30 juli 1985", "geboren op [geboortedatum] of [geboortedatum]"),
        ("0470 12 34 56 of m.broeck@example.be", "[telefoon] of [e-mail]"),
        ("Pieter Aerts, 02 755 22 24", "Pieter Aerts, 02 755 22 24"),
        ("KB-2026-00042 van 05/02/2026: € 1.314,20", "KB-2026-00042 van 05/02/2026: € 1.314,20"),
    ],
)
def test_masking(text: str, masked: str) -> None:
    assert MASK.over(text) == masked
