"""Checks of claims: one file, one check."""
