"""The four papers of the social service: their fields, their words and their rules.

Nothing here knows the engine: a form can be read, judged and tested on its own.
"""
