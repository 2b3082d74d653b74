"""The corridor: the only place that knows the order of work."""
