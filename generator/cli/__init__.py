"""The command line: thin click commands, one place that turns errors into words and exit status."""
