"""More than one machine holds at once: whole patients at a time, each part by the very same code.

No check looks across patients. So a large table is dealt out by patient, each part is scrubbed as if it were all there is, and the
verdicts laid together are those of one machine. `buckets` does it on one machine with bounded memory; `on_spark` and `on_dask` hand the
parts to an engine that is there already (`pip install auditkit[spark]`, `auditkit[dask]`).

Notes go the same way, one by one. Only `cloned_note` compares notes: here it compares a patient's own. Copies across patients are found
where all notes are read together, as `auditkit audit` does.
"""

from auditkit.partitions.whole_patients import VERDICT_COLUMNS, scrub_part

__all__ = ["VERDICT_COLUMNS", "scrub_part"]
