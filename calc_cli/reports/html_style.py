"""The style sheet of an HTML report: light and dark by the reader's setting, one column on a phone, plain on paper."""

STYLE = """\
:root { color-scheme: light dark; --text: #1b1f24; --soft: #59636e; --line: #d1d9e0; --ground: #ffffff; --band: #f6f8fa;
  --good: #1a7f37; --bad: #9a6700; --minimum: #0b6e8a; --maximum: #a3247f; --up: #1a7f37; --down: #cf222e; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6edf3; --soft: #9198a1; --line: #3d444d; --ground: #0d1117; --band: #151b23;
    --good: #3fb950; --bad: #d29922; --minimum: #56c2e0; --maximum: #e088c8; --up: #3fb950; --down: #ff7b72; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", sans-serif; }
main { max-width: 58rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
math { font-family: "Latin Modern Math", "STIX Two Math", "Cambria Math", math; font-size: 1.08em; }
h1 { font-size: 1.5rem; font-weight: 600; overflow-x: auto; overflow-y: hidden; padding-bottom: .2rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); }
p { margin: .4rem 0; overflow-x: auto; overflow-y: hidden; }
p.point { padding-left: 1.5rem; }
p.remark { color: var(--soft); font-size: .92rem; }
ul { margin: .2rem 0; padding-left: 1.3rem; list-style: none; }
ul.steps { padding-left: 0; }
ul ul { border-left: 2px solid var(--line); padding-left: .8rem; margin-left: .2rem; }
li { margin: .3rem 0; overflow-x: auto; overflow-y: hidden; }
figure { margin: 1rem 0; text-align: center; }
figure svg { max-width: 100%; height: auto; }
.wide { overflow-x: auto; margin: .6rem 0; background: linear-gradient(90deg, var(--ground) 40%, transparent) left / 1.6rem 100% local,
  linear-gradient(270deg, var(--ground) 40%, transparent) right / 1.6rem 100% local,
  linear-gradient(90deg, var(--line), transparent) left / .7rem 100% scroll,
  linear-gradient(270deg, var(--line), transparent) right / .7rem 100% scroll; background-repeat: no-repeat; }
table { border-collapse: collapse; }
th, td { padding: .35rem .7rem; text-align: left; vertical-align: middle; }
thead th { border-bottom: 2px solid var(--line); font-weight: 600; white-space: nowrap; }
tbody tr + tr td { border-top: 1px solid var(--line); }
table.formulas td { padding: .25rem .25rem; border: 0; white-space: nowrap; }
table.formulas td:first-child { text-align: right; }
table.chart { border: 1px solid var(--line); }
table.chart th { border-right: 1px solid var(--line); background: var(--band); font-weight: 400; text-align: center; }
table.chart td { border: 0; padding: .35rem .5rem; text-align: center; white-space: nowrap; min-width: 2rem; }
table.chart tr + tr > * { border-top: 1px solid var(--line); }
table.chart tr.variation td { height: 5.6rem; }
table.chart td.top { vertical-align: top; }
table.chart td.bottom { vertical-align: bottom; }
table.chart td.zero { background: linear-gradient(var(--line), var(--line)) center / 1px 100% no-repeat; }
table.chart td.bar { background: linear-gradient(90deg, var(--text) 1px, transparent 1px 3px, var(--text) 3px 4px) center / 4px 100%;
  background-repeat: no-repeat; }
table.chart td.limits { padding: 0; height: 5.6rem; }
td.limits > div { display: grid; grid-template-columns: 1fr 1fr; height: 5.6rem; padding: .35rem 0; }
td.limits span { padding: 0 .6rem; }
td.limits .top { align-self: start; } td.limits .middle { align-self: center; } td.limits .bottom { align-self: end; }
td.outside { background: repeating-linear-gradient(135deg, var(--line) 0 1px, transparent 1px 6px); }
td.arrow { font-size: 1.5rem; color: var(--soft); } td.up { color: var(--up); } td.down { color: var(--down); }
.good, .increasing { color: var(--good); } .bad { color: var(--bad); } .quiet { color: var(--soft); }
.minimum { color: var(--minimum); } .maximum { color: var(--maximum); } .decreasing { color: var(--down); }
@media (max-width: 40rem) { main { padding: .8rem .7rem 3rem; } th, td { padding: .3rem .45rem; } h1 { font-size: 1.25rem; } }
@media print {
  :root { color-scheme: light; --text: #000; --soft: #444; --line: #bbb; --ground: #fff; --band: #f4f4f4; }
  body { font-size: 11pt; } main { max-width: none; padding: 0; }
  h2 { break-after: avoid; } table, figure, li { break-inside: avoid; } .wide, p, li, h1 { overflow: visible; }
  .wide { background: none; }
}
"""
