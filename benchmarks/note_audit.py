"""Notes per second, one core: the full audit with evidence, beside medspaCy on the same notes and phrases, in one run.

    python benchmarks/note_audit.py [--notes 400] [--peer PYTHON]

`--peer` names a Python that has medspaCy (`pip install medspacy "numpy<2"`); it is run as a process of its own with the same
notes and phrases, once as it comes and once tuned (no sentence rules, no context). Without it only our own figures are printed.
Times are processor seconds, so other work on the machine counts little; the ratio is what to quote.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

NOTES = Path(__file__).parents[1] / "datasets" / "practice" / "notes"

PEER = """
import json, sys, time, warnings
warnings.filterwarnings("ignore")
import medspacy
from medspacy.ner import TargetRule
given = json.load(sys.stdin)
for name, parts in (("as it comes", None), ("tuned", ["medspacy_target_matcher"])):
    nlp = medspacy.load(medspacy_enable=parts) if parts else medspacy.load()
    nlp.get_pipe("medspacy_target_matcher").add([TargetRule(p, "CUE") for p in given["phrases"]])
    nlp(given["notes"][0])
    notes = given["notes"][: 40 if parts is None else 150]
    start = time.process_time()
    for text in notes:
        nlp(text)
    print(json.dumps([name, len(notes) / (time.process_time() - start)]), flush=True)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--notes", type=int, default=400)
    parser.add_argument("--peer", default="")
    options = parser.parse_args()
    texts = [p.read_text(encoding="utf-8") for p in sorted(NOTES.glob("*.txt"))]
    texts = [t for t in texts if 150 <= len(t.split()) <= 600][: options.notes]
    print(
        f"{len(texts)} notes of 150-600 words, {sum(len(t.split()) for t in texts) / len(texts):.0f} words each on average"
    )

    from auditkit.audit import audit_note
    from auditkit.text import cues

    for text in texts[:20]:
        audit_note(text)
    start = time.process_time()
    for text in texts:
        audit_note(text)
    ours = len(texts) / (time.process_time() - start)
    start = time.process_time()
    for text in texts:
        cues.find(text)
    floor = len(texts) / (time.process_time() - start)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"full audit, all criteria, with evidence: {ours:.0f} notes/s, {memory:.0f} MB at most")
    print(
        f"the literal pass alone (the floor):      {floor:.0f} notes/s; the audit takes {floor / ours:.1f} times as long"
    )
    if options.peer:
        given = json.dumps(
            {"notes": texts, "phrases": sorted({p.rstrip("*") for layer in cues._layers for p in layer})}
        )
        done = subprocess.run([options.peer, "-c", PEER], input=given, capture_output=True, text=True, check=False)
        for line in done.stdout.splitlines():
            name, speed = json.loads(line)
            print(f"medspaCy, {name}: {speed:.1f} notes/s; the audit is {ours / speed:.0f} times as fast")
        if done.returncode:
            print(f"the peer stopped: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)


if __name__ == "__main__":
    main()
