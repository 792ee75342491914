// A server that renders React loads a client file and renders it, and the page hydrates the result. Prints the
// results like `run.mjs`.
import { defineRead } from '@holdfast/core';
import { HoldfastProvider, StatusLine, Announcer } from '@holdfast/react';
import * as hooks from '@holdfast/react';
import { ErrorBoundary } from '@holdfast/react/boundary';
import { createElement as h } from 'react';
import { renderToString } from 'react-dom/server';
import { attempt, check } from './attempt.mjs';

const list = defineRead('thing.list', { request: () => ({ path: 'things' }) });

function Facts({ outbox }) {
  const { state } = hooks.useRead(list);
  const facts = {
    ...{ now: hooks.useNow(), connectivity: hooks.useConnectivity(), read: state.kind },
    ...{ entries: hooks.useOutbox().items.length, storage: hooks.useObservable(outbox.storage) },
  };
  return h('pre', null, JSON.stringify(facts), h(StatusLine, { state }));
}

const page = ({ holdfast, outbox }) =>
  h(
    HoldfastProvider,
    { holdfast },
    h(ErrorBoundary, { name: 'facts' }, h(Announcer), h(Facts, { outbox })),
  );

let html = '';
const results = [
  await attempt('a composition in a client file is rendered', async () => {
    const server = await import('./at-module-level.mjs');
    await server.outbox.ready;
    html = renderToString(page(server));
    check(html.includes('unknown'), html);
  }),
  await attempt('a page whose state has moved hydrates cleanly', hydrate),
];
console.log(`\nMATRIX ${JSON.stringify(results)}`);
process.exit(0);

async function hydrate() {
  const { JSDOM } = await import('jsdom');
  const dom = new JSDOM(`<main>${html}</main>`, { url: 'http://127.0.0.1/' });
  const { window } = dom;
  const borrowed = { window, document: window.document, IS_REACT_ACT_ENVIRONMENT: false };
  for (const [name, value] of Object.entries(borrowed)) {
    Object.defineProperty(globalThis, name, { value, configurable: true });
  }
  const complaints = [];
  console.error = (...said) => complaints.push(said.join(' '));
  const { hydrateRoot } = await import('react-dom/client');
  const client = await import('./at-module-level.mjs?in-the-page');
  client.holdfast.connectivity.note('device-offline');
  const onRecoverableError = (error) => complaints.push(String(error));
  hydrateRoot(window.document.querySelector('main'), page(client), { onRecoverableError });
  await new Promise((resolve) => setTimeout(resolve, 300));
  check(complaints.length === 0, complaints.join('\n'));
  const text = window.document.querySelector('pre').textContent;
  check(text.includes('"connectivity":"offline"'), text);
}
