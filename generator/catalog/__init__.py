"""Knows: which forms exist, with their rules, their examples and their Word templates."""

from generator.catalog.forms import DECISION_LIST, FORMS, RECOGNISED, FormType, form_type
from generator.catalog.recognising import Recognised, identified, recognised
from generator.catalog.schema import json_schema
from generator.catalog.templates import Template, all_templates, find_template

__all__ = [
    "DECISION_LIST",
    "FORMS",
    "RECOGNISED",
    "FormType",
    "Recognised",
    "Template",
    "all_templates",
    "find_template",
    "form_type",
    "identified",
    "json_schema",
    "recognised",
]
