"""An episode of care as the record shows it: visits with their notes and billed lines, and the plans that cover them.

Standard library only; reads no file and no clock. Nothing here judges: that is what the rules of `rules/episode` do.
"""
