"""What the response desk adds to the shell's style."""

from __future__ import annotations

STYLE = """<style>
.ak-app .rd-nav.jupyter-widgets{border-bottom:1px solid var(--line);margin:.2rem 0 .8rem;gap:.2rem 1.2rem}
.ak-app .rd-nav .jupyter-button{border:0;border-bottom:3px solid transparent;border-radius:0;background:transparent;padding:.4rem .1rem;color:var(--ink)}
.ak-app .rd-nav .jupyter-button.ak-chosen{border-bottom-color:var(--deep);color:var(--deep-dark)}
.ak-app .jupyter-button.ak-line.rd-entry{white-space:pre-line}
.ak-app .jupyter-button.ak-line.rd-late{border-left-color:var(--bad);background:var(--bad-tint)}.ak-app .jupyter-button.ak-line.rd-due{border-left-color:var(--unsure)}
.ak-app .jupyter-button.ak-line.rd-answered{border-left-color:var(--deep)}.ak-app .jupyter-button.ak-line.rd-waiting{border-left:6px double var(--edge)}
.ak-app .jupyter-button.ak-line.rd-closed{border-left-color:var(--good)}
.ak-app .jupyter-button.ak-line.rd-late.ak-chosen{background:var(--tint)}
.rd-sum{margin:.3rem 0;max-width:none}.rd-sum .ak-badge{white-space:normal;margin-right:.3rem}
.rd-facts{display:grid;grid-template-columns:minmax(6rem,max-content) minmax(0,1fr);gap:.15rem .8rem;margin:.4rem 0}.rd-facts dt{color:var(--soft)}.rd-facts dd{margin:0;overflow-wrap:anywhere}
.rd-scroll{overflow-x:auto;max-width:100%;border:1px solid var(--line);background:#fff}.rd-scroll table{border-collapse:collapse;font-size:.9rem;width:100%}
.rd-scroll th,.rd-scroll td{padding:.3rem .5rem;text-align:left;border-bottom:1px solid var(--line);white-space:nowrap}.rd-scroll th{font-weight:600;background:var(--sheet)}
.rd-steps{list-style:none;padding:0;margin:.4rem 0}.rd-steps li{border:1px solid var(--line);border-left:6px solid var(--edge);padding:.4rem .7rem;margin:.2rem 0;overflow-wrap:anywhere;background:#fff}
.rd-steps li.rd-done{border-left-color:var(--good)}.rd-steps li.rd-next{border-left-color:var(--deep);box-shadow:inset 0 0 0 1px var(--deep);background:var(--tint)}
.rd-steps li.rd-off,.rd-steps li.rd-later{color:var(--soft)}.rd-steps li.rd-later{border-left-style:dotted}
.rd-causes{padding-left:1.1rem;margin:.3rem 0}.rd-causes li{margin:.25rem 0;overflow-wrap:anywhere}.rd-history{margin:.6rem 0}.rd-history li{overflow-wrap:anywhere}
.ak-app .rd-right .widget-html-content{min-width:0;max-width:100%;width:100%}.rd-head h2{margin-top:.1rem}
.ak-app .rd-form.jupyter-widgets{border:1px solid var(--line);border-top:4px solid var(--deep);background:var(--sheet);padding:.6rem .9rem;overflow:visible;margin:.6rem 0}
.ak-app .rd-who.jupyter-widgets{max-width:22rem}.ak-app .rd-nav>.rd-who.ak-field.jupyter-widgets{flex-direction:row;align-items:center;gap:.6rem;width:auto!important;max-width:100%;margin-left:auto}
.ak-app .rd-nav>.rd-who>.widget-label{margin:0;white-space:nowrap}.ak-app .rd-nav>.rd-who>input{flex:1 1 10rem;max-width:14rem}.ak-app .rd-grid.jupyter-widgets>.ak-field.jupyter-widgets{width:100%!important}.ak-app .rd-grid.jupyter-widgets{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(11rem,100%),1fr));gap:.2rem .8rem;align-items:end;overflow:visible}
.ak-app .rd-check.jupyter-widgets{width:100%;height:auto}.ak-app .rd-check .widget-label-basic{white-space:normal;height:auto;line-height:1.35}
@media(min-width:70rem){.ak-app .rd-cols{grid-template-columns:minmax(0,26rem) minmax(0,1fr)}}
@media(max-width:69.99rem){.ak-app .rd-left .ak-list{max-height:24rem;overflow-y:auto;overflow-x:hidden;padding:3px}}
</style>"""
