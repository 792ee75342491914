import { once } from 'node:events';
import { type Socket, connect, createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { macrotask } from '../macrotask.ts';
import type { FaultMix } from './fault-mix.ts';
import { faultMixes } from './fault-mixes.ts';
import { type BadLine, createBadLine } from './bad-line.ts';
import { listen, serveLoopback } from './loopback-server.ts';

const ANSWER = `${'answer '.repeat(60)}.`;

interface Line {
  readonly proxy: BadLine;
  /** What the server received, piece by piece. */
  readonly taken: string[];
  /** How many connections the server has at this moment. */
  readonly open: () => number;
  /** Resolves when the server has no connection any more. */
  readonly idle: () => Promise<void>;
  /** The server ends all its connections. */
  readonly hangUp: () => void;
}

/** A server that answers each full stop, behind a proxy. */
async function line(mix: Partial<FaultMix>, seed = 1): Promise<Line> {
  const taken: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.setEncoding('utf8').on('data', (text: string) => {
      taken.push(text);
      if (!text.endsWith('.')) return;
      socket.write(ANSWER.slice(0, 100));
      setImmediate(() => socket.write(ANSWER.slice(100)));
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      sockets.delete(socket);
      server.emit('gone');
    });
  });
  const port = await listen(server, 0);
  const proxy = await createBadLine({
    target: `http://127.0.0.1:${port}`,
    mix: { name: 'test', chances: {}, ...mix },
    seed,
  });
  onTestFinished(async () => {
    await proxy.close();
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const idle = async () => {
    while (sockets.size > 0) await once(server, 'gone');
  };
  const hangUp = () => sockets.forEach((socket) => socket.end());
  return { proxy, taken, open: () => sockets.size, idle, hangUp };
}

interface Talk {
  readonly socket: Socket;
  /** Sends a text and resolves with the answer, or with how the line ended and the bytes before that. */
  ask(text: string): Promise<string>;
}

async function talkTo({ url }: BadLine): Promise<Talk> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).setEncoding('utf8');
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  return {
    socket,
    ask: (text) =>
      new Promise((resolve) => {
        let heard = '';
        const done = (how: string): void => {
          socket.removeAllListeners('data').removeAllListeners('end').removeAllListeners('error');
          socket.on('error', () => {});
          resolve(how);
        };
        socket.on('data', (piece: string) => {
          heard += piece;
          if (heard.endsWith('.')) done(heard);
        });
        socket.on('end', () => done(`FIN after ${heard.length}`));
        socket.on('error', ({ code }: NodeJS.ErrnoException) => done(`${code}`));
        socket.write(text);
      }),
  };
}

const timers = (): number =>
  process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

/** The course of the same twelve conversations with one seed. */
const fate = async (seed: number): Promise<string[]> => {
  const { proxy } = await line(
    { ...faultMixes.everything, chances: { slice: 0.3, cut: 0.3, reset: 0.3 } },
    seed,
  );
  expect(proxy.seed).toBe(seed);
  const heard: string[] = [];
  for (let connection = 0; connection < 12; connection += 1) {
    const talk = await talkTo(proxy);
    for (let turn = 0; turn < 3; turn += 1) {
      const how = await talk.ask('hello.');
      heard.push(how);
      if (how !== ANSWER) break;
    }
  }
  return [...heard, JSON.stringify(proxy.counts())];
};

