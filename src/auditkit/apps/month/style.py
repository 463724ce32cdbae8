"""What the monthly report adds to the shell's style."""

from __future__ import annotations

STYLE = """<style>
.ak-app .mo-nav.jupyter-widgets{border-bottom:1px solid var(--line);margin:.2rem 0 .8rem;gap:.2rem 1.2rem}
.ak-app .mo-nav .jupyter-button{border:0;border-bottom:3px solid transparent;border-radius:0;background:transparent;padding:.4rem .1rem;color:var(--ink)}
.ak-app .mo-nav .jupyter-button.ak-chosen{border-bottom-color:var(--deep);color:var(--deep-dark)}
.ak-app .mo-month.jupyter-widgets{max-width:16rem}
.mo-page{background:#fff;border:1px solid var(--line);padding:.4rem clamp(.8rem,3vw,2rem) 1.2rem;max-width:64rem;overflow-wrap:anywhere}
.mo-page h2{margin:.9rem 0 .4rem}.mo-page h3{margin:1.2rem 0 .2rem}.mo-page p{margin:.4rem 0;max-width:78ch}.mo-page ul{padding-left:1.2rem;margin:.3rem 0;max-width:80ch}.mo-page li{margin:.3rem 0}
.mo-page .soft{color:var(--soft);font-size:.92em}.mo-page .wide{overflow-x:auto;max-width:100%}
.mo-page table{border-collapse:collapse;width:100%;min-width:32rem;font-size:.92rem;margin:.5rem 0;background:#fff}.mo-page caption{text-align:left;font-weight:600;padding:.3rem 0}
.mo-page th,.mo-page td{border:1px solid var(--line);padding:.3rem .5rem;text-align:left;vertical-align:top;font-weight:normal}.mo-page thead th{font-weight:600;background:var(--sheet)}
.mo-page .few{color:#5c5c5c}.mo-page .picture{white-space:nowrap;width:170px}.mo-page svg{display:block}.mo-page th,.mo-page td{overflow-wrap:break-word}.mo-box .ak-badge{white-space:normal}
.ak-app .mo-box .widget-html-content{min-width:0;max-width:100%;width:100%}
</style>"""
