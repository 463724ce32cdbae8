"""What a note says never becomes part of the page's own HTML."""

from __future__ import annotations

import base64
import re

from auditkit.apps.note_audit import pieces
from auditkit.apps.note_audit.model import NoteAuditModel
from auditkit.apps.note_audit.view import NoteAuditView

HOSTILE = (
    '<script>alert(1)</script><img src=x onerror=alert(1)> PT daily note DOS 3/4/2026 needs min A for "stairs" & more'
)


def test_script_in_a_note_is_shown_and_not_run():
    model = NoteAuditModel()
    model.add_text(HOSTILE, name='<b>"name"</b>')
    view = NoteAuditView(model)
    view.refresh()
    shown = [view.note.text.value, view.point.detail.value, view.score.value, view.say.box.value]
    for html in shown:
        assert "<script" not in html and "<img" not in html and "<b>" not in html
    words = re.sub(r"</?(mark|div)[^>]*>", "", view.note.text.value)
    assert words.startswith("&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x")


def test_marks_do_not_change_the_notes_words():
    text = "needs <min A> for stairs & tub"
    html = pieces.highlighted(text, [(0, 5), (3, 13)], [(6, 13)])
    plain = re.sub(r"<[^>]+>", "", html)
    assert plain == "needs &lt;min A&gt; for stairs &amp; tub"


def test_every_button_of_the_page_has_words():
    model = NoteAuditModel()
    model.add_text(HOSTILE)
    view = NoteAuditView(model)
    view.refresh()
    assert all(
        button.description.strip()
        for button in (*view.takeaway.by_name.values(), *view._lines.values(), view.point.decide_button)
    )


def test_a_click_writes_the_letter_and_the_workbook():
    model = NoteAuditModel()
    model.add_text(HOSTILE)
    view = NoteAuditView(model)
    view.refresh()
    for name, start in (
        ("letter_html", b"<!"),
        ("letter_docx", b"PK"),
        ("letter_pdf", b"%PDF"),
        ("results_xlsx", b"PK"),
    ):
        view.takeaway.by_name[name].click()
        content = re.search(r"base64,([^\"]+)", view.takeaway.made.value)
        assert content, view.say.box.value
        assert base64.b64decode(content[1]).lstrip().startswith(start)


def test_a_callback_that_raises_ends_in_one_sentence_without_the_note():
    model = NoteAuditModel()
    view = NoteAuditView(model)
    model.add_text = lambda text: 1 / 0
    view.intake.paste.value = "Patient Jane Secret"
    view.intake.audit_button.click()
    assert "did not work" in view.say.box.value
    assert "Secret" not in view.say.box.value
