/** The look of the button that opens the panel, and what the panel inherits. */
export const BUTTON_CSS = `
/* What is important here wins over every style of the app. */
:host { all: initial !important; display: contents !important; }
:host([data-fills]) { display: block !important; height: 100% !important; }
.ground {
  all: initial;
  display: block;
  height: 100%;
  color-scheme: light dark;
  --ground: light-dark(#ffffff, #16191d);
  --raised: light-dark(#f3f5f7, #20252b);
  --line: light-dark(#d5dae0, #3a424b);
  --text: light-dark(#1b1f24, #e6e9ed);
  --quiet: light-dark(#57606a, #a3adb8);
  --press: light-dark(#0a5bbf, #86bdff);
  --good: light-dark(#12693a, #62d18c);
  --fair: light-dark(#855000, #e5b455);
  --bad: light-dark(#b3261e, #ff9389);
  font: 13px/1.45 system-ui, sans-serif;
  color: var(--text);
}
:host([data-holdfast-devtools='light']) .ground { color-scheme: light; }
:host([data-holdfast-devtools='dark']) .ground { color-scheme: dark; }
.opener {
  all: unset;
  position: fixed;
  z-index: 2147483000;
  inset: auto 12px 12px auto;
  min-height: 24px;
  padding: 4px 12px;
  border: 1px solid var(--line);
  border-radius: 999px;
  background: var(--ground);
  color: var(--text);
  box-shadow: 0 2px 8px rgb(0 0 0 / 0.2);
  cursor: pointer;
}
/* An app for phones has its navigation at the bottom, so the button stands at the side there. */
@media (max-width: 480px) {
  .opener { inset: 50% 0 auto auto; padding: 12px 3px; border-radius: 8px 0 0 8px; writing-mode: vertical-rl; }
}
.opener:focus-visible { outline: 2px solid var(--press); outline-offset: 2px; }
`;
