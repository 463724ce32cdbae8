"""What the claim scrub's page adds to the shell's style: its parts, the groups with their counts, the claim with its marked line."""

from __future__ import annotations

STYLE = """<style>
.ak-app .cs-nav.jupyter-widgets{border-bottom:1px solid var(--line);margin:.2rem 0 .8rem;gap:.2rem 1.2rem}
.ak-app .cs-nav .jupyter-button{border:0;border-bottom:3px solid transparent;border-radius:0;background:transparent;padding:.4rem .1rem;color:var(--ink)}
.ak-app .cs-nav .jupyter-button.ak-chosen{border-bottom-color:var(--deep);color:var(--deep-dark)}
.ak-app .cs-groups.jupyter-widgets{gap:.4rem;margin:.5rem 0}
.ak-app .cs-groups .jupyter-button{font-weight:600;border:1px solid var(--line);border-left:6px solid var(--edge);color:var(--ink)}
.ak-app .cs-groups .jupyter-button.cs-fix{border-left-color:var(--bad)}.ak-app .cs-groups .jupyter-button.cs-check{border-left-color:var(--unsure)}
.ak-app .cs-groups .jupyter-button.cs-unclear{border-left:6px double var(--unsure)}.ak-app .cs-groups .jupyter-button.cs-clean{border-left-color:var(--good)}
.ak-app .cs-groups .jupyter-button.cs-inform{border-left-color:var(--deep)}
.ak-app .cs-groups .jupyter-button.ak-chosen{box-shadow:inset 0 0 0 2px var(--deep);border-color:var(--deep);background:var(--tint)}
.ak-app .jupyter-button.ak-line.cs-found{white-space:pre-line}
.ak-app .jupyter-button.ak-line.cs-check{border-left-color:var(--unsure)}.ak-app .jupyter-button.ak-line.cs-inform{border-left-color:var(--deep)}
.ak-app .jupyter-button.ak-line.cs-fix{border-left-color:var(--bad)}.ak-app .jupyter-button.ak-line.cs-unclear{border-left:6px double var(--unsure)}
.ak-app .jupyter-button.ak-line.cs-clean{border-left-color:var(--good)}
.cs-facts{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.1rem .8rem;margin:.4rem 0}.cs-facts dt{color:var(--soft)}.cs-facts dd{margin:0;overflow-wrap:anywhere}
.ak-app .cs-right .widget-html-content{min-width:0;max-width:100%;width:100%}.cs-scroll{overflow-x:auto;overflow-wrap:normal;max-width:100%;border:1px solid var(--line);background:#fff}
.cs-scroll table{border-collapse:collapse;font-size:.9rem;width:100%}.cs-scroll th,.cs-scroll td{padding:.3rem .5rem;text-align:left;border-bottom:1px solid var(--line);vertical-align:top;white-space:nowrap}
.cs-scroll th{font-weight:600;background:var(--sheet)}.cs-scroll tr.cs-here td{background:#fff0c2;border-block:2px solid #8a5a00;font-weight:600}
.cs-all{list-style:none;padding:0;margin:.4rem 0}.cs-all li{padding:.3rem 0;border-bottom:1px solid var(--line)}.cs-all .ak-badge{margin-right:.3rem}
.cs-supply{margin:.3rem 0;padding-left:1.2rem}.cs-supply li{margin:.2rem 0}.cs-sum{margin:.2rem 0;max-width:none}.cs-sum .ak-badge{white-space:normal;margin-right:.3rem}
.cs-two{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(20rem,100%),1fr));gap:1rem;margin:.6rem 0}
.cs-two>section{border:1px solid var(--line);border-top:4px solid var(--deep);background:var(--sheet);padding:.6rem 1rem}.cs-two h4{margin:.2rem 0}.cs-two .cs-big{font-size:1.25rem;font-weight:600;margin:.2rem 0}
.ak-app .cs-pair.jupyter-widgets{display:grid;grid-template-columns:minmax(0,9rem) minmax(0,9rem);gap:0 .6rem;align-items:end}
.ak-app .cs-part{max-width:68rem;overflow:visible}.cs-part .ak-badge{white-space:normal}.cs-part h2{margin-top:1.4rem}.ak-app .cs-part>.ak-field.jupyter-widgets{max-width:20rem}
.ak-app .cs-left .ak-tools.jupyter-widgets{margin:.3rem 0 .4rem}.cs-right section+section,.cs-right .cs-claim{margin-top:1.2rem}.ak-detail ul{margin:.2rem 0;padding-left:1.2rem}.ak-detail ul.cs-all{padding:0}.cs-supply .ak-fine{display:block}
.cs-chain{border:1px solid var(--line);background:var(--sheet);padding:.3rem .7rem}.cs-chain[open]{border-color:var(--edge)}.cs-chain .ak-table th{font-weight:400}.cs-chain .ak-table th:first-child{width:11rem}.cs-chain .ak-table td{white-space:normal}
.cs-chain thead th{font-weight:600}.cs-chain q{font-family:var(--serif)}@media(max-width:40rem){.cs-chain .ak-table th:first-child{width:8rem}.cs-chain .ak-badge{white-space:normal}}
@media(min-width:70rem){.ak-app .cs-cols{grid-template-columns:minmax(0,27rem) minmax(0,1fr)}}
@media(max-width:69.99rem){.ak-app .cs-left .ak-list{max-height:24rem;overflow-y:auto;overflow-x:hidden;padding:3px}}
</style>"""
