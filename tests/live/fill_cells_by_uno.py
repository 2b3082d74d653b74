"""Fills in a workbook with LibreOffice Calc, as a person at its screen would, by its own interface.

Run by the Python that has LibreOffice's interface (Debian: ``/usr/bin/python3`` with ``python3-uno``):
``fill_cells_by_uno.py SOURCE TARGET PROFILE``, with on standard input a JSON array of ``[sheet, cell, text]``: what to
type in which cells. On standard output: for each sheet the texts of its notes by cell, and whether it is protected.
"""

import contextlib
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]

_PATIENCE = 60.0


def office(profile: Path) -> tuple[subprocess.Popen[bytes], Any]:
    """Start an office of our own, and reach its services."""
    pipe = f"pipe,name=cellen-{profile.parent.name}"
    command = [
        "soffice",
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--nologo",
    ]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen([*command, f"--accept={pipe};urp;"], stdout=quiet, stderr=quiet)
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return process, resolver.resolve(f"uno:{pipe};urp;StarOffice.ComponentContext")
        except Exception:
            if time.monotonic() > until or process.poll() is not None:
                process.kill()
                raise
            time.sleep(0.2)


def setting(name: str, value: object) -> Any:
    """One named setting."""
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


def typed(document: Any, typist: Any, sheet: str, cell: str, text: str) -> None:
    """Go to a cell and type a text in it."""
    view = document.CurrentController
    view.setActiveSheet(document.Sheets.getByName(sheet))
    typist.executeDispatch(view.Frame, ".uno:GoToCell", "", 0, (setting("ToPoint", cell),))
    command = ".uno:EnterString" if text else ".uno:ClearContents"
    typist.executeDispatch(view.Frame, command, "", 0, (setting("StringName", text),))


def seen(sheet: Any) -> dict[str, Any]:
    """What a person sees of a sheet besides its cells."""
    notes = {}
    for note in sheet.Annotations:
        place = note.Position
        notes[sheet.getCellByPosition(place.Column, place.Row).AbsoluteName.rpartition(".")[2]] = note.String
    return {"notes": notes, "protected": sheet.isProtected()}


def main(source: Path, target: Path, profile: Path) -> None:
    """Open, fill in, save as workbook."""
    process, context = office(profile)
    try:
        make = context.ServiceManager.createInstanceWithContext
        desktop = make("com.sun.star.frame.Desktop", context)
        typist = make("com.sun.star.frame.DispatchHelper", context)
        document = desktop.loadComponentFromURL(source.as_uri(), "_blank", 0, (setting("Hidden", True),))
        for sheet, cell, text in json.load(sys.stdin):
            typed(document, typist, sheet, cell, text)
        print(json.dumps({sheet.Name: seen(sheet) for sheet in document.Sheets}))
        document.storeToURL(target.as_uri(), (setting("FilterName", "Calc MS Excel 2007 XML"),))
        with contextlib.suppress(Exception):  # the connection may end before the answer
            desktop.terminate()
        process.wait(_PATIENCE)
    finally:
        process.kill()


if __name__ == "__main__":
    main(*(Path(argument).absolute() for argument in sys.argv[1:]))
