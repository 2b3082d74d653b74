"""Knows: which forms exist, with their rules, their examples and their Word templates."""

from generator.catalog.forms import FORMS, FormType, form_type
from generator.catalog.recognising import Recognised, identified, recognised
from generator.catalog.schema import json_schema
from generator.catalog.templates import Template, all_templates, find_template

__all__ = [
    "FORMS",
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
