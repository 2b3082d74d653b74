"""The findings that every suite of marks marks a form with: on fields, a list, nothing, and what is not there."""

from forms.findings import Finding, Severity


def finding(field: str, severity: Severity = Severity.FOUT, message: str = "Vul dit in.") -> Finding:
    return Finding("VELD-PROEF", severity, field, f"Label {field}" if field else "", message)


def wrong(about_the_name: str) -> tuple[Finding, ...]:
    return (
        finding("", message="Dit is een oud formulier."),
        finding("naam", message=about_the_name),
        finding("dag", Severity.WAARSCHUWING),
        finding("dag"),
        finding("kleur", Severity.WAARSCHUWING),
        finding("stad"),
        finding("voorkeuren"),
        finding("regels"),
        finding("bestaat.niet"),
    )
