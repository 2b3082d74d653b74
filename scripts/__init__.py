"""Scripts for whoever works on the program."""
