"""A note's text, read: sections, sentences, cues, context, measures, sides, minutes, goals, signatures.

Standard library only, no file or network access at import: it must run unchanged in a browser. Everything is a span of the
original text, so that evidence can be shown where it stands.
"""
