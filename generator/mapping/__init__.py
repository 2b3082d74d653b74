"""Maps: a form of somebody else's making, field by field, to one of ours."""

from generator.mapping.maps import FieldMap, back, fitting, load, load_all, translated
from generator.mapping.proposal import proposal

__all__ = ["FieldMap", "back", "fitting", "load", "load_all", "proposal", "translated"]
