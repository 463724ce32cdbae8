"""The small pictures of rates for PDF files: a dot on a line, black on white."""

from __future__ import annotations

from reportlab.graphics.shapes import Circle, Drawing, Line
from reportlab.lib.colors import HexColor, black

from auditkit.reports.page import RateRow

WIDTH, HEIGHT = 92, 10
_LEFT, _SPAN = 3, 86
_AXIS = HexColor("#999999")


def drawn(row: RateRow, top: float) -> Drawing | str:
    """The picture of a row on a scale from 0 to `top`; the empty text where there is nothing to draw."""
    if not row.in_words or row.is_few:
        return ""
    at, low, high = (_LEFT + _SPAN * min(1.0, value / top) for value in (row.rate, row.low, row.high))
    middle = HEIGHT / 2
    drawing = Drawing(WIDTH, HEIGHT)
    drawing.add(Line(_LEFT, middle, _LEFT + _SPAN, middle, strokeColor=_AXIS, strokeWidth=0.5))
    drawing.add(Line(_LEFT, 1, _LEFT, HEIGHT - 1, strokeColor=_AXIS, strokeWidth=0.5))
    drawing.add(Line(low, middle, high, middle, strokeColor=black, strokeWidth=1.2))
    for end in [low, *([high] if row.high <= top else [])]:
        drawing.add(Line(end, middle - 2.5, end, middle + 2.5, strokeColor=black, strokeWidth=1.2))
    drawing.add(Circle(at, middle, 2.4, fillColor=black, strokeColor=black, strokeWidth=0))
    return drawing
