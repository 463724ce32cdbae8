"""Keys in a notebook: what is pressed in a widget belongs to the widget, not to the notebook around it.

JupyterLab takes letters and arrows for commands wherever a list, radio buttons or a button has the focus: R turns the cell into plain text,
D twice deletes it, an arrow leaves it (jupyter-widgets/ipywidgets issue 3912). It lets alone only what carries the mark that is set here; with Ctrl, Alt or Command a key is the notebook's, so saving goes on working.
"""

from __future__ import annotations

from IPython.display import HTML, display

_MARK = "data-lm-suppress-shortcuts"
_SCRIPT = """<script>
(() => {
  if (window.auditkitKeys) return;
  window.auditkitKeys = true;
  window.addEventListener('keydown', event => {  // before JupyterLab, which listens on the document
    if (event.target.closest('.%s')) event.target.toggleAttribute('%s', !(event.ctrlKey || event.metaKey || event.altKey));
  }, true);
})();
</script>"""


def keep_keys(css_class: str, words: str) -> None:
    """Show `words`, and leave every key to the widgets inside what has `css_class`, for as long as the notebook is open. `words` is HTML
    that is safe already; it stays in the saved notebook, where the widgets do not."""
    display(HTML(words + _SCRIPT % (css_class, _MARK)))
