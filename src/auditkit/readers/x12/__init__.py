"""X12 files -> tables. Standard library only.

`envelope.transactions` gives the transaction sets of any X12 text; a reader for each set (`professional` for the 837P, `remittance` for the 835,
`acknowledgements` for the 277CA and 999, `eligibility` for the 271) takes their segments. A reader keeps everything: what it does not know goes
to a residue with its place, and faults of a file are issues.
"""
