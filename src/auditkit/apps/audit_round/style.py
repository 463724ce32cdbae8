"""What the audit round's page adds to the style of the shell, the note view and the desk's forms."""

from __future__ import annotations

from auditkit.apps.note_audit.style import STYLE as NOTE
from auditkit.apps.response_desk.style import STYLE as DESK

STYLE = (
    NOTE
    + DESK
    + """<style>
.ar-clock{margin:.2rem 0 .4rem;padding-left:1.2rem}.ar-clock li{margin:.2rem 0}
.ak-app .ar-answers.jupyter-widgets{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:.4rem;margin:.5rem 0;overflow:visible}
.ak-app .ar-answers .jupyter-button{width:100%!important;white-space:normal;min-height:2.9rem;margin:0}
.ak-app .ar-answers .jupyter-button.ak-chosen{background:var(--deep);color:#fff}
.ar-reading .ak-detail>h3{display:none}
.ak-app .ar-narrow.jupyter-widgets{max-width:46rem}
.ak-app .ar-reading .ak-list{max-height:32rem;overflow-y:auto;overflow-x:hidden;padding:3px}
.ar-both{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:.6rem;margin:.5rem 0}.ar-both section{border:1px solid var(--line);background:#fff;padding:.5rem .8rem}.ar-both h4{margin:0 0 .2rem}.ar-both p{margin:.2rem 0}.ar-both q{display:block;margin:.3rem 0}
.ar-report{max-width:60rem}.ar-report h2{margin:1.3rem 0 .3rem;font-size:1.3rem}.ar-report h3{margin:.9rem 0 .2rem;font-size:1.05rem}.ar-report p{margin:.25rem 0}
.ar-report .wide{overflow-x:auto;max-width:calc(100vw - 3rem);border:1px solid var(--line);background:#fff;margin:.4rem 0}.ar-report table{border-collapse:collapse;font-size:.9rem;min-width:34rem;width:100%}
.ar-report caption{text-align:left;font-weight:600;padding:.3rem .5rem}.ar-report :is(th,td){border-top:1px solid var(--line);padding:.3rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
.ar-report th{background:var(--sheet)}.ar-report .soft{color:var(--soft)}
@media(min-width:70rem){.ak-app .ar-second{position:relative}.ak-app .ar-reading .na-second .na-note{max-height:44rem;overflow-y:auto}}
</style>"""
)
