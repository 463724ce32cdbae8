"""Time and memory from an 835 to the tables of remittances, beside plain splitting of the same file, in one run.

    python benchmarks/read_835.py [--claims 10000]

The file is made on the spot and invented: three service lines a claim, each with its adjustments, dates, control number and allowed amount, as
payers send them; every tenth claim is denied. Each measurement is a process of its own, so that memory and caches are its own; times are
processor seconds, the best of three.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

from read_837 import FLOOR, measured

OURS = """
import json, resource, sys, time
from auditkit.readers.remittances import read_remittances
start = time.process_time()
reading = read_remittances([sys.argv[1]])
took = time.process_time() - start
assert not reading.issues, reading.issues[0]
print(json.dumps([took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, len(reading.tables["adjustments"]["carc"])]))
"""


def file_of(claims: int) -> str:
    """A synthetic 835 (5010) of so many claims, in payments of 500, that balances."""
    dice = random.Random(7)  # noqa: S311  (invented payments, no secret)
    out = [
        "ISA*00*          *00*          *ZZ*PAYER          *ZZ*RECEIVER       *261020*1200*^*00501*000000001*0*T*:",
        "GS*HP*PAYER*RECEIVER*20261020*1200*1*X*005010X221A1",
    ]
    for payment, first in enumerate(range(1, claims + 1, 500), start=1):
        body = [line for n in range(first, min(first + 500, claims + 1)) for line in _claim(n, dice)]
        paid = sum(round(float(line.split("*")[4]) * 100) for line in body if line.startswith("CLP"))
        segments = [
            f"ST*835*{payment:04d}",
            f"BPR*I*{paid / 100:.2f}*C*ACH*CCP*01*111*DA*222*1999999999**01*333*DA*444*20261020",
            f"TRN*1*EFT{payment:07d}*1999999999",
            "DTM*405*20261019",
            "N1*PR*SYNTHETIC CONTRACTOR*XV*PY1",
            "N3*1 MOCK ROAD",
            "N4*NORTHFOLD*OH*44000",
            "PER*BL*PROVIDER LINE*TE*5555550100",
            "N1*PE*INVENTED THERAPY*XX*2999900014",
            "LX*1",
            *body,
        ]
        out += [*segments, f"SE*{len(segments) + 1}*{payment:04d}"]
    out += [f"GE*{payment}*1", "IEA*1*000000001"]
    return "~\n".join(out) + "~\n"


def _claim(n: int, dice: random.Random) -> list[str]:
    day = f"2026{dice.randint(1, 9):02d}{dice.randint(1, 28):02d}"
    is_denied = n % 10 == 0
    lines: list[str] = []
    total = 0
    for line in range(1, 4):
        allowed = 0 if is_denied else dice.randint(2000, 5000)
        share = allowed // 5
        paid = allowed - share - (allowed - share) * 2 // 100
        total += paid
        code = dice.choice(("97110", "97112", "97140", "97530", "97535", "97116"))
        lines += [f"SVC*HC:{code}:GP*65*{paid / 100:.2f}**{dice.randint(1, 3)}", f"DTM*472*{day}"]
        if is_denied:
            lines += ["CAS*CO*50*65"]
        else:
            lines += [
                f"CAS*CO*45*{65 - allowed / 100:.2f}**253*{(allowed - share - paid) / 100:.2f}",
                f"CAS*PR*2*{share / 100:.2f}",
            ]
        lines += [f"REF*6R*{line}", f"AMT*B6*{allowed / 100:.2f}"]
        if is_denied:
            lines += ["LQ*HE*N115"]
    return [
        f"CLP*C{n}*{4 if is_denied else 1}*195*{total / 100:.2f}*0*MB*2026{n:09d}*11*1",
        f"NM1*QC*1*MOCKBERG*ABEL****MI*0ZS{n:08d}",
        "NM1*82*1*PLACEBROOK*AVERY****XX*2999900113",
        "MOA***MA01",
        f"DTM*050*{day}",
        *lines,
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--claims", type=int, default=10_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "payments.835"
        file.write_text(file_of(options.claims), encoding="ascii")
        print(f"{options.claims:,} claims, {file.stat().st_size / 1e6:.1f} MB")
        floor, memory, counted = measured(sys.executable, FLOOR, file)
        print(f"splitting into segments and elements: {floor:.3f} s, {memory:.0f} MB, {counted:,} segments")
        ours, memory, counted = measured(sys.executable, OURS, file)
        print(f"read_remittances, file to tables:     {ours:.3f} s, {memory:.0f} MB, {counted:,} adjustments")
        print(f"reading takes {ours / floor:.2f} times as long as splitting")


if __name__ == "__main__":
    main()
