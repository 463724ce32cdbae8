"""Write the synthetic practice: `python -m auditkit.datasets --out datasets`."""

from __future__ import annotations

import argparse
from pathlib import Path

from auditkit.datasets.billing.files import billing_text, write_billing
from auditkit.datasets.dice import Dice
from auditkit.datasets.documents import docx_bytes, pdf_bytes
from auditkit.datasets.frontdesk.files import frontdesk_text
from auditkit.datasets.notes import write_notes
from auditkit.datasets.practice import build_practice
from auditkit.datasets.remittances.files import remittance_text
from auditkit.datasets.tables import chart_print, note_column, practice_tables
from auditkit.datasets.written import WrittenNote

SEED = 7
DOCX_NOTES, PDF_NOTES = 12, 8


def as_documents(seed: int, notes: list[WrittenNote]) -> None:
    """Give some notes the ending of a Word or PDF file."""
    plain = [note for note in notes if "wrong side" not in note.seeded.values() and "cloned_note" not in note.labels]
    for place, note in enumerate(Dice(f"{seed}/documents").some(plain, DOCX_NOTES + PDF_NOTES)):
        ending = ".docx" if place < DOCX_NOTES else ".pdf"
        note.file = note.file.removesuffix(".txt") + ending


def practice_files(seed: int = SEED) -> dict[str, str]:
    """Path -> text of what is generated but for billing/, Word and PDF notes by the text in them."""
    practice = build_practice(seed)
    notes = write_notes(practice)
    originals = {note.seeded["cloned_note"].removeprefix("copy of ") for note in notes if "cloned_note" in note.seeded}
    as_documents(seed, [note for note in notes if note.file not in originals])
    out = {f"practice/{name}": text for name, text in practice_tables(practice, notes).items()}
    out |= {f"practice/notes/{note.file}": note.text for note in notes}
    return out | {"notes_column.csv": note_column(practice, notes), "chart_print.txt": chart_print(notes)}


def write(folder: Path, seed: int = SEED) -> int:
    """Write all files under `folder`; the number of files written."""
    written = write_practice(folder, seed) + write_billing(folder / "billing", billing_text(seed))
    written += write_billing(folder / "remittances", remittance_text(seed))
    return written + write_billing(folder / "frontdesk", frontdesk_text(seed))


def write_practice(folder: Path, seed: int = SEED) -> int:
    """Write what does not belong to billing, remove notes of an earlier run; the number of files written."""
    files = practice_files(seed)
    notes = folder / "practice" / "notes"
    notes.mkdir(parents=True, exist_ok=True)
    for stale in notes.glob("note-*.*"):
        if f"practice/notes/{stale.name}" not in files:
            stale.unlink()
    for name, text in files.items():
        content = (
            docx_bytes(text)
            if name.endswith(".docx")
            else pdf_bytes(text)
            if name.endswith(".pdf")
            else text.encode("utf-8")
        )
        (folder / name).write_bytes(content)
    return len(files)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m auditkit.datasets", description="Write the synthetic practice.")
    parser.add_argument("--out", type=Path, default=Path("datasets"), help="folder to write to (default: datasets)")
    parser.add_argument("--seed", type=int, default=SEED, help="another seed makes another practice (default: 7)")
    given = parser.parse_args()
    print(f"{write(given.out, given.seed)} files written to {given.out}")


if __name__ == "__main__":
    main()
