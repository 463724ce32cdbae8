"""The page about the criteria says what the rules say, and runs nothing."""

from dataclasses import replace

from auditkit.apps.server import criteria
from auditkit.apps.server.layout import Frame
from auditkit.apps.shell import safe
from auditkit.rule import Example, Source
from auditkit.rules import note_rules

FRAME = Frame(assets="/assets/0", menu=(), version="0", upload_limit_bytes=1)


def test_every_rule_is_on_the_page_with_its_reason_examples_and_sources():
    page = criteria.criteria_page(FRAME).replace("&#34;", "&quot;").replace("&#39;", "&#x27;")
    for name, rule in note_rules().items():
        assert f'id="{name}"' in page
        for words in (
            rule.title,
            rule.why,
            rule.fix,
            rule.question,
            rule.good.text,
            rule.bad.text,
            str(rule.verified_on),
            *(s.title for s in rule.sources),
        ):
            assert safe(words) in page, (name, words)


def test_what_a_rule_says_is_text_and_nothing_else(monkeypatch):
    nasty = '"><b id=x>&'
    rule = next(iter(note_rules().values()))
    source = Source(title=nasty, section=nasty, url="javascript:void(0)", dated=nasty)
    rule = replace(
        rule,
        id=nasty,
        title=nasty,
        why=nasty,
        fix=nasty,
        question=nasty,
        good=Example(nasty, nasty),
        bad=Example(nasty, nasty),
        sources=(source,),
    )
    monkeypatch.setattr(criteria, "note_rules", lambda: {"nasty": rule})
    page = criteria.criteria_page(FRAME)
    assert "<b id=x>" not in page
    assert "javascript:" not in page
