"""What the training page adds to the shell's style. It stands in notebooks too, where the shell's is not."""

from __future__ import annotations

STYLE = """<style>
.ak-app .tr-nav.jupyter-widgets{border-bottom:1px solid var(--line);margin:.2rem 0 .8rem;gap:.2rem 1.2rem}
.ak-app .tr-nav .jupyter-button{border:0;border-bottom:3px solid transparent;border-radius:0;background:transparent;padding:.4rem .1rem;color:var(--ink)}
.ak-app .tr-nav .jupyter-button.ak-chosen{border-bottom-color:var(--deep);color:var(--deep-dark)}
.ak-app .jupyter-button.ak-line.tr-entry{white-space:pre-line}
.tr-steps details,.tr-end details{border:1px solid var(--line,#bbb);border-left:6px solid var(--edge,#777);padding:.3rem .8rem;margin:.3rem 0;background:#fff}
.tr-steps details details{border-left-width:3px}.tr-steps summary,.tr-end summary{cursor:pointer;font-weight:600;padding:.2rem 0;overflow-wrap:anywhere}
.tr-steps blockquote,.tr-question blockquote,.tr-end blockquote{white-space:pre-wrap;overflow-wrap:anywhere;background:#fff;color:#1a1a1a;border:1px solid var(--line,#bbb);border-left:5px solid #777;margin:.5rem 0;padding:.5rem .9rem;line-height:1.55}
.tr-steps mark{background:#fff0b3;color:inherit;text-decoration:underline}.tr-steps .note h3{margin:.6rem 0 .2rem;font-size:1rem}.tr-steps .answers{list-style:none;padding:0}
.tr-steps table{border-collapse:collapse;display:block;overflow-x:auto;max-width:100%}.tr-steps th,.tr-steps td{border:1px solid var(--line,#bbb);padding:.25rem .6rem;text-align:left}
.tr-screen{border:1px dashed var(--edge,#777);padding:.2rem .8rem;margin:.5rem 0}
.tr-question h2{font-size:1.15rem;margin:.2rem 0 .5rem;line-height:1.35}.tr-explained{border-top:3px solid var(--deep,#245);margin-top:.6rem;padding-top:.3rem;overflow-wrap:anywhere}
.tr-quiz.jupyter-widgets{max-width:50rem;overflow:visible}.tr-quiz :focus-visible,.tr-quiz.jupyter-widgets .jupyter-widgets input:focus-visible{outline:3px solid var(--deep,#1d5a6a)!important;outline-offset:3px}
.tr-radios.jupyter-widgets.widget-radio{width:100%;height:auto;flex-direction:column;overflow:visible}.tr-radios .widget-radio-box{height:auto;margin:0;width:100%;overflow:visible}
.tr-radios .widget-radio-box label{white-space:normal;height:auto;line-height:1.45;display:flex;align-items:flex-start;gap:.6rem;padding:.5rem .7rem;margin:.15rem 0;border:1px solid var(--line,#bbb);background:#fff;color:#1a1a1a;font-size:1rem;overflow-wrap:anywhere;cursor:pointer;flex-direction:row;width:auto;max-width:100%}
.tr-radios .widget-radio-box label:has(input:checked){border-color:var(--deep,#1d5a6a);box-shadow:inset 5px 0 0 var(--deep,#1d5a6a)}.tr-radios .widget-radio-box input{order:-1;flex:0 0 auto;margin:.25rem 0 0;width:1.1rem;height:1.1rem;line-height:1.45}
.tr-radios>.widget-label{width:auto!important;font-weight:600;height:auto}
.ak-app .widget-html-content:has(.tr-scroll){min-width:0;max-width:100%;width:100%}.tr-scroll{overflow-x:auto;max-width:100%}.tr-scroll table{border-collapse:collapse;font-size:.92rem;width:100%}.tr-scroll th,.tr-scroll td{border:1px solid var(--line);padding:.3rem .5rem;text-align:left;vertical-align:top;background:#fff}
.ak-app .tr-grid.jupyter-widgets{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(12rem,100%),1fr));gap:.2rem .8rem;align-items:end;overflow:visible}.ak-app .tr-grid.jupyter-widgets>.ak-field.jupyter-widgets{width:100%!important}
@media(min-width:40rem){.ak-app .tr-grid.tr-plan.jupyter-widgets{grid-template-columns:minmax(0,32rem) 10rem}}
.ak-app .tr-card.jupyter-widgets{border:1px solid var(--line);border-top:4px solid var(--deep);background:var(--sheet);padding:.6rem .9rem;overflow:visible;margin:.6rem 0;gap:.45rem}
.tr-marked{white-space:pre-wrap;overflow-wrap:anywhere;background:#fff;color:#1a1a1a;border:1px solid var(--line,#bbb);padding:.5rem .9rem;line-height:1.7;margin:.4rem 0}.tr-marked mark{background:#fff0b3;color:inherit;text-decoration:underline}.tr-marked sup{font-weight:600}
.ak-app .tr-card .widget-html h3{margin:.9rem 0 .3rem}
.tr-long li{overflow-wrap:anywhere}.tr-level{margin:.8rem 0}.tr-level h3{margin:.2rem 0}.tr-level p{margin:.2rem 0}
@media(min-width:70rem){.ak-app .tr-cols{grid-template-columns:minmax(0,24rem) minmax(0,1fr)}}
@media(max-width:69.99rem){.ak-app .tr-left .ak-list{max-height:20rem;overflow-y:auto;overflow-x:hidden;padding:3px}}
</style>"""
