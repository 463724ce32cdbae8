"""X12 files -> tables. Standard library only.

`envelope.transactions` gives the transaction sets of any X12 text; a reader for each set (so far `professional` for the 837P) takes their
segments. A reader keeps everything: what it does not know goes to a residue with its place, and faults of a file are issues.
"""
