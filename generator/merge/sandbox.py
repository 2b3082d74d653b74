"""Jinja as templates may use it: strict, escaping, without globals, with harmless filters only.

docxtpl itself renders in a plain Jinja environment, in which a template can run any Python code.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from jinja2 import StrictUndefined, TemplateRuntimeError, Undefined, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

_TEXT_FILTERS = """
abs batch capitalize center count d default dictsort first float groupby indent int items join last
length list lower map max min reject rejectattr replace reverse round select selectattr slice sort
string sum title trim truncate unique upper wordcount wordwrap
"""
TEXT_FILTERS = frozenset(_TEXT_FILTERS.split())
"""Filters that make text, numbers or lists: what they give is always escaped when it is printed."""

FILTERS = TEXT_FILTERS | {"e", "escape"}
"""All filters a template may use. ``safe`` and the like are absent: they would turn a value into markup."""


class MissingName(UndefinedError):
    """A template asked for a name that the context does not have."""

    def __init__(self, name: object) -> None:
        super().__init__("missing name")
        self.name = name


class _Strict(StrictUndefined):
    """An unknown name: usable in ``is defined`` and ``default`` only, and it remembers what it was called."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        named = exc if issubclass(exc, SecurityError) else _naming(name)
        super().__init__(hint, obj, name, named)  # type: ignore[arg-type]


def _naming(name: str | None) -> Callable[[str], MissingName]:
    def fault(_message: str) -> MissingName:
        return MissingName(name)

    return fault


def printable(value: Any) -> Any:
    """Decide what ``{{ value }}`` prints: nothing for None, and never a method (``{{ groep.items }}``)."""
    if value is None:
        return ""
    if callable(value) and not isinstance(value, Undefined):
        raise SecurityError("a method is no text")
    return value


class _Sandbox(ImmutableSandboxedEnvironment):
    """The sandbox, in which ``groep.naam`` is the group's field even when Python knows a method of that name."""

    def __init__(self) -> None:
        super().__init__(undefined=_Strict, autoescape=True, finalize=printable)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Look for a field of a group first; only then for anything else."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


@cache
def environment() -> ImmutableSandboxedEnvironment:
    """The one environment of this process; it holds no state of any rendering."""
    return _Sandbox()
