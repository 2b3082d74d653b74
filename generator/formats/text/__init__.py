"""Forms as data: JSON and YAML."""