describe('a bad line', () => {
  it('passes everything on unchanged when the mix has no faults', async () => {
    const { proxy, taken } = await line({});
    const talk = await talkTo(proxy);
    expect(await talk.ask('one.')).toBe(ANSWER);
    expect(await talk.ask('two.')).toBe(ANSWER);
    expect(taken).toEqual(['one.', 'two.']);
    expect(proxy.counts()).toMatchObject({ connections: 1, turns: 2 });
    expect(Object.values(proxy.counts().faults)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it('carries more than any buffer holds, late and whole, to a client that reads slowly', async () => {
    const server = await serveLoopback(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      response.end(Buffer.concat(parts));
    });
    const mix = { name: 'slow', chances: { delay: 1 }, latencyMs: 2, jitterMs: 2 };
    const proxy = await createBadLine({ target: server.url, mix });
    onTestFinished(async () => {
      await proxy.close();
      await server.close();
    });
    const body = Buffer.alloc(12_000_000, 'all of this ');
    const answer = await fetch(proxy.url, { method: 'POST', body });
    const heard: Uint8Array[] = [];
    for await (const piece of answer.body ?? []) {
      heard.push(piece);
      await macrotask();
    }
    expect(Buffer.concat(heard).equals(body)).toBe(true);
  });

  it('passes on that one side has finished sending, and lets this side read the rest', async () => {
    const { proxy, idle } = await line({ chances: { delay: 1 }, latencyMs: 5 });
    const talk = await talkTo(proxy);
    const answer = talk.ask('last words.');
    talk.socket.end();
    expect(await answer).toBe(ANSWER);
    await idle();
  });

  it('delays the bytes in both directions', async () => {
    const { proxy } = await line({ chances: { delay: 1 }, latencyMs: 40, jitterMs: 0 });
    const talk = await talkTo(proxy);
    const start = performance.now();
    await talk.ask('hello.');
    // The host counts whole milliseconds from a time that may be one old, so each of the two may be two
    // early.
    expect(performance.now() - start).toBeGreaterThanOrEqual(76);
    expect(proxy.counts().faults.delay).toBe(1);
  });

  it('slices the bytes, in order and without losing one', async () => {
    const { proxy, taken } = await line({ chances: { slice: 1 }, sliceBytes: 8 });
    const talk = await talkTo(proxy);
    const text = `${'something long '.repeat(20)}.`;
    expect(await talk.ask(text)).toBe(ANSWER);
    expect(taken.join('')).toBe(text);
    expect(taken.length).toBeGreaterThan(5);
    expect(proxy.counts().faults.slice).toBe(1);
  });

  it('refuses with a reset before the server gets a byte', async () => {
    const { proxy, taken, idle } = await line({ chances: { refuse: 1 } });
    const talk = await talkTo(proxy);
    expect(await talk.ask('hello.')).toBe('ECONNRESET');
    await idle();
    expect(taken).toEqual([]);
    expect(proxy.counts().faults.refuse).toBe(1);
  });

  it('truncates an answer: the server has sent all of it, the client gets its beginning and an end', async () => {
    const { proxy, taken, idle } = await line({ chances: { truncate: 1 }, endWithinBytes: 50 });
    const talk = await talkTo(proxy);
    const heard = await talk.ask('hello.');
    expect(heard).toMatch(/^FIN after [1-9]\d?$/);
    expect(taken).toEqual(['hello.']);
    await idle();
    expect(proxy.counts().faults.truncate).toBe(1);
  });

  it.each([
    ['cuts', 'cut', /^FIN after \d+$/],
    ['resets', 'reset', /^ECONNRESET$/],
  ] as const)(
    '%s the line within the request or within the answer, for both sides',
    async (_, kind, how) => {
      const { proxy, taken, idle } = await line({ chances: { [kind]: 1 }, endWithinBytes: 20 });
      const request = `${'x'.repeat(20)}.`;
      for (let turn = 0; turn < 20; turn += 1) {
        expect(await (await talkTo(proxy)).ask(request)).toMatch(how);
      }
      await idle();
      expect(proxy.counts()).toMatchObject({ connections: 20, turns: 20, faults: { [kind]: 20 } });
      const heardWhole = taken.filter((text) => text === request).length;
      expect(heardWhole).toBeGreaterThan(4);
      expect(heardWhole).toBeLessThan(16);
    },
  );

  it('stalls: neither side gets anything more, until the client hangs up', async () => {
    const { proxy, open, idle } = await line({ chances: { stall: 1 }, endWithinBytes: 1 });
    const talks = await Promise.all(Array.from({ length: 10 }, () => talkTo(proxy)));
    const heard: string[] = [];
    const asked = talks.map((talk) => talk.ask('hello.').then((how) => heard.push(how)));
    while (proxy.counts().faults.stall < 10) await macrotask();
    expect(heard).toEqual([]);
    expect(open()).toBe(10);
    for (const { socket } of talks) socket.end();
    await Promise.all([idle(), ...asked]);
    expect(new Set(heard)).toEqual(new Set(['FIN after 0']));
  });

  it('does not tell a stalled client that the server has hung up', async () => {
    const { proxy, idle, hangUp } = await line({ chances: { stall: 1 }, endWithinBytes: 1 });
    const talk = await talkTo(proxy);
    let heard = 'nothing';
    const asked = talk.ask('hello.').then((how) => (heard = how));
    while (proxy.counts().faults.stall < 1) await macrotask();
    hangUp();
    await idle();
    for (let turn = 0; turn < 20; turn += 1) await macrotask();
    expect(heard).toBe('nothing');
    talk.socket.end();
    await asked;
  });

  it('plans each turn of a kept connection separately', async () => {
    const { proxy } = await line({ chances: { cut: 0.2 } });
    const talk = await talkTo(proxy);
    let turns = 0;
    while ((await talk.ask('hello.')) === ANSWER) turns += 1;
    expect(turns).toBeGreaterThan(0);
    expect(proxy.counts()).toMatchObject({ connections: 1, turns: turns + 1, faults: { cut: 1 } });
  });

  it('repeats itself for the same seed, and differs for another', async () => {
    const first = await fate(5);
    expect(await fate(5)).toEqual(first);
    expect(await fate(6)).not.toEqual(first);
  });

  it('looks like a reset when the server cannot be reached', async () => {
    const server = await serveLoopback(() => {});
    await server.close();
    const proxy = await createBadLine({
      target: server.url,
      mix: { name: 'none', chances: {} },
    });
    onTestFinished(() => proxy.close());
    expect(await (await talkTo(proxy)).ask('hello.')).toBe('ECONNRESET');
  });

  it('passes on that the client has reset the line', async () => {
    const { proxy, open, idle } = await line({});
    const talk = await talkTo(proxy);
    await talk.ask('hello.');
    expect(open()).toBe(1);
    talk.socket.resetAndDestroy();
    await idle();
  });

  it('leaves nothing open when the test closes it while everything is under way', async () => {
    const before = timers();
    const { proxy, idle } = await line({ chances: { delay: 1, stall: 0.3 }, latencyMs: 10_000 });
    const talks = await Promise.all(Array.from({ length: 10 }, () => talkTo(proxy)));
    const ended = talks.map(({ socket, ask }) => {
      void ask('hello.');
      return once(socket, 'close');
    });
    while (proxy.counts().turns < 10) await macrotask();
    await proxy.close();
    await proxy.close();
    await Promise.all([idle(), ...ended]);
    expect(timers()).toBeLessThanOrEqual(before);
  });

  it('refuses an impossible mix', async () => {
    const mix = { name: 'bad day', chances: { cut: 2 } };
    await expect(createBadLine({ target: 'http://127.0.0.1:1', mix })).rejects.toThrow(
      "The fault mix 'bad day'",
    );
  });
});
