"""Time and memory from an 837P to service lines, beside plain splitting of the same file, and beside pyx12's loop reader, in one run.

    python benchmarks/read_837.py [--claims 10000] [--peer PYTHON] [--peer-claims 1000]

The file is made on the spot and invented: three service lines a claim, as practices send them. Each measurement is a process of its own, so
that memory and caches are its own; times are processor seconds, the best of three. `--peer` names a Python that has pyx12 (`pip install pyx12`
in a folder of its own); being slow it may get fewer claims, and is then compared by claims a second.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

FLOOR = """
import json, resource, sys, time
text = open(sys.argv[1], encoding="utf-8").read()
start = time.process_time()
segments = [segment.split("*") for segment in text.split("~")]
print(json.dumps([time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, len(segments)]))
"""

OURS = """
import json, resource, sys, time
from auditkit.readers.claims import read_claims
start = time.process_time()
reading = read_claims([sys.argv[1]])
took = time.process_time() - start
assert not reading.issues
print(json.dumps([took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, len(reading.lines["claim_id"])]))
"""

PEER = """
import io, json, logging, resource, sys, time
import pyx12.params, pyx12.error_handler, pyx12.x12context
logging.disable(logging.CRITICAL)
start = time.process_time()
source = pyx12.x12context.X12ContextReader(pyx12.params.params(), pyx12.error_handler.errh_null(), open(sys.argv[1], encoding="ascii"))
lines = sum(1 for loop in source.iter_segments("2400") if loop.id == "2400")
print(json.dumps([time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, lines]))
"""


def file_of(claims: int) -> str:
    """A synthetic 837P (5010) of so many claims."""
    dice = random.Random(7)  # noqa: S311  (invented claims, no secret)
    out = [
        "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260310*1200*^*00501*000000001*0*T*:",
        "GS*HC*SENDER*RECEIVER*20260310*1200*1*X*005010X222A1",
        "ST*837*0001*005010X222A1",
        "BHT*0019*00*1*20260310*1200*CH",
        "NM1*41*2*INVENTED THERAPY*****46*12345",
        "PER*IC*FRONT DESK*TE*5555550100",
        "NM1*40*2*CLEARINGHOUSE*****46*67890",
        "HL*1**20*1",
        "PRV*BI*PXC*261QP2000X",
        "NM1*85*2*INVENTED THERAPY*****XX*2999900014",
        "N3*1 MOCK ROAD",
        "N4*NORTHFOLD*OH*440000000",
        "REF*EI*000000000",
    ]
    codes = ("97110", "97112", "97140", "97530", "97535", "97116")
    for n in range(1, claims + 1):
        day = f"2026{dice.randint(1, 12):02d}{dice.randint(1, 28):02d}"
        out += [
            f"HL*{n + 1}*1*22*0",
            "SBR*P*18*******MB",
            f"NM1*IL*1*MOCKBERG*ABEL****MI*0ZS{n:08d}",
            "N3*2 MOCK ROAD",
            "N4*NORTHFOLD*OH*44000",
            "DMG*D8*19450924*M",
            "NM1*PR*2*SYNTHETIC CONTRACTOR*****PI*PY1",
            f"CLM*C{n}*195***11:B:1*Y*A*Y*Y",
            f"REF*EA*P{dice.randint(1, 2000):05d}",
            "HI*ABK:M25561*ABF:R2689*ABF:M6281",
            "NM1*DN*1*SAMPLESEN*PRIYA****XX*2999900519",
            "NM1*82*1*PLACEBROOK*AVERY****XX*2999900113",
        ]
        for line in range(1, 4):
            out += [
                f"LX*{line}",
                f"SV1*HC:{dice.choice(codes)}:GP*65*UN*{dice.randint(1, 3)}***1:2",
                f"DTP*472*D8*{day}",
            ]
    out += [f"SE*{len(out) - 1}*0001", "GE*1*1", "IEA*1*000000001"]
    return "~\n".join(out) + "~\n"


def measured(python: str, program: str, file: Path, times: int = 3) -> tuple[float, float, int]:
    """Processor seconds (the best), megabytes at most, and what was counted."""
    runs = []
    for _ in range(times):
        done = subprocess.run([python, "-c", program, str(file)], capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"a measurement stopped: {done.stderr.strip().splitlines()[-1]}")
        runs.append(json.loads(done.stdout.splitlines()[-1]))
    return min(run[0] for run in runs), max(run[1] for run in runs), runs[0][2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--peer", default="")
    parser.add_argument("--peer-claims", type=int, default=0, help="claims for the peer (default: the same file)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "claims.837"
        file.write_text(file_of(options.claims), encoding="ascii")
        print(f"{options.claims:,} claims, {file.stat().st_size / 1e6:.1f} MB")
        floor, memory, counted = measured(sys.executable, FLOOR, file)
        print(f"splitting into segments and elements: {floor:.3f} s, {memory:.0f} MB, {counted:,} segments")
        ours, memory, counted = measured(sys.executable, OURS, file)
        print(f"read_claims, file to service lines:   {ours:.3f} s, {memory:.0f} MB, {counted:,} lines")
        print(f"reading takes {ours / floor:.2f} times as long as splitting")
        if options.peer:
            claims = options.peer_claims or options.claims
            file.write_text(file_of(claims), encoding="ascii")
            peer, memory, counted = measured(options.peer, PEER, file, times=1)
            print(f"pyx12, loop by loop, {claims:,} claims:    {peer:.2f} s, {memory:.0f} MB, {counted:,} lines")
            print(f"read_claims is {peer / claims / (ours / options.claims):.0f} times as fast")


if __name__ == "__main__":
    main()
