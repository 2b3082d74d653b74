"""The colours of the house, red green blue in hexadecimal as Word and Excel write them: all forms and papers look alike."""

ACCENT, INK, SOFT, ALARM, WHITE = "1F4E79", "1D2733", "586776", "B3261E", "FFFFFF"
TINT, LOCKED, HAIRLINE, EDGE = "EAF1F7", "E7EAEE", "C9D5E2", "8FA6BD"
"""Behind a heading and behind what nobody fills in; around a list and around an answer."""
