"""The four forms and the decision list, each with what belongs to it."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from forms import advies, besluitenlijst, hulpverleningsplan, screening_activering, sociaal_verslag
from forms.advies_facts import facts as advies_facts
from forms.base import FieldSpec, Form, field_specs
from forms.besluitenlijst_facts import facts as list_facts
from forms.examples import advies as advies_example
from forms.examples import besluitenlijst as list_example
from forms.examples import hulpverleningsplan as plan_example
from forms.examples import screening_activering as screening_example
from forms.examples import sociaal_verslag as verslag_example
from forms.examples.person import Person, person
from forms.nesting import Value, flatten
from forms.norms import Norms
from forms.plan_facts import facts as plan_facts
from forms.rulebook import RuleBook
from forms.rules import advies as advies_rules
from forms.rules import besluitenlijst as list_rules
from forms.rules import hulpverleningsplan as plan_rules
from forms.rules import screening_activering as screening_rules
from forms.rules import sociaal_verslag as verslag_rules
from forms.screening_facts import facts as screening_facts
from forms.upgrades import Upgrade
from forms.verslag_facts import facts as verslag_facts
from generator.errors import UsageFault


@dataclass(frozen=True, slots=True)
class FormType:
    """One kind of paper."""

    model: type[Form]
    rules: RuleBook
    facts: Callable[[Any, Norms], Mapping[str, object]]
    """What a document shows beyond the answers."""
    example: Callable[[Person, random.Random], Mapping[str, Any]]
    upgrades: tuple[Upgrade, ...] = ()
    """Steps from older versions, oldest first."""

    @property
    def id(self) -> str:
        """``sociaal_verslag``: what a file carries and what commands take."""
        return self.model.ID

    @property
    def title(self) -> str:
        """``Sociaal verslag``: what people read."""
        return self.model.TITLE

    @property
    def version(self) -> str:
        """Version of the form's fields, ``major.minor``."""
        return self.model.VERSION

    @property
    def fields(self) -> tuple[FieldSpec, ...]:
        """All fields in the order of the paper."""
        return field_specs(self.model)

    def example_answers(self, seed: int) -> dict[str, Value]:
        """Flat answers of a valid paper about the fictional client of a seed."""
        nested = self.example(person(seed), random.Random(f"{self.id} {seed}"))  # noqa: S311
        return flatten({"documenttype": self.id, "schema_versie": self.version, **nested})


FORMS: Mapping[str, FormType] = {
    kind.id: kind
    for kind in (
        FormType(
            screening_activering.ScreeningActivering,
            screening_rules.rules,
            screening_facts,
            screening_example.answers,
        ),
        FormType(sociaal_verslag.SociaalVerslag, verslag_rules.rules, verslag_facts, verslag_example.answers),
        FormType(hulpverleningsplan.Hulpverleningsplan, plan_rules.rules, plan_facts, plan_example.answers),
        FormType(advies.Advies, advies_rules.rules, advies_facts, advies_example.answers),
    )
}
"""The forms to choose from."""

DECISION_LIST = FormType(besluitenlijst.Besluitenlijst, list_rules.rules, list_facts, list_example.answers)
"""What a session decided. Nobody chooses it: the program makes one for a session, and knows it when it comes back."""

RECOGNISED: Mapping[str, FormType] = {**FORMS, DECISION_LIST.id: DECISION_LIST}
"""All forms that a file can be."""


def form_type(form: str) -> FormType:
    """Find a form by its id. Raises UsageFault that lists the known ones."""
    try:
        return FORMS[form]
    except KeyError:
        raise UsageFault(
            "FORMULIER-ONBEKEND", f"Dit formulier bestaat niet. Kies uit: {', '.join(FORMS)}."
        ) from None
