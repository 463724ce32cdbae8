"""Slides in a real browser: they open without a network, ask for nothing, and nothing runs off the wall."""

from auditkit.training.shelf import all_lessons
from auditkit.training.slides import slides

_TALL = """() => Array.from(document.querySelectorAll('.reveal .slides > section')).map((slide, n) => {
  const display = slide.style.display; slide.style.display = 'block';
  const size = [n, slide.scrollHeight, slide.scrollWidth]; slide.style.display = display; return size;
}).filter(([n, high, wide]) => high > 724 || wide > 1124)"""


def test_every_lesson_s_slides_open_offline_and_fit(chromium, tmp_path):
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    page = context.new_page()
    asked, errors = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    for lesson in all_lessons():
        path = tmp_path / f"{lesson.slug}.html"
        path.write_text(slides(lesson), encoding="utf-8")
        page.goto(path.as_uri())
        page.wait_for_function("document.querySelector('.reveal.ready') !== null")
        assert page.evaluate(_TALL) == [], lesson.slug
        page.keyboard.press("ArrowRight")
        assert page.locator(".reveal .slides > section.present").inner_text().strip()
    assert [url for url in asked if not url.startswith("file:")] == []
    assert errors == []
    context.close()
