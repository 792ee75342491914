import { fileURLToPath } from 'node:url';
import { createContext, runInContext, runInNewContext } from 'node:vm';
import { build, type Plugin } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { publicEntries } from './public-entries.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The globals of the language itself, without any host. */
const language = new Set(
  runInNewContext('Object.getOwnPropertyNames(globalThis)') as readonly string[],
);
const ofHosts = [
  ...Object.getOwnPropertyNames(globalThis),
  ...['window', 'self', 'document', 'navigator', 'location', 'indexedDB', 'caches', 'history'],
  ...['localStorage', 'sessionStorage', 'addEventListener', 'reportError', 'HTMLElement', 'Deno'],
  ...['requestAnimationFrame', 'isSecureContext', 'matchMedia', 'importScripts', 'XMLHttpRequest'],
].filter((name) => !language.has(name));

/** Stand-ins for foreign packages. They allow everything, because the test looks only at ours. */
const others: Plugin = {
  name: 'others',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^[^.#/]/ }, ({ path, kind }) =>
      kind === 'entry-point' || path.startsWith('@holdfast/')
        ? undefined
        : { path, namespace: 'others' },
    );
    onLoad({ filter: /.*/, namespace: 'others' }, () => ({
      // Its prototype too, because esbuild looks there for the imported names.
      contents: `const anything = new Proxy(function () {}, {
        get: (target, name) => name === 'prototype' ? target.prototype : anything,
        apply: () => anything,
        getPrototypeOf: () => anything,
      });
      module.exports = anything;`,
    }));
  },
};

/** Loads an entry in a realm with only the language, and returns the names that it asked the host for. */
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

  it('sees objects that are created, and globals that are only read', async () => {
    const file = 'proof/platforms/subject/asks-at-once.mjs';
    expect(await namesAskedFor(file)).toEqual(['TextDecoder', 'navigator']);
  });
});
