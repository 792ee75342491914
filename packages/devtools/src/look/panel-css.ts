/** The look of the panel. It stands in a shadow root, so its names need no prefix. */
export const PANEL_CSS = `
*, *::before, *::after { box-sizing: border-box; }
.panel {
  position: fixed;
  z-index: 2147483000;
  inset: auto 0 0 0;
  height: min(46vh, 440px);
  display: flex;
  flex-direction: column;
  border-top: 1px solid var(--line);
  background: var(--ground);
  color: var(--text);
  box-shadow: 0 -4px 20px rgb(0 0 0 / 0.18);
  container-type: inline-size;
  contain: content;
}
.panel[data-size='large'] { height: 92vh; }
.panel[data-size='whole'] { contain: content; position: static; height: 100%; min-height: 320px; box-shadow: none; border: 0; }
@media (max-width: 480px) { .panel { height: 70vh; } }
h2, h3, p, ul, dl, dd, figure, pre { margin: 0; padding: 0; }
h2 { font-size: 13px; }
h3 { font-size: 12px; margin: 12px 0 4px; }
h3:first-child { margin-top: 0; }
button, select, textarea, .button {
  font: inherit;
  color: inherit;
  min-height: 26px;
  padding: 2px 8px;
  border: 1px solid var(--line);
  border-radius: 5px;
  background: var(--raised);
}
button, .button, summary { cursor: pointer; }
.button { display: inline-flex; align-items: center; gap: 0.3em; }
button:hover, .button:hover { border-color: var(--press); }
button[aria-disabled='true'] { color: var(--quiet); cursor: default; border-color: transparent; }
:focus-visible, .button:focus-within { outline: 2px solid var(--press); outline-offset: 1px; }
textarea { width: 100%; font: 12px/1.4 ui-monospace, monospace; }
.link {
  min-height: 24px;
  padding: 0 4px;
  margin-inline: -4px;
  border-color: transparent;
  background: none;
  color: var(--press);
  text-decoration: underline;
  text-underline-offset: 2px;
  white-space: nowrap;
}
.bar { display: flex; flex-wrap: wrap; align-items: center; gap: 6px; padding: 6px 10px; }
.bar > .far { margin-inline-start: auto; display: flex; flex-wrap: wrap; gap: 6px; }
.tabs { display: flex; gap: 2px; padding: 0 8px; overflow-x: auto; border-bottom: 1px solid var(--line); scrollbar-width: thin; flex: none; }
.tabs button {
  flex: none;
  border: 0;
  border-bottom: 2px solid transparent;
  border-radius: 0;
  background: none;
  color: var(--quiet);
  padding: 4px 8px;
}
.tabs button[aria-selected='true'] { color: var(--text); border-bottom-color: var(--press); font-weight: 600; }
.tabs button:focus-visible { outline-offset: -2px; }
.filter { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; padding: 4px 10px; background: var(--raised); border-bottom: 1px solid var(--line); }
.body { contain: content; flex: 1; overflow: auto; padding: 10px; overscroll-behavior: contain; }
.body:focus-visible { outline-offset: -2px; }
table, thead, tbody { display: block; font-variant-numeric: tabular-nums; }
tr { display: grid; grid-template-columns: var(--columns); column-gap: 12px; align-items: baseline; border-bottom: 1px solid var(--line); }
tbody > tr { content-visibility: auto; contain-intrinsic-block-size: auto 27px; }
th, td { min-width: 0; padding: 1px 0; text-align: start; overflow-wrap: anywhere; }
th { font-weight: 600; font-size: 12px; color: var(--quiet); }
[data-look='number'] { text-align: end; }
[data-look='time'] { white-space: nowrap; }
tbody > tr:hover { background: var(--raised); }
.state { font-weight: 600; white-space: nowrap; }
[data-tone='good'] { color: var(--good); }
[data-tone='fair'], summary[data-tone='warning'] { color: var(--fair); }
[data-tone='bad'], summary[data-tone='critical'], .bad { color: var(--bad); }
summary[data-tone='debug'] { color: var(--quiet); }
summary { min-height: 24px; padding: 2px 0; }
.quiet, .empty { color: var(--quiet); font-size: 12px; }
.empty { padding: 8px 0; }
pre { font: 12px/1.4 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; padding: 6px 8px; background: var(--raised); border-radius: 5px; }
code { font: 12px ui-monospace, monospace; }
.tools, .pager, .actions { display: flex; flex-wrap: wrap; align-items: center; gap: 6px; }
.tools { margin-bottom: 6px; }
.tools pre { flex-basis: 100%; }
.pager { padding: 6px 0; }
.actions { gap: 12px; flex-wrap: nowrap; }
.field { display: block; }
.editor { margin: 8px 0; padding: 8px; border: 1px solid var(--line); border-radius: 5px; }
.cards { display: flex; flex-wrap: wrap; gap: 8px; list-style: none; }
@container (max-width: 480px) {
  .bar, .bar > .far { gap: 3px; }
  .bar button, .bar .button { padding-inline: 4px; }
  .roomy { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
}
.cards li > button { margin-top: 6px; }
.cards li { padding: 8px 10px; border: 1px solid var(--line); border-radius: 5px; }
.figures { display: flex; flex-wrap: wrap; gap: 4px 24px; }
.figures dt { color: var(--quiet); font-size: 12px; }
.figures dd { font-weight: 600; font-variant-numeric: tabular-nums; }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(260px, 100%), 1fr)); gap: 4px 16px; margin-bottom: 4px; }
.plots figure { min-width: 0; }
.face { overflow: hidden; border-radius: 5px; }
.face svg { display: block; }
.keys { margin-inline-start: 8px; color: var(--quiet); font-size: 12px; font-variant-numeric: tabular-nums; }
.keys > span { white-space: nowrap; }
.keys > span + span { margin-inline-start: 8px; }
.keys [data-series='1'] { text-decoration: underline dashed; text-underline-offset: 3px; }
.line { fill: none; stroke: var(--press); stroke-width: 1.5; }
.line[data-series='1'] { stroke: var(--fair); stroke-dasharray: 4 3; }
.axis { fill: none; stroke: var(--line); }
.tick { fill: var(--quiet); font: 11px system-ui, sans-serif; }
.cursor { stroke: var(--text); }
.gone { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@container (max-width: 720px) {
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { display: block; padding: 4px 0; }
  td { display: inline-block; padding: 0 10px 0 0; text-align: start; }
  td:empty { display: none; }
  .actions { flex-wrap: wrap; }
  td[data-look='number']::before { content: attr(data-head) ' '; color: var(--quiet); font-size: 11px; }
}
@media (forced-colors: active) { .line { stroke: CanvasText; } }
`;
