import { fileURLToPath } from 'node:url';
import { createContext, runInContext, runInNewContext } from 'node:vm';
import { build, type Plugin } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { publicEntries } from './public-entries.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What the language itself has, without any host. */
const language = new Set(
  runInNewContext('Object.getOwnPropertyNames(globalThis)') as readonly string[],
);
const ofHosts = [
  ...Object.getOwnPropertyNames(globalThis),
  ...['window', 'self', 'document', 'navigator', 'location', 'indexedDB', 'caches', 'history'],
  ...['localStorage', 'sessionStorage', 'addEventListener', 'reportError', 'HTMLElement', 'Deno'],
  ...['requestAnimationFrame', 'isSecureContext', 'matchMedia', 'importScripts', 'XMLHttpRequest'],
].filter((name) => !language.has(name));

/** Packages of others in place of which anything may be done: only ours are looked at. */
const others: Plugin = {
  name: 'others',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^[^.#/]/ }, ({ path, kind }) =>
      kind === 'entry-point' || path.startsWith('@holdfast/')
        ? undefined
        : { path, namespace: 'others' },
    );
    onLoad({ filter: /.*/, namespace: 'others' }, () => ({
      // Its prototype too, which is where esbuild looks for the names of what is imported.
      contents: `const anything = new Proxy(function () {}, {
        get: (target, name) => name === 'prototype' ? target.prototype : anything,
        apply: () => anything,
        getPrototypeOf: () => anything,
      });
      module.exports = anything;`,
    }));
  },
};

/** Loads an entry where there is nothing but the language; gives the names it asked the host for. */
async function namesAskedFor(source: string): Promise<readonly string[]> {
  const { outputFiles } = await build({
    ...{ stdin: { contents: `export * from './${source}';`, resolveDir: root } },
    ...{ bundle: true, write: false, format: 'iife', globalName: 'loaded', logLevel: 'silent' },
    ...{ conditions: ['@holdfast/source'], jsx: 'automatic', plugins: [others] },
  });
  const asked = new Set<string>();
  const host = {};
  for (const name of new Set(ofHosts)) {
    Object.defineProperty(host, name, { get: () => void asked.add(name), configurable: true });
  }
  runInContext(outputFiles[0]?.text ?? '', createContext(host));
  return [...asked];
}

describe('importing an entry creates nothing and asks nothing of its host', () => {
  it.each(publicEntries())('$name', async ({ source }) => {
    expect(await namesAskedFor(source)).toEqual([]);
  });

  it('sees what is created, and what is only asked for', async () => {
    const file = 'proof/platforms/subject/asks-at-once.mjs';
    expect(await namesAskedFor(file)).toEqual(['TextDecoder', 'navigator']);
  });
});
