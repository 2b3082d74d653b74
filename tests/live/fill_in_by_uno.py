"""Fills in a Word form with LibreOffice, as a person at its screen would, by its own interface.

Run by the Python that has LibreOffice's interface (Debian: ``/usr/bin/python3`` with ``python3-uno``):
``fill_in_by_uno.py SOURCE TARGET PROFILE``, with on standard input a JSON object: for the bookmark of each control
the text to put in it. A check box gets its sign, a date its text.
"""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]

_PATIENCE = 60.0
_TICKED = "\u2612"
_PRINT_PREVIEW = 7
"""A view without comments: for the window of a comment the packages without a screen miss a file, and LibreOffice stops."""


def office(profile: Path) -> tuple[subprocess.Popen[bytes], Any]:
    """Start an office of our own, and reach its desktop."""
    pipe = f"pipe,name={profile.parent.name}"
    command = [
        "soffice",
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--nologo",
    ]
    process = subprocess.Popen([*command, f"--accept={pipe};urp;"], stderr=subprocess.DEVNULL)
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            there = resolver.resolve(f"uno:{pipe};urp;StarOffice.ComponentContext")
            break
        except Exception:
            if time.monotonic() > until or process.poll() is not None:
                process.kill()
                raise
            time.sleep(0.2)
    return process, there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)


def setting(name: str, value: object) -> Any:
    """One named setting for a file to open or to save."""
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


def fill_in(document: Any, bookmark: str, text: str) -> None:
    """Put a text in the control at a bookmark: an input field, or a content control."""
    place = document.Bookmarks.getByName(bookmark).Anchor
    for portion in _pieces(next(_pieces(place))):
        if portion.TextPortionType == "TextField":
            portion.TextField.Content = text
            return
        if portion.TextPortionType == "ContentControl":
            _write(place.Text, portion.ContentControl, text)
            return
    raise LookupError(bookmark)


def _pieces(of: Any) -> Any:
    found = of.createEnumeration()
    while found.hasMoreElements():
        yield found.nextElement()


def _write(around: Any, control: Any, text: str) -> None:
    """Type within the control, after its first sign, and take the old signs away: what is beside it is not in it."""
    control.ShowingPlaceHolder = False
    if control.Checkbox:
        control.Checked = text == _TICKED
    if control.Date:
        day, month, year = text.split("/")
        control.CurrentDate = f"{year}-{month}-{day}T00:00:00Z"
    (shown,) = [portion for portion in _pieces(control) if portion.TextPortionType == "Text"]
    rest = len(shown.String) - 1
    cursor = around.createTextCursorByRange(shown.Start)
    cursor.goRight(1, False)
    around.insertString(cursor, text, False)
    cursor.goRight(rest, True)
    cursor.String = ""
    cursor = around.createTextCursorByRange(next(_pieces(control)).Start)
    cursor.goRight(1, True)
    cursor.String = ""


def main(source: Path, target: Path, profile: Path) -> None:
    """Open, fill in, save as Word document."""
    process, desktop = office(profile)
    try:
        view = (setting("Hidden", True), setting("ViewId", _PRINT_PREVIEW))
        document = desktop.loadComponentFromURL(source.as_uri(), "_blank", 0, view)
        for bookmark, text in json.load(sys.stdin).items():
            fill_in(document, bookmark, text)
        document.TextFields.refresh()
        document.storeToURL(target.as_uri(), (setting("FilterName", "MS Word 2007 XML"),))
        document.close(True)
        desktop.terminate()
        process.wait(_PATIENCE)
    finally:
        process.kill()


if __name__ == "__main__":
    main(*(Path(argument).absolute() for argument in sys.argv[1:]))
