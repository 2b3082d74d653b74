"""What the two notations for data have in common: a size, one encoding, and how a fault names its line."""

from dataclasses import dataclass

from generator.errors import FormFault

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Notation:
    """JSON or YAML: the name that staff know, and how many bytes a form in it may have."""

    name: str
    max_bytes: int

    def text(self, content: bytes) -> str:
        """Decode UTF-8, with or without a byte order mark.

        Raises FormFault ``BESTAND-GROOT`` above the size, ``BESTAND-JSON`` or ``BESTAND-YAML`` for another encoding.
        """
        if len(content) > self.max_bytes:
            raise FormFault(
                "BESTAND-GROOT",
                f"Dit {self.name}-bestand is te groot: hoogstens {self.max_bytes // _MEGABYTE} MB. Kijk na of u het "
                "juiste bestand koos.",
            )
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as fault:
            line = content.count(b"\n", 0, fault.start) + 1
            raise self.fault(line, "de tekens zijn geen UTF-8; bewaar het bestand als UTF-8") from None

    def fault(self, line: int, what: str) -> FormFault:
        """Make the fault ``BESTAND-JSON`` or ``BESTAND-YAML`` that tells a line, and never a value."""
        message = f"Dit {self.name}-bestand kan niet worden gelezen: regel {line}, {what}."
        return FormFault(f"BESTAND-{self.name}", message)
