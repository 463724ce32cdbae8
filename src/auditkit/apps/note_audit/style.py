"""What the note audit's page adds to the shell's style: the note with its marks, and its three columns."""

from __future__ import annotations

STYLE = """<style>
.na-note{white-space:pre-wrap;overflow-wrap:anywhere;background:#fff;border:1px solid var(--line);border-radius:3px;padding:1rem 1.1rem;line-height:1.65}
.na-note mark{border-radius:2px;padding:0 1px;color:inherit}.na-note .na-soft{background:var(--tint)}
.na-note .na-strong{background:#ffe08a;outline:2px solid #8a5a00;font-weight:600;scroll-margin:5rem}
.na-score{margin:.3rem 0}.na-score .ak-badge,.na-sum .ak-badge{margin:.1rem .3rem .1rem 0;white-space:normal}.na-sum{margin:0;max-width:none}
.na-second .na-note{margin-top:.5rem}
@media(min-width:70rem){.ak-app .na-cols{grid-template-columns:minmax(0,21rem) minmax(0,1.15fr) minmax(0,1fr)}}
@media(max-width:69.99rem){.ak-app .ak-list{max-height:21rem;overflow-y:auto;overflow-x:hidden;padding:3px}.ak-app .na-third{order:2}.ak-app .na-second{order:3}}
</style>"""
