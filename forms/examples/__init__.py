"""Fictional clients and their papers: one seed is one person and one dossier, in all forms and formats."""
