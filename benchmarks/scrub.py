"""How long the scrub takes: a million lines against one hand-written DuckDB query that does the same sums and joins, and 500 lines.

    python benchmarks/scrub.py [--lines 1000000] [--only scrub|hand|small|buckets] [--peer PYTHON]

`buckets` deals the lines out by patient and scrubs a bucket at a time, as for 10,000,000 lines on one machine. `--peer` names a Python that
has pandas, pyarrow and pandera: five of the checks are then measured beside auditkit as plain pandas and as a pandera schema write them
(`same_checks.py`), and their findings compared.

The lines are the synthetic practice's claims, copied with other patients and claim numbers. Each measurement runs in a process of its own, so
that the memory is its own: `peak` is the most that the process held.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from datetime import date
from pathlib import Path

import duckdb

TODAY = date(2026, 11, 24)
TABLES = ("claims", "history", "payers", "authorizations")
FIVE = (
    "required_fields",
    "service_dates",
    "not_duplicate",
    "charges_balance",
    "untimed_units",
)  # beside pandas and pandera

# What somebody would write by hand for the sums and joins behind the checks: one pass, no words, no editions, counts only.
BY_HAND = """
WITH l AS (
    SELECT row_number() OVER () AS id, c.*, TRY_CAST(units AS INTEGER) AS u, TRY_CAST(minutes AS INTEGER) AS m,
        TRY_CAST(assistant_minutes AS INTEGER) AS am, TRY_CAST(date_of_service AS DATE) AS d, TRY_CAST(submitted_on AS DATE) AS sent,
        TRY_CAST(patient_birth_date AS DATE) AS born, TRY_CAST(line_charge_amount AS DECIMAL(12, 2)) AS charge,
        TRY_CAST(claim_charge_amount AS DECIMAL(12, 2)) AS claim_charge, '|' || coalesce(modifiers, '') || '|' AS mods,
        k.therapy_type, k.is_timed, k.minutes_counted, k.kind, k.evaluation_family, k.only_discipline, k.valid_from, k.valid_to,
        s.medicare_status, x.max_units, x.mai, p.unit_rule, p.authorization_required, p.timely_filing_days
    FROM claims c
    LEFT JOIN ref_therapy_code k ON k.code = c.hcpcs_code
    LEFT JOIN ref_code_status s ON s.code = c.hcpcs_code AND date_diff('day', DATE '1970-01-01', TRY_CAST(c.date_of_service AS DATE)) BETWEEN s.valid_from AND s.valid_to
    LEFT JOIN ref_unit_limit x ON x.code = c.hcpcs_code AND date_diff('day', DATE '1970-01-01', TRY_CAST(c.date_of_service AS DATE)) BETWEEN x.valid_from AND x.valid_to
    LEFT JOIN payers p ON p.payer_id = c.payer_id
),
w AS (
    SELECT *,
        count(*) OVER (PARTITION BY patient_id, payer_id, d, hcpcs_code, rendering_provider_npi, modifiers) AS twins,
        sum(u) OVER (PARTITION BY patient_id, payer_id, d, hcpcs_code, rendering_provider_npi) AS day_units,
        sum(charge) OVER (PARTITION BY claim_id) AS claim_sum,
        sum(m) FILTER (minutes_counted = 'pool') OVER (PARTITION BY patient_id, payer_id, d, only_discipline) AS pool_minutes,
        sum(u) FILTER (minutes_counted = 'pool') OVER (PARTITION BY patient_id, payer_id, d, only_discipline) AS pool_units,
        sum(m // 15) FILTER (minutes_counted = 'pool') OVER (PARTITION BY patient_id, payer_id, d, only_discipline) AS whole_units,
        rank() OVER (PARTITION BY patient_id, payer_id, d, only_discipline ORDER BY m % 15 DESC) AS place,
        sum(charge) OVER (PARTITION BY patient_id, year(d), only_discipline ORDER BY d, id ROWS UNBOUNDED PRECEDING) AS so_far,
        count(evaluation_family) OVER (PARTITION BY patient_id, payer_id, d, evaluation_family) AS evaluations
    FROM l
),
pairs AS (
    SELECT a.id, max(TRY_CAST(n.modifier_indicator AS INTEGER)) AS indicator
    FROM l a JOIN l b ON a.patient_id = b.patient_id AND a.d = b.d AND a.rendering_provider_npi = b.rendering_provider_npi AND a.hcpcs_code <> b.hcpcs_code
    JOIN ref_code_pair n ON n.column_1 = b.hcpcs_code AND n.column_2 = a.hcpcs_code AND n.pair_source = 'medicare_practitioner'
        AND date_diff('day', DATE '1970-01-01', a.d) BETWEEN coalesce(n.in_force_from, 0) AND coalesce(n.in_force_to, 999999)
    GROUP BY a.id
),
dx AS (
    SELECT claim_id, count(*) AS codes, count(r.code) AS known, count(*) FILTER (r.is_billable = 0) AS headers
    FROM (SELECT DISTINCT claim_id, unnest(string_split(replace(diagnosis_codes, '.', ''), '|')) AS code FROM l) g
    LEFT JOIN ref_diagnosis r ON r.code = g.code GROUP BY claim_id
),
before AS (SELECT patient_id, sum(TRY_CAST(allowed_amount AS DECIMAL(12, 2))) AS allowed FROM history GROUP BY patient_id),
sent AS (SELECT DISTINCT patient_id, TRY_CAST(date_of_service AS DATE) AS d, hcpcs_code, modifiers FROM history)
SELECT count(*), count(*) FILTER (twins > 1), count(*) FILTER (day_units > max_units), count(*) FILTER (abs(claim_sum - claim_charge) > 0),
    count(*) FILTER (pool_units > (pool_minutes + 7) // 15), count(*) FILTER (u > m // 15 + CAST(place <= (pool_minutes + 7) // 15 - whole_units AS INTEGER)),
    count(*) FILTER (so_far + coalesce(h.allowed, 0) > 2480 AND mods NOT LIKE '%|KX|%'), count(*) FILTER (evaluations > 1),
    count(p.indicator), count(*) FILTER (x.headers > 0 OR x.known < x.codes), count(t.d),
    count(*) FILTER (w.d > w.sent OR w.d < born), count(*) FILTER (date_diff('day', w.d, w.sent) > coalesce(TRY_CAST(timely_filing_days AS INTEGER), 365)),
    count(*) FILTER (therapy_type = 'always' AND NOT (mods LIKE '%|GP|%' OR mods LIKE '%|GO|%' OR mods LIKE '%|GN|%')),
    count(*) FILTER (medicare_status IN ('I', 'B')), count(*) FILTER (am * 10 > m AND NOT (mods LIKE '%|CQ|%' OR mods LIKE '%|CO|%')),
    count(*) FILTER (authorization_required = '1' AND authorization_number IS NULL), count(*) FILTER (is_timed = 0 AND u > 1)
FROM w LEFT JOIN pairs p USING (id) LEFT JOIN dx x USING (claim_id) LEFT JOIN before h USING (patient_id)
LEFT JOIN sent t ON t.patient_id = w.patient_id AND t.d = w.d AND t.hcpcs_code = w.hcpcs_code AND t.modifiers = w.modifiers
"""


def make(folder: Path, lines: int) -> None:
    """Parquet tables with at least so many lines: the practice's own, copied with other patients, claims and authorizations."""
    from auditkit.places import datasets
    from auditkit.scrub.facts import load_facts

    con = duckdb.connect()
    with zipfile.ZipFile(datasets() / "billing" / "claims.zip") as packed:
        packed.extractall(folder)
    for table in TABLES:
        path = folder / "claims.csv" if table == "claims" else datasets() / "billing" / f"{table}.csv"
        con.execute(f"CREATE TABLE {table} AS SELECT * FROM read_csv('{path}', all_varchar = true, header = true)")
    (own,) = con.execute("SELECT count(*) FROM claims").fetchall()[0]
    copies = -(-lines // own)
    new = {"patient_id", "claim_id", "authorization_number"}
    for table in TABLES:
        columns = [row[0] for row in con.execute(f"DESCRIBE {table}").fetchall()]
        written = ", ".join(f"{c} || '-' || n AS {c}" if c in new else c for c in columns)
        rows = f"FROM {table}, range({copies}) r (n)" if table != "payers" else f"FROM {table}"
        written = written if table != "payers" else "*"
        limit = f"LIMIT {lines}" if table == "claims" else ""
        con.execute(f"COPY (SELECT {written} {rows} {limit}) TO '{folder}/{table}.parquet'")
    con.execute(f"COPY (SELECT * FROM claims LIMIT 500) TO '{folder}/small.parquet'")
    load_facts(con)
    con.execute(
        f"COPY (SELECT code AS hcpcs_code, max(is_timed) AS is_timed FROM ref_therapy_code GROUP BY code) TO '{folder}/codes.parquet'"
    )
    con.execute(
        "COPY (SELECT code AS hcpcs_code, max_by(max_units, valid_to) AS max_units FROM ref_unit_limit GROUP BY code)"
        f" TO '{folder}/limits.parquet'"
    )


def measured(what: str, folder: Path) -> dict[str, float]:
    """One measurement in this process."""
    from auditkit.rule import Answer
    from auditkit.scrub import scrub
    from auditkit.scrub.facts import load_facts

    tables = {table: folder / f"{table}.parquet" for table in TABLES}
    more = {name: tables[name] for name in TABLES[1:]}
    if what == "hand":
        con = duckdb.connect()
        load_facts(con)
        for table, path in tables.items():
            con.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{path}')")
        start, cpu = time.perf_counter(), time.process_time()
        con.execute(BY_HAND).fetchall()
        took = {"seconds": time.perf_counter() - start, "CPU seconds": time.process_time() - cpu}
    elif what == "scrub":
        scrub(folder / "small.parquet", today=TODAY)  # the reference tables are loaded once a process
        start = time.perf_counter()
        result = scrub(tables["claims"], today=TODAY, **more)
        counts = result.counts
        took = {
            "seconds": time.perf_counter() - start,
            "lines": result.lines,
            "verdicts": sum(c.subjects for c in counts),
        }
        start = time.perf_counter()
        (found,) = result.connection.execute(f"SELECT count(message) FROM ({result.findings.sql_query()})").fetchall()[
            0
        ]
        took |= {"findings": found, "seconds for the findings in words": time.perf_counter() - start}
    elif what == "five":
        from auditkit.rules import claim_checks

        checks = {rule: check for rule, check in claim_checks().items() if rule in FIVE}
        scrub(folder / "small.parquet", today=TODAY, checks=checks)
        start, cpu = time.perf_counter(), time.process_time()
        rows = scrub(tables["claims"], today=TODAY, checks=checks).rows((Answer.NOT_MET,))
        findings = sorted({(row[3], row[0], row[1]) for row in rows})
        took = {
            "seconds": time.perf_counter() - start,
            "CPU seconds": time.process_time() - cpu,
            "findings": len(findings),
        }
        (folder / "five.json").write_text(json.dumps(findings))
    elif what == "buckets":
        from auditkit.partitions.buckets import scrub_in_buckets

        start = time.perf_counter()
        result = scrub_in_buckets(
            tables["claims"],
            folder / "verdicts",
            today=TODAY,
            on_done=lambda done, of: print(
                f"  bucket {done} of {of}, {time.perf_counter() - start:.0f} s", file=sys.stderr
            ),
            **more,
        )
        took = {"seconds": time.perf_counter() - start, "lines": result.lines} | {
            str(answer): sum(c.subjects for c in result.counts if c.answer is answer) for answer in Answer
        }
    else:
        columns = duckdb.connect().execute(f"SELECT * FROM '{folder}/small.parquet'").df()
        runs, with_rows = [], []
        for _ in range(12):
            start = time.perf_counter()
            result = scrub(columns, today=TODAY, payers=tables["payers"])
            runs.append(time.perf_counter() - start)
            result.rows()
            with_rows.append(time.perf_counter() - start)
        took = {
            f"{what} {name}": value * 1000
            for what, times in (("scrub", runs[2:]), ("with findings in words", with_rows[2:]))
            for name, value in (("best ms", min(times)), ("median ms", sorted(times)[len(times) // 2]))
        }
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {**took, "process CPU seconds": used.ru_utime + used.ru_stime, "peak MB": used.ru_maxrss / 1024}


def _beside(peer: str, folder: Path) -> None:
    """The five checks in auditkit, plain pandas and pandera, one after the other; their findings have to be equal."""
    calls = {"five": [sys.executable, __file__, "--only", "five", "--in", str(folder)]} | {
        how: [peer, str(Path(__file__).with_name("same_checks.py")), how, str(folder), TODAY.isoformat()]
        for how in ("pandas", "pandera")
    }
    told = {
        how: json.loads(subprocess.run(call, check=True, stdout=subprocess.PIPE, text=True).stdout)
        for how, call in calls.items()
    }
    findings = {how: {tuple(row) for row in json.loads((folder / f"{how}.json").read_text())} for how in calls}
    for how, took in told.items():
        print(f"five checks, {how}: " + ", ".join(f"{key} {value:,.2f}" for key, value in took.items()))
        differ = findings[how] ^ findings["five"]
        print(
            f"  {took['seconds'] / told['five']['seconds']:.2f} times auditkit's seconds; {len(differ)} findings differ {sorted(differ)[:3]}"
        )


def main() -> None:
    """Measure, each in a process of its own, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--only", choices=("scrub", "hand", "small", "buckets", "five", "make"))
    parser.add_argument("--peer", metavar="PYTHON", help="a Python with pandas, pyarrow and pandera")
    parser.add_argument("--in", dest="folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only == "make":
        make(options.folder, options.lines)
        return
    if options.folder:
        print(json.dumps(measured(options.only, options.folder)))
        return
    with tempfile.TemporaryDirectory() as name:
        # in a process of its own too: a child starts with its parent's peak of memory
        subprocess.run(
            [sys.executable, __file__, "--only", "make", "--in", name, "--lines", str(options.lines)], check=True
        )
        seconds = {}
        for what in [options.only] if options.only else ["hand", "scrub", "small"]:
            call = [sys.executable, __file__, "--only", what, "--in", name]
            told = json.loads(subprocess.run(call, check=True, stdout=subprocess.PIPE, text=True).stdout)
            seconds[what] = told.get("seconds", 0)
            print(f"{what}: " + ", ".join(f"{key} {value:,.2f}" for key, value in told.items()), flush=True)
        if options.peer:
            _beside(options.peer, Path(name))
        if not options.only:
            print(f"scrub / hand-written: {seconds['scrub'] / seconds['hand']:.2f} by the clock")


if __name__ == "__main__":
    main()
