import { browsers, type Situation } from './situation.ts';

/** The page script of these situations: React and the two roots, as globals. */
export const reactStage = `
  import * as React from 'react';
  import { createRoot, hydrateRoot } from 'react-dom/client';
  Object.assign(globalThis, { React, createRoot, hydrateRoot });
`;

// Components as source text: they run in the page, where the stage above has put React.
const broken: Readonly<Record<string, string>> = {
  'a bug in a component': 'return () => undefined.name;',
  'an error of the app': 'return () => { throw new Error("no"); };',
  'a string': 'return () => { throw "no"; };',
  'null thrown': 'return () => { throw null; };',
  'undefined thrown': 'return () => { throw undefined; };',
  'a plain object as a child': 'return () => React.createElement("p", null, { a: 1 });',
  'a component that is undefined': 'return () => React.createElement(undefined);',
  'too many renders': 'return () => { const [, set] = React.useState(0); set(Math.random()); };',
  'hooks in another order':
    'let n = 0; return () => { const [, set] = React.useState(0); if (n++ > 0) React.useMemo(() => 1, []); React.useEffect(() => set(1), []); return null; };',
  'an effect that fails':
    'return () => { React.useEffect(() => { undefined.name; }, []); return null; };',
  'an effect that never rests':
    'return () => { const [n, set] = React.useState(0); React.useLayoutEffect(() => set(n + 1)); return null; };',
  'a class that fails':
    'return class extends React.Component { constructor(p) { super(p); undefined.name; } };',
  'a context used where there is none':
    'return () => React.use(Promise.reject(new TypeError("no")));',
  'a lazy part without a default': 'return React.lazy(async () => ({}));',
  'a style that is text': 'return () => React.createElement("p", { style: "color: red" });',
  'children of what can have none': 'return () => React.createElement("br", null, "no");',
  'text that is no JSON': 'return () => JSON.parse("{");',
  'a bug in a memo': 'return () => React.useMemo(() => undefined.name, []);',
  'a bug in the first state':
    'return () => { React.useState(() => undefined.name); return null; };',
  'a bug in the next state':
    'return () => { const [n, set] = React.useState(0); React.useEffect(() => set(() => undefined.name), []); return n; };',
  'a bug in a reducer':
    'return () => { const [n, act] = React.useReducer(() => undefined.name, 0); React.useEffect(() => act(), []); return n; };',
  'a bug in a ref': 'return () => React.createElement("p", { ref: () => undefined.name });',
  'a bug in an effect before the paint':
    'return () => { React.useLayoutEffect(() => { (5)(); }); return null; };',
  'an error of the app in an effect':
    'return () => { React.useEffect(() => { throw new Error("no"); }); return null; };',
  'a bug at the end of an effect':
    'return () => { const [n, set] = React.useState(0); React.useEffect(() => { set(1); return () => undefined.name; }, [n]); return null; };',
  'an abort in an effect':
    'return () => { React.useEffect(() => { throw AbortSignal.abort().reason; }); return null; };',
  'a bug after the mount':
    'return class extends React.Component { componentDidMount() { undefined.name; } render() { return null; } };',
  'a class without a render': 'return class extends React.Component {};',
  'a date as a child': 'return () => React.createElement("p", null, new Date(0));',
  'a number that is too precise': 'return () => (1).toFixed(1000);',
  'a hook outside of a component':
    'return () => { React.useEffect(() => { React.useState(0); }); return null; };',
  'a store that never rests':
    'return () => { React.useSyncExternalStore(() => () => {}, () => ({})); return null; };',
  'html that is text': 'return () => React.createElement("p", { dangerouslySetInnerHTML: "a" });',
  'an element of an empty name': 'return () => React.createElement("");',
  'an element of a name that is none': 'return () => React.createElement("a b");',
  'an update of a tree that somebody changed':
    'return () => { const [on, set] = React.useState(true); React.useEffect(() => { document.getElementById("inner").remove(); set(false); }, []); return React.createElement("div", null, on && React.createElement("b", { id: "inner" })); };',
};

export const reactSituations: readonly Situation[] = [
  ...Object.entries(broken).map(([about, given]): Situation => ({
    about,
    site: 'render',
    engines: browsers,
    page: '/page?react',
    label: { code: 'RENDER_FAILED', retry: 'never', effect: 'unknown' },
    given,
    run: (_stage, source) =>
      new Promise((resolve) => {
        const { React, createRoot } = globalThis as never as Record<'React' | 'createRoot', any>;
        const container = document
          .getElementById('root')!
          .appendChild(document.createElement('div'));
        const root = createRoot(container, {
          onUncaughtError: (error: unknown) => resolve({ handed: error }),
        });
        root.render(React.createElement(new Function('React', source)(React)));
      }),
  })),
  ...[
    [
      'other text than the server rendered',
      '<p>server</p>',
      'return () => React.createElement("p", null, "page");',
    ],
    [
      'another element than the server rendered',
      '<p>x</p>',
      'return () => React.createElement("b", null, "x");',
    ],
    ['more than the server rendered', '', 'return () => React.createElement("p", null, "x");'],
  ].map(([about, html, source]): Situation => ({
    about: about!,
    site: 'hydrate',
    engines: browsers,
    page: '/page?react',
    label: { code: 'HYDRATION_FAILED', retry: 'never' },
    given: [html, source],
    run: (_stage, [markup, code]: readonly [string, string]) =>
      new Promise((resolve) => {
        const { React, hydrateRoot } = globalThis as never as Record<'React' | 'hydrateRoot', any>;
        const container = document
          .getElementById('root')!
          .appendChild(document.createElement('div'));
        container.innerHTML = markup;
        hydrateRoot(container, React.createElement(new Function('React', code)(React)), {
          onRecoverableError: (error: unknown) => resolve({ handed: error }),
        });
      }),
  })),
];
