"""The apps: per app a model (state, no widgets, tested without a browser) and a view (widgets only)."""
