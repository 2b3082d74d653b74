"""Hostile files, made here and small: each ends in one clear reason, through the first step of the real line."""

from pathlib import Path

from generator.flows.reading import Read, read_form

LARGEST = 50 * 1024 * 1024


def taken(folder: Path, name: str, content: bytes) -> Read:
    """What reading a file gives."""
    path = folder / name
    path.write_bytes(content)
    return read_form(path, LARGEST, ())


def code_of(folder: Path, name: str, content: bytes) -> str:
    """Why a file is no form of ours, by its code; nothing for one that is."""
    fault = taken(folder, name, content).fault
    return fault.code if fault else ""
