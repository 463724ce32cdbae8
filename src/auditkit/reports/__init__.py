"""What people take away: feedback letters, note templates, result workbooks.

A report is built in two steps. A model says what is in it (`feedback.letter`, `note_template.note_template`) and lays
itself out as a `page.Page`; a writer turns any page into a file (`html.to_html`, `word.to_docx`, `pdf.to_pdf`).
`workbook` writes results as Excel and CSV. The writers are loaded by whoever needs them, not here.
"""
