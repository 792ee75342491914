import {
  createVirtualPlatform,
  faultyTransport,
  jsonAnswer,
  playScenario,
  type Scenario,
  scriptedTransport,
} from '@holdfast/testing';
import { createFaultProxy, type FaultProxy, serveLoopback } from '@holdfast/testing/node';
import type { Page } from 'playwright';
import { askAll } from './asked.ts';
import { logOf } from './fault-log.ts';

/** A function that plays a scenario, and returns the log of its faults. */
export interface Player {
  readonly name: string;
  play(scenario: Scenario): Promise<string>;
}

/** The virtual platform, on which the tests of an app run. */
export const virtualPlayer: Player = {
  name: 'vitest',
  async play(scenario) {
    const platform = createVirtualPlatform();
    const inner = scriptedTransport();
    inner.answerWith(() => jsonAnswer({}));
    const play = playScenario(scenario, { platform });
    const transport = faultyTransport(inner, () => play, platform);
    const asked = askAll((method, path) =>
      transport.send({ method, url: `https://api.example${path}`, headers: {}, body: null }),
    );
    // No step takes longer than a second.
    await platform.advance(1_000);
    await asked;
    return logOf(play.told());
  },
};

const isFile = ({ url = '' }: { readonly url?: string | undefined }): boolean =>
  !url.startsWith('/api/');

/** A server with the page of the proof, behind the fault proxy. */
export async function openProxy(
  page: string,
): Promise<FaultProxy & { readonly done: () => Promise<void> }> {
  const server = await serveLoopback(async (request, response) => {
    for await (const piece of request) void piece;
    if (request.url === '/') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
      return;
    }
    const body = '{"notes":[]}';
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    response.writeHead(200, headers).end(body);
  });
  const proxy = await createFaultProxy({ target: server.url, spares: isFile });
  return {
    ...proxy,
    async done() {
      await proxy.close();
      await server.close();
    },
  };
}

/** A real browser whose requests go through the proxy. */
export function browserPlayer(name: string, page: Page, proxy: FaultProxy): Player {
  return {
    name,
    async play(scenario) {
      proxy.play(scenario);
      await page.evaluate(() => globalThis.player.ask());
      const log = logOf(proxy.told());
      proxy.play(undefined);
      return log;
    },
  };
}

/** The panel: the page breaks its own requests, and the line is good. */
export function panelPlayer(page: Page): Player {
  return {
    name: 'panel',
    play: async (scenario) =>
      logOf(await page.evaluate((given) => globalThis.player.play(given), scenario)),
  };
}
