"""auditkit: documentation audit and coding checks for outpatient therapy practices."""

__version__ = "0.1.0"
