import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createVirtualPlatform, createWorld } from '@holdfast/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fetchTransport } from '../exchange/network/fetch-transport.ts';
import { defineRead } from '../operations/read/define-read.ts';
import { watchRead } from '../operations/read/watch-read.ts';
import { describeEvent } from '../telemetry/describe-event.ts';
import { inBrowser } from './in-browser.ts';

const list = defineRead('note.list', { request: () => ({ path: 'notes' }) });
const page: RequestListener = (_request, response) =>
  void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>');
const json =
  (status: number): RequestListener =>
  (_request, response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end('[]');

let notes: RequestListener = json(200);
let health: RequestListener = json(200);
let asked = 0;
let underWay = 0;
const server = createServer((request, response) => {
  underWay += 1;
  response.once('close', () => (underWay -= 1));
  const isHealth = request.url === '/healthz';
  asked += isHealth ? 1 : 0;
  (isHealth ? health : notes)(request, response);
});
let warnings: string[] = [];

beforeEach(async () => {
  [notes, health, asked, warnings] = [json(200), json(200), 0, []];
  vi.spyOn(console, 'warn').mockImplementation((text) => void warnings.push(String(text)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  vi.restoreAllMocks();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** A page with the preset whose requests are real and whose clock is not. */
function open() {
  const platform = createVirtualPlatform();
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const { holdfast, events } = createWorld({
    ...{ platform, transport: fetchTransport(), baseUrl: base },
    ...inBrowser({ health: 'healthz' }),
  });
  const seen = new Set<string>();
  const note = (): unknown => seen.add(holdfast.connectivity.getSnapshot());
  holdfast.connectivity.subscribe(note);
  const watch = watchRead(holdfast, list, undefined);
  watch.subscribe(() => {});
  /** Lets time pass until a condition holds. Time stands still while the server answers. */
  const until = (holds: () => void): Promise<void> =>
    vi.waitFor(
      async () => {
        if (underWay === 0) await platform.advance(100);
        holds();
      },
      { interval: 1, timeout: 10_000 },
    );
  /** Waits until the health address has answered this many times. */
  const probed = (count: number): Promise<void> => {
    const enough = asked + count;
    return until(() => expect(asked).toBeGreaterThanOrEqual(enough));
  };
  return {
    holdfast,
    seen,
    read: () => watch.getSnapshot().kind,
    /** The names of the events that the runtime reported about the probe. */
    told: () =>
      events.flatMap((event) =>
        event.type === 'endpoint.changed' ? [describeEvent(event).replace(base, '/')] : [],
      ),
    until,
    probed,
  };
}

describe('behind a captive portal', () => {
  it('a page never counts as online, and finds its server when the user has signed in at the portal', async () => {
    [notes, health] = [page, page];
    const { holdfast, seen, read, until, probed, told } = open();
    await probed(8);
    await until(() => expect(read()).toBe('failed'));
    expect([...seen]).toEqual(['degraded']);
    expect(holdfast.connectivity.getSnapshot()).toBe('degraded');
    [notes, health] = [json(200), json(200)];
    await until(() => expect(read()).toBe('live'));
    expect(holdfast.connectivity.getSnapshot()).toBe('online');
    expect(told()).toEqual([]);
    await holdfast.dispose();
  });

  it('a page that had its server notices soon that a portal has taken its place', async () => {
    const { holdfast, read, until, told } = open();
    await until(() => expect(read()).toBe('live'));
    let moments = 0;
    await until(() => expect((moments += 1)).toBeGreaterThan(5));
    [notes, health] = [page, page];
    await until(() => expect(holdfast.connectivity.getSnapshot()).toBe('degraded'));
    expect(told()).toEqual([]);
    await holdfast.dispose();
  });
});

describe('a health address that answers 503', () => {
  it('is an answer of the server: the page is online and says nothing', async () => {
    health = json(503);
    const { holdfast, seen, probed, told } = open();
    await probed(3);
    expect([...seen]).toEqual(['online']);
    expect(told()).toEqual([]);
    await holdfast.dispose();
  });
});

describe('a health address that does not exist', () => {
  it('is named once when the server answers 404, and the page is online', async () => {
    health = json(404);
    const { holdfast, seen, read, probed, told } = open();
    await probed(3);
    expect(read()).toBe('live');
    expect([...seen]).toEqual(['online']);
    expect(told()).toEqual(['/healthz is misplaced']);
    expect(warnings).toEqual([expect.stringContaining('Give `inBrowser` a `health` path')]);
    await holdfast.dispose();
  });

  it.each([
    ['the page of the app, as a server of single pages does', 200],
    ['a page that says 404, as many servers do', 404],
  ])('is named once when the server answers with %s', async (_title, status) => {
    health = (_request, response) =>
      void response.writeHead(status, { 'content-type': 'text/html' }).end('<html>');
    const { holdfast, seen, read, until, probed, told } = open();
    await until(() => expect(read()).toBe('live'));
    await probed(3);
    expect(holdfast.connectivity.getSnapshot()).toBe('online');
    expect([...seen]).toEqual(['online']);
    expect(told()).toEqual(['/healthz is misplaced']);
    await holdfast.dispose();
  });

  it('does not keep a page from its server when the server is back, if the page began without it', async () => {
    health = page;
    notes = (request) => request.destroy();
    const { holdfast, read, until, probed } = open();
    await until(() => expect(read()).toBe('failed'));
    await probed(8);
    notes = json(200);
    await until(() => expect(read()).toBe('live'));
    expect(holdfast.connectivity.getSnapshot()).toBe('online');
    await probed(2);
    expect(holdfast.connectivity.getSnapshot()).toBe('online');
    await holdfast.dispose();
  });
});
