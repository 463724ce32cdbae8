"""What the front desk's page adds to the shell's style."""

from __future__ import annotations

STYLE = """<style>
.ak-app .fd-nav.jupyter-widgets{border-bottom:1px solid var(--line);margin:.2rem 0 .8rem;gap:.2rem 1.2rem}
.ak-app .fd-nav .jupyter-button{border:0;border-bottom:3px solid transparent;border-radius:0;background:transparent;padding:.4rem .1rem;color:var(--ink)}
.ak-app .fd-nav .jupyter-button.ak-chosen{border-bottom-color:var(--deep);color:var(--deep-dark)}
.ak-app .fd-groups.jupyter-widgets{gap:.4rem;margin:.4rem 0}
.ak-app .fd-groups .jupyter-button{font-weight:600;border:1px solid var(--line);border-left:6px solid var(--edge);color:var(--ink)}
.ak-app .fd-groups .jupyter-button.fd-stop{border-left-color:var(--bad)}
.ak-app .fd-groups .jupyter-button.fd-ask{border-left:6px double var(--unsure)}
.ak-app .fd-groups .jupyter-button.fd-look{border-left-color:var(--unsure)}
.ak-app .fd-groups .jupyter-button.fd-ready{border-left-color:var(--good)}
.ak-app .fd-groups .jupyter-button.ak-chosen{box-shadow:inset 0 0 0 2px var(--deep);border-color:var(--deep);background:var(--tint)}
.ak-app .jupyter-button.ak-line.fd-row{white-space:pre-line}
.ak-app .jupyter-button.ak-line.fd-stop{border-left-color:var(--bad)}.ak-app .jupyter-button.ak-line.fd-ask{border-left:6px double var(--unsure)}
.ak-app .jupyter-button.ak-line.fd-look{border-left-color:var(--unsure)}.ak-app .jupyter-button.ak-line.fd-ready{border-left-color:var(--good)}
@media(min-width:70rem){.ak-app .fd-cols{grid-template-columns:minmax(0,1fr) minmax(0,1.25fr)}}
.fd-day{margin:.3rem 0}.widget-html h2.fd-day{font-size:1.15rem}
.fd-sum{margin:.3rem 0;max-width:none;font-size:1.05rem}
.fd-checks{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.35rem .8rem;margin:.5rem 0}.fd-checks dt{color:var(--soft)}.fd-checks dd{margin:0;overflow-wrap:anywhere}
.fd-scroll{overflow-x:auto;max-width:100%;border:1px solid var(--line);background:#fff}.fd-scroll table{border-collapse:collapse;font-size:.9rem;width:100%}
.fd-scroll th,.fd-scroll td{padding:.3rem .5rem;text-align:left;border-bottom:1px solid var(--line);vertical-align:top}.fd-scroll tr.fd-differs td{background:#fff0c2;font-weight:600}
.ak-app .fd-grid.jupyter-widgets{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(15rem,100%),1fr));gap:.2rem 1rem;align-items:end;overflow:visible}
.ak-app .fd-wide .widget-html-content h2{margin:1.2rem 0 .4rem}.ak-app .fd-wide .fd-scroll table{min-width:36rem}
.ak-app .fd-wide.widget-html,.ak-app .fd-wide .widget-html-content,.ak-app .fd-right .widget-html-content{min-width:0;max-width:100%;width:100%}
@media(max-width:30rem){.fd-checks{grid-template-columns:minmax(0,1fr);gap:.1rem}.fd-checks dd{margin-bottom:.4rem}}
.ak-app .fd-zone.jupyter-widgets{max-width:22rem}
</style>"""
