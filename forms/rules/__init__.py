"""The findings catalogue: every rule of every form with its code, weight, Dutch sentence and source."""
