import { createRequire } from 'node:module';
import { bundle, entriesForPages } from './bundle.ts';
import { here } from './places.ts';
import type { Platform, Result } from './verdict.ts';

const CONDITIONS = ['workerd', 'worker', 'browser'];
const FROM_SERVER = ['@holdfast/server', '@holdfast/server/hono', '@holdfast/server/threats'];

const WITHIN_A_REQUEST = `
  import { compose } from './compositions.mjs';
  import { importAll } from './entries.mjs';
  import { serverInMemory } from './server-in-memory.mjs';
  export default {
    fetch: async () =>
      Response.json([...(await importAll(entries, load)), ...(await compose(serverInMemory))]),
  };`;

// A worker may do nothing before its first request: no timer, no random bytes, no network.
const BEFORE_ANY_REQUEST = `
  import * as composition from './at-module-level.mjs';
  import { attempt } from './attempt.mjs';
  import { isInert } from './module-level.mjs';
  export default {
    fetch: async () =>
      Response.json([await attempt('a composition in a module', () => isInert(composition))]),
  };`;

/** Cloudflare's runtime. */
export const workerd: Platform = {
  name: 'workerd',
  async try() {
    const entries = [...entriesForPages(), ...FROM_SERVER];
    const all = await serve(await bundle(WITHIN_A_REQUEST, entries, CONDITIONS));
    const [early] = await serve(await bundle(BEFORE_ANY_REQUEST, [], CONDITIONS)).catch(
      (error: unknown): Result[] => [
        { row: 'a composition in a module', verdict: 'breaks', says: String(error) },
      ],
    );
    return all.map((result) => (early?.row === result.row ? early : result));
  },
};

/** The used part of miniflare, which is installed only together with the platforms. */
interface MiniflareHost {
  dispatchFetch(url: string): Promise<Pick<Response, 'json'>>;
  dispose(): Promise<void>;
}

async function serve(script: string): Promise<readonly Result[]> {
  const require = createRequire(`${here}/`);
  const { Miniflare } = require('miniflare') as {
    Miniflare: new (options: object) => MiniflareHost;
  };
  const host = new Miniflare({
    modules: [{ type: 'ESModule', path: 'worker.mjs', contents: script }],
    compatibilityDate: '2026-04-01',
  });
  try {
    const answer = await host.dispatchFetch('http://127.0.0.1/');
    return (await answer.json()) as Result[];
  } finally {
    await host.dispose();
  }
}
