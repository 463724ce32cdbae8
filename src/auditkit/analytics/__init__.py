"""What counts say and what they do not: rates with intervals, tested change, patterns against the rest, agreement.

Frames in, frames out; no file, no clock. `intervals`, `tests`, `agreement` and `change` use the standard library only.
"""
