"""What identifies people is masked wherever it stands."""

import pytest

from forms.hulpverleningsplan import Hulpverleningsplan
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
    "inkomsten.0.persoon": "Partner Fatma Yildirim",
    "inkomsten.1.persoon": "de cliënt",
    "vermogen.0.persoon": "Cliënt",
    "hoorrecht.begeleider": "advocaat Élise D'Hondt en haar zus",
}
PLAN = {
    "betrokkenen.0.naam": "Sofie Maes",
    "betrokkenen.0.rol": "maatschappelijk_werker",
    "betrokkenen.1.naam": "Hanne Willems",
    "betrokkenen.1.rol": "netwerk",
}
MASK = mask_of([(SociaalVerslag, ANSWERS), (Hulpverleningsplan, PLAN)])


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
        ("98-03-29-999-16 of 98.03.29.999.16", "[rijksregisternummer] of [rijksregisternummer]"),
        ("88/03/14-999.62 of 88.03.14 - 999.62", "[rijksregisternummer] of [rijksregisternummer]"),
        ("BE68 5390 0754 7034", "[rekeningnummer]"),
        ("be68-5390-0754-7034, 539-0075470-34", "[rekeningnummer], [rekeningnummer]"),
        ("NL91 ABNA 0417 1643 00 en nl91abna0417164300", "[rekeningnummer] en [rekeningnummer]"),
        ("FR14 2004 1010 0505 0001 3M02 606 sinds mei", "[rekeningnummer] sinds mei"),
        ("de partner Fatma, Yildirim dus; de cliënt", "de partner [naam], [naam] dus; de cliënt"),
        ("Sofie Maes en Hanne Willems", "Sofie Maes en [naam]"),
        ("advocaat D’Hondt en haar zus", "advocaat [naam] en haar zus"),
        ("op 03/12/2026 112 euro, 02 755 22 24", "op 03/12/2026 112 euro, 02 755 22 24"),
        ("geboren op 30/07/1985 of 30 juli 1985", "geboren op [geboortedatum] of [geboortedatum]"),
        ("0470 12 34 56 of m.broeck@example.be", "[telefoon] of [e-mail]"),
        ("85.07.30 – 033.28, 85.07.30\u2011033.28", "[rijksregisternummer], [rijksregisternummer]"),
        (
            "85\u202f07\u202f30\u202f033\u202f28\tof 85073003\u00ad328",
            "[rijksregisternummer]\tof [rijksregisternummer]",
        ),
        (
            "BE68\u202f5390\u202f0754\u202f7034, 539\u20110075470\u201134",
            "[rekeningnummer], [rekeningnummer]",
        ),
        (
            "Ma\u0142go\u00adrzata Van den Broeck\u2011D’Haese, \u00d6z\u200bt\u00fcrk",
            "[naam] [naam], [naam]",
        ),
        ("0470/12.34.56, 0470123456, +32 (0)470 12\u201134\u201156", "[telefoon], [telefoon], [telefoon]"),
        ("00\u00a032 470 123 456 of 910470123456", "[telefoon] of 910470123456"),
        ("30/7/1985, 30-07-85, 30.7.1985, 1985-07-30", ", ".join(["[geboortedatum]"] * 4)),
        ("13/07/1985, 30/07/1986, 30/7/19851", "13/07/1985, 30/07/1986, 30/7/19851"),
        ("Pieter Aerts, 02 755 22 24", "Pieter Aerts, 02 755 22 24"),
        ("KB-2026-00042 van 05/02/2026: € 1.314,20", "KB-2026-00042 van 05/02/2026: € 1.314,20"),
    ],
)
def test_masking(text: str, masked: str) -> None:
    assert MASK.over(text) == masked


def test_a_name_of_three_letters_counts_by_its_capitals_and_a_part_of_four_alone() -> None:
    mask = mask_of([(SociaalVerslag, {"client.naam": "Daan-Bos Smet", "client.voornaam": "Noa"})])
    assert mask.over("Noa, noa, Smet, smet, Daan, Bos") == "[naam], noa, [naam], [naam], [naam], Bos"
