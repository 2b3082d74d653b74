"""Knows: which forms exist, with their rules, their examples and their Word templates."""

from generator.catalog.forms import FORMS, FormType, form_type, recognised
from generator.catalog.schema import json_schema
from generator.catalog.templates import Template, find_template

__all__ = ["FORMS", "FormType", "Template", "find_template", "form_type", "json_schema", "recognised"]
