"""How much two names of fields are alike: by their words, whatever language the other form speaks.

Names as programs make them (``topmostSubform[0].Page1[0].txtNaam[0]``) and labels as people write them come down to
the same words. A word that few of our fields have (``rijksregisternummer``) says more than one that many have
(``datum``).
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+|[0-9]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_INDEX = re.compile(r"\[[0-9]+\]")
_ALIKE = 0.85
_STEM = 4
_OF_THE_GROUP = 0.5
"""How much a word counts that only stands in the heading above a field."""
_COVERED, _RIGHT, _HEADING = 0.55, 0.4, 0.05
"""How much it counts that our words are there, that their words are ours, that the heading is named."""
_ABBREVIATED = 0.9
_NOISE = (
    "de het een van der den des in op te tot en of met voor per uw u la le les du et ou a the and or to subform "
    "topmostsubform page pagina veld field text txt tekst textfield tekstvak tekstveld check box checkbox selectievakje "
    "keuzelijst dropdown combo list formulier form group af"
)
_SAME = (
    "naam familienaam achternaam nom surname lastname",
    "voornaam voornamen prenom firstname forename",
    "rijksregisternummer rijksregisternr rrn rnn insz nrn niss bisnummer",
    "geboortedatum geboren geb naissance birthdate birth dob",
    "telefoon tel telephone phone telefoonnummer",
    "gsm mobiel mobile portable gsmnummer",
    "email mail courriel mailadres emailadres",
    "straat rue street straatnaam",
    "huisnummer nr nummer numero number no",
    "bus boite bte box",
    "postcode postnummer zip postal cp",
    "gemeente woonplaats stad plaats commune ville city town localite",
    "nationaliteit nationalite nationality",
    "geslacht sexe gender sex",
    "staat civil civile civielstand",
    "datum date dd",
    "bedrag montant amount",
    "client clientgegevens aanvrager hulpvrager betrokkene demandeur applicant verzoeker",
    "dossiernummer dossiernr dossier referentie kenmerk",
    "partner echtgenoot echtgenote conjoint spouse",
    "inkomen inkomsten revenu revenus income",
    "huur huurprijs loyer rent",
    "schuld schulden dette dettes debt debts",
    "werkgever employeur employer",
    "handtekening signature",
    "kind kinderen enfant enfants child children gezinslid",
    "taal langue language",
    "domicilie adres adresse address wettelijke",
)
_SAYS_NOTHING = frozenset(_NOISE.split())
_GROUP = {word: words.split()[0] for words in _SAME for word in words.split()}


def words_of(*texts: str) -> tuple[str, ...]:
    """The telling words of names and labels: plain letters, no endings, one word for all of the same meaning."""
    found: list[str] = []
    for text in texts:
        plain = unicodedata.normalize("NFKD", _HUMP.sub(" ", _INDEX.sub(" ", text))).lower()
        plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
        found.extend(_GROUP.get(word, word) for word in _WORD.findall(plain) if _tells(word))
    return tuple(dict.fromkeys(found))


class Likeness:
    """Compares words with those of our fields, each word by how much it tells."""

    def __init__(self, own: Mapping[str, Sequence[str]], above: Mapping[str, Sequence[str]]) -> None:
        """Take what each of our fields is called (label, name), by its path, and the headings above it."""
        self._own = {path: {frozenset(words_of(one)) for one in called} for path, called in own.items()}
        self._above = {
            path: frozenset(words_of(*headings)).difference(*self._own[path])
            for path, headings in above.items()
        }
        times = Counter(word for called in self._own.values() for word in frozenset().union(*called))
        self._weights = {word: 1 / (1 + math.log(number)) for word, number in times.items()}

    def of(self, words: Iterable[str], path: str) -> float:
        """How much words are those of one of our fields: 0 for not at all, 1 for the same."""
        theirs = tuple(words)
        return max(self._of(theirs, own, self._above[path]) for own in self._own[path])

    def _of(self, theirs: Sequence[str], own: frozenset[str], above: frozenset[str]) -> float:
        if not theirs or not own:
            return 0.0
        met = {word: _nearest(word, own) for word in theirs}
        covered = {ours for ours, _ in met.values() if ours}
        asked = sum(map(self._weight, own))
        told = right = 0.0
        for word, (ours, nearness) in met.items():
            weight = self._weight(ours or word)
            told += weight
            right += weight * (nearness if ours else _OF_THE_GROUP * _nearest(word, above)[1])
        heading = sum(1 for word in theirs if _nearest(word, above)[0]) / (len(above) or 1)
        covers = sum(map(self._weight, covered)) / asked
        return _COVERED * covers + _RIGHT * right / told + _HEADING * min(1.0, heading)

    def _weight(self, word: str) -> float:
        return self._weights.get(word, 1.0)


def _nearest(word: str, ours: frozenset[str]) -> tuple[str, float]:
    """The word of ours that is most like a word, and how much; nothing when none is."""
    if word in ours:
        return word, 1.0
    best = max(((_alike(word, other), other) for other in ours), default=(0.0, ""))
    return (best[1], best[0]) if best[0] >= _ALIKE else ("", 0.0)


@lru_cache(maxsize=100_000)
def _alike(one: str, other: str) -> float:
    """How alike two words are; an abbreviation of at least four letters counts as nearly the same."""
    short, long = sorted((one, other), key=len)
    if len(short) >= _STEM and long.startswith(short):
        return _ABBREVIATED
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if len(short) >= _STEM and matcher.real_quick_ratio() >= _ALIKE else 0.0


def _tells(word: str) -> bool:
    return word not in _SAYS_NOTHING and not word.isdecimal()
