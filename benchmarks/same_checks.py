"""Five of the checks as somebody would write them in plain pandas and in pandera, for `benchmarks/scrub.py`.

Each function takes the claim lines as text, does its own reading of days, money and numbers, and gives the findings as (rule, claim, line).
The checks are those of auditkit of the same names, without words, sources and the answers beside "not met". pandera is no dependency of
auditkit: `pip install pandera` into an environment of its own and name its Python with `--peer`.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

RULES = ("required_fields", "service_dates", "not_duplicate", "charges_balance", "untimed_units")
NEEDED = [
    "claim_id", "patient_id", "member_id", "payer", "billing_provider_npi", "rendering_provider_npi", "day", "hcpcs_code",
    "units", "charge", "diagnosis_codes", "place_of_service",
]  # fmt: skip


def typed(lines: pd.DataFrame, codes: pd.DataFrame, limits: pd.DataFrame, today: date) -> pd.DataFrame:
    """The lines with days, money and numbers read, and what the code table says of each code."""
    f = lines.replace("", np.nan)
    f["day"] = pd.to_datetime(f["date_of_service"], errors="coerce", format="%Y-%m-%d")
    f["born"] = pd.to_datetime(f["patient_birth_date"], errors="coerce", format="%Y-%m-%d")
    f["sent"] = pd.to_datetime(f["submitted_on"], errors="coerce", format="%Y-%m-%d")
    f["today"] = pd.Timestamp(today)
    for name, source in (("charge", "line_charge_amount"), ("claim_charge", "claim_charge_amount")):
        f[name] = (pd.to_numeric(f[source], errors="coerce") * 100).round()
    f["units"] = pd.to_numeric(f["units"], errors="coerce")
    f.loc[f["units"] <= 0, "units"] = np.nan
    f["payer"] = f["payer_id"].fillna(f["payer_name"])
    f.loc[f["member_id"].isna() & (f["payer_type"] == "self_pay"), "member_id"] = "-"
    f["hcpcs_code"] = f["hcpcs_code"].str.upper()
    f = f.merge(codes, on="hcpcs_code", how="left").merge(limits, on="hcpcs_code", how="left")
    order = {m: "|".join(sorted(set(m.upper().split("|")))) for m in f["modifiers"].dropna().unique()}
    f["sorted_modifiers"] = f["modifiers"].map(order).fillna("")
    f["provider"] = f["rendering_provider_npi"].fillna(f["billing_provider_npi"])
    return f


def dates_in_order(f: pd.DataFrame) -> pd.Series:
    """Service not after today or the day of sending, and not before the birth; what is not known is not a finding."""
    late = (f["day"] > f["sent"].fillna(f["today"])) | (f["day"] > f["today"])
    return ~(f["date_of_service"].notna() & (f["day"].isna() | late | (f["day"] < f["born"])))


def not_repeated(f: pd.DataFrame) -> pd.Series:
    """No earlier line agrees in patient, payer, day, therapist, code and modifiers."""
    keys = ["patient_id", "payer", "day", "provider", "hcpcs_code", "sorted_modifiers"]
    corrects = f["claim_frequency_code"].isin(["7", "8"])
    known = f[["patient_id", "day", "payer", "hcpcs_code"]].notna().all(axis=1) & ~corrects
    repeats = pd.Series(False, index=f.index)
    repeats[known] = f.loc[known].duplicated(keys)
    return ~repeats | f["sorted_modifiers"].str.contains("76|77")


def charges_agree(f: pd.DataFrame) -> pd.Series:
    """The claim's charge is the sum of its lines; where a claim stands in the batch several times, of each time."""
    groups = f.groupby([f["claim_id"], f["claim_frequency_code"].fillna("1")], dropna=False, sort=False)
    last = pd.to_numeric(f["line_number"], errors="coerce").groupby(groups.ngroup()).transform("max")
    count = groups["hcpcs_code"].transform("size")
    times = f.groupby(["claim_id", f["claim_frequency_code"].fillna("1"), "line_number"], sort=False)[
        "claim_id"
    ].transform("size")
    copies = times.where(count > last, 1).groupby(groups.ngroup()).transform("max").fillna(1)
    total, given = groups["charge"].transform("sum"), groups["charge"].transform("count")
    least, most = groups["claim_charge"].transform("min"), groups["claim_charge"].transform("max")
    differs = (least != most) & least.notna()
    wrong = (least != total) & (least * copies != total) & (given == count) & least.notna()
    return ~((differs & (copies == 1)) | (~differs & wrong)) | f["claim_id"].isna()


def one_unit(f: pd.DataFrame) -> pd.Series:
    """An untimed service is billed once a day."""
    return ~((f["is_timed"] == 0) & (f["max_units"].fillna(1) <= 1) & f["units"].notna() & (f["units"] != 1))


def found(rule: str, f: pd.DataFrame, wrong: pd.Series) -> set[tuple[str, str, str]]:
    """(rule, claim, line) of the lines; of a check of claims, once a claim."""
    rows = f.loc[wrong, ["claim_id", "line_number"]].fillna("")
    lines = [""] * len(rows) if rule == "charges_balance" else rows["line_number"]
    return set(zip([rule] * len(rows), rows["claim_id"], lines, strict=True))


def in_pandas(f: pd.DataFrame) -> set[tuple[str, str, str]]:
    """The five checks as columns of yes and no."""
    holds = {
        "required_fields": f[NEEDED].notna().all(axis=1), "service_dates": dates_in_order(f), "not_duplicate": not_repeated(f),
        "charges_balance": charges_agree(f), "untimed_units": one_unit(f),
    }  # fmt: skip
    return set().union(*(found(rule, f, ~ok) for rule, ok in holds.items()))


def in_pandera(f: pd.DataFrame) -> set[tuple[str, str, str]]:
    """The five checks as a schema: needed columns are not null, the others are checks of the frame."""
    import pandera.pandas as pa

    def each(rule, column, check):  # of one column: a check of the frame repeats a failing line for each of its columns
        return pa.Column(
            nullable=True, required=True, coerce=False, checks=pa.Check(lambda s: check(f), name=rule, ignore_na=False)
        )

    schema = pa.DataFrameSchema(
        {name: pa.Column(nullable=False) for name in NEEDED}
        | {
            "date_of_service": each("service_dates", "date_of_service", dates_in_order),
            "sorted_modifiers": each("not_duplicate", "sorted_modifiers", not_repeated),
            "claim_charge": each("charges_balance", "claim_charge", charges_agree),
            "max_units": each("untimed_units", "max_units", one_unit),
        }
    )
    try:
        schema.validate(f, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases
    else:
        return set()
    rules = cases["check"].where(cases["check"].isin(RULES), "required_fields")
    return set().union(*(found(rule, f, f.index.isin(cases.loc[rules == rule, "index"])) for rule in RULES))


def main(how: str, folder: Path, today: date) -> None:
    """Run one of the two on the tables that `benchmarks/scrub.py` wrote into the folder; the findings go there too."""
    lines, codes, limits = (pd.read_parquet(folder / f"{name}.parquet") for name in ("claims", "codes", "limits"))
    start, cpu = time.perf_counter(), time.process_time()
    findings = {"pandas": in_pandas, "pandera": in_pandera}[how](typed(lines, codes, limits, today))
    took = {"seconds": time.perf_counter() - start, "CPU seconds": time.process_time() - cpu, "findings": len(findings)}
    (folder / f"{how}.json").write_text(json.dumps(sorted(findings)))
    print(json.dumps({**took, "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), date.fromisoformat(sys.argv[3]))
