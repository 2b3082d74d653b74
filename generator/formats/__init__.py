"""Reads filled forms and makes blank ones: every file format on the same field map."""
