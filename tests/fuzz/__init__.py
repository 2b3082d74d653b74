"""Filled forms of our own, broken in ways that nobody thought of: each must end in one outcome, within limits.

``python -m tests.fuzz --minutes 10`` (``make fuzz``) runs through the real line. A case is known by its seed and its
number: the same two give the same file.
"""
