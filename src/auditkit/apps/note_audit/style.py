"""The note audit's own style, on top of the shell's: three columns that stay in view, one below the other on a small screen."""

from __future__ import annotations

STYLE = """<style>
#rendered_cells,.ak-lead,.ak-band-row{width:min(104rem,100% - 2.5rem)!important}
.ak-lead{padding-top:1.2rem}.ak-lead p:not(.ak-loading){max-width:none}.ak-loading:empty{min-height:0}
body:has(.na-has-notes) .ak-lead{padding-top:.7rem}body:has(.na-has-notes) .ak-lead p{display:none}body:has(.na-has-notes) .ak-lead h1{font-size:1.5rem}
.ak-app .na-field.jupyter-widgets{flex-direction:column;align-items:stretch;height:auto;width:100%;margin:.15rem 0 .35rem;overflow:visible}
.ak-app .na-field>.widget-label{width:auto!important;max-width:none;height:auto;min-height:0;text-align:left;white-space:normal;line-height:1.35;font-size:.92rem;font-weight:600;margin:0 0 .2rem}
.ak-app .na-field>select,.ak-app .na-field>input,.ak-app .na-field>textarea{width:100%;min-width:0;max-width:100%;margin:0;flex:0 0 auto;text-overflow:ellipsis}
.ak-app .na-field>textarea{padding:.55rem .7rem;line-height:1.5}.ak-app .na-field>select[size]{height:auto;padding:.2rem}.ak-app .na-field>select[size] option{padding:.16rem .35rem}
.ak-app .na-field>select:focus-visible,.ak-app .na-field>input:focus-visible,.ak-app .na-field>textarea:focus-visible{outline:3px solid var(--deep)!important;outline-offset:1px}
.ak-app .na-check.widget-checkbox{width:auto;height:auto;margin:.05rem 0}.ak-app .na-check .widget-label-basic{white-space:normal}
.ak-app .na-tools{display:flex;flex-wrap:wrap;gap:.35rem .5rem;align-items:end}.ak-app .na-tools .jupyter-button{margin:0}
.ak-app .na-tools.jupyter-widgets{margin:.3rem 0 0}.ak-app .na-tools>.na-field.jupyter-widgets{width:14rem!important;flex:0 1 auto;margin:0}.ak-app .na-bar.jupyter-widgets>.na-tools{width:auto!important;flex:0 1 auto}.ak-app .na-tools>.na-field>select{height:2.6rem}
.ak-app .na-bar.jupyter-widgets{background:var(--sheet);border:1px solid var(--line);border-radius:3px;padding:.6rem .8rem;margin:.2rem 0 .5rem;justify-content:space-between;gap:.5rem 1.5rem}
.ak-app .jupyter-button.widget-upload{font-size:0!important}.ak-app .jupyter-button.widget-upload::after{content:"Choose files" / "";font-size:1rem}
.na-note{white-space:pre-wrap;overflow-wrap:anywhere;background:#fff;border:1px solid var(--line);border-radius:3px;padding:1rem 1.1rem;line-height:1.65}
.na-note mark{border-radius:2px;padding:0 1px;color:inherit}.na-note .na-soft{background:var(--tint)}
.na-note .na-strong{background:#ffe08a;outline:2px solid #8a5a00;font-weight:600;scroll-margin:5rem}
.na-col .widget-html .na-detail h3{margin:0 0 .5rem;font-size:1.1rem}.na-detail h4{margin:.9rem 0 .1rem}.na-detail p{margin:.2rem 0 .4rem}
.na-detail blockquote{margin:.4rem 0;padding:.35rem .8rem;border-left:4px solid #8a5a00;background:#fff6da;white-space:pre-wrap;overflow-wrap:anywhere}
.na-detail details{margin:.6rem 0}.na-detail summary{cursor:pointer;font-weight:600;padding:.2rem 0}.na-detail details ul{margin:.3rem 0;padding-left:1.2rem}
.na-none{color:var(--soft);font-style:italic}.na-fine{color:var(--soft);font-size:.9rem}.na-score{margin:.3rem 0}.na-score .ak-badge,.na-sum .ak-badge{margin:.1rem .3rem .1rem 0;white-space:normal}.na-sum{margin:0;max-width:none}
.na-table{border-collapse:collapse;width:100%;font-size:.92rem;table-layout:fixed}.na-table th,.na-table td{border:1px solid var(--line);padding:.3rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}.na-table td{white-space:pre-wrap}
.ak-app .jupyter-widgets.jupyter-button.na-line{display:block;text-align:left;font-weight:400;font-size:.93rem;white-space:normal;line-height:1.3;height:auto;min-height:2rem;padding:.35rem .6rem;margin:.1rem 0;width:100%;border:1px solid var(--line);border-left:6px solid var(--edge);color:var(--ink);overflow:visible}
.ak-app .jupyter-button.na-line.na-met{border-left-color:var(--good)}.ak-app .jupyter-button.na-line.na-not_met{border-left-color:var(--bad);background:var(--bad-tint);font-weight:600}
.ak-app .jupyter-button.na-line.na-unclear{border-left-color:var(--unsure);background:var(--unsure-tint)}.ak-app .jupyter-button.na-line.na-not_applicable{color:var(--off)}
.ak-app .jupyter-button.na-line.na-chosen{box-shadow:inset 0 0 0 2px var(--deep);border-color:var(--deep);background:var(--tint)}
.ak-app .na-list>*{flex:0 0 auto}.ak-app .na-small .jupyter-button{min-height:2.1rem;padding:.3rem .7rem;font-size:.9rem}.ak-app .na-small .jupyter-button.mod-active{background:var(--tint);box-shadow:inset 0 0 0 1px var(--deep)}.na-second .na-note{margin-top:.5rem}
.ak-app .na-cols{display:grid;grid-template-columns:minmax(0,21rem) minmax(0,1.15fr) minmax(0,1fr);gap:1.3rem;align-items:start;overflow:visible}
.ak-app .na-col{min-width:0;overflow:visible;padding:3px}.na-col h2{margin:.1rem 0 .35rem}.na-col .widget-html h3{margin:.9rem 0 .3rem}
.ak-app .na-col .widget-html,.ak-app .na-list{margin:0;width:100%}
@media(min-width:70rem){.ak-app .na-col{position:sticky;top:.5rem;max-height:calc(100vh - 1rem);overflow-y:auto;overflow-x:hidden}}
@media(max-width:69.99rem){.ak-app .na-list>*{flex:0 0 auto}.ak-app .na-small .jupyter-button{min-height:2.1rem;padding:.3rem .7rem;font-size:.9rem}.ak-app .na-small .jupyter-button.mod-active{background:var(--tint);box-shadow:inset 0 0 0 1px var(--deep)}.na-second .na-note{margin-top:.5rem}
.ak-app .na-cols{grid-template-columns:minmax(0,1fr)}.ak-app .na-list{max-height:21rem;overflow-y:auto;overflow-x:hidden;padding:3px}.ak-app .na-third{order:2}.ak-app .na-second{order:3}}
@media(max-width:40rem){.ak-app .na-tools .jupyter-button{padding:.5rem .7rem;font-size:.93rem}}
</style>"""
