"""A synthetic therapy practice, made from a seed: `python -m auditkit.datasets`. Everyone and everything in it is invented."""
