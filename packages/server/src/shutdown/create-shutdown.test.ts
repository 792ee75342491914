import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { createShutdown, type ShutdownOptions } from './create-shutdown.ts';

const never = () => new Promise<never>(() => {});
const throws = () => {
  throw new TypeError('broken');
};

function setUp(options: Partial<ShutdownOptions> = {}) {
  const platform = createVirtualPlatform();
  const steps: string[] = [];
  const closing = Promise.withResolvers<{ readonly cut: number }>();
  const step = (name: string) => (): void => void steps.push(name);
  const shutdown = createShutdown({
    server: {
      retire: step('retire'),
      close: (graceMs) => {
        steps.push(`close within ${graceMs}`);
        return closing.promise;
      },
    },
    health: { drain: step('health') },
    streams: { drain: step('streams') },
    finally: [step('timers'), step('database')],
    announceMs: 200,
    graceMs: 5000,
    platform,
    ...options,
  });
  return { shutdown, platform, steps, closing };
}

it('says that it drains, waits for balancers, lets requests finish, and closes their database last', async () => {
  const { shutdown, platform, steps, closing } = setUp();
  const kinds: string[] = [];
  shutdown.state.subscribe(() => kinds.push(shutdown.state.getSnapshot().kind));
  expect(shutdown.state.getSnapshot()).toEqual({ kind: 'running' });

  const stopped = shutdown.stop();
  expect(steps).toEqual(['health', 'retire']);
  await platform.advance(199);
  expect(steps).toHaveLength(2);
  await platform.advance(1);
  expect(steps).toEqual(['health', 'retire', 'close within 5000', 'streams']);
  closing.resolve({ cut: 0 });
  expect(await stopped).toBe(0);
  expect(steps.slice(4)).toEqual(['timers', 'database']);
  expect(kinds).toEqual(['announcing', 'draining', 'stopped']);
});

it('stops once, however often it is asked', async () => {
  const { shutdown, platform, steps, closing } = setUp();
  closing.resolve({ cut: 0 });
  const first = shutdown.stop();
  expect(shutdown.stop()).toBe(first);
  await platform.advance(200);
  await first;
  expect(steps.filter((step) => step === 'database')).toHaveLength(1);
});

it('owns up to requests it cut off', async () => {
  const { shutdown, closing } = setUp({ announceMs: 0 });
  closing.resolve({ cut: 2 });
  expect(await shutdown.stop()).toBe(1);
  expect(shutdown.state.getSnapshot()).toEqual({ kind: 'stopped', cut: 2, failures: [] });
});

it('closes the rest although something could not be closed, and names what', async () => {
  let closed = false;
  const { shutdown, closing } = setUp({
    announceMs: 0,
    streams: { drain: () => Promise.reject(new Error('no')) },
    finally: [
      () => {
        throw new TypeError('broken');
      },
      () => (closed = true),
    ],
  });
  closing.resolve({ cut: 0 });
  expect(await shutdown.stop()).toBe(1);
  expect(closed).toBe(true);
  expect(shutdown.state.getSnapshot()).toMatchObject({
    failures: [{ code: 'UNKNOWN' }, { code: 'DEFECT' }],
  });
});

it('goes on without a step that does not end, and names it', async () => {
  const told: unknown[] = [];
  const { shutdown, platform, steps, closing } = setUp({
    announceMs: 0,
    finally: [
      { name: 'database', work: never, deadlineMs: 500 },
      never,
      { name: 'audit', work: () => void steps.push('audit') },
    ],
    stepMs: 100,
    log: { event: (level, name, about) => told.push([level, name, about?.fields]) },
  });
  closing.resolve({ cut: 0 });
  const stopped = shutdown.stop();
  await platform.advance(600);
  expect(await stopped).toBe(1);
  expect(steps.at(-1)).toBe('audit');
  expect(shutdown.state.getSnapshot()).toMatchObject({ unfinished: ['database', 'never'] });
  expect(told).toEqual([
    ['error', 'shutdown.step-unfinished', { step: 'database', deadlineMs: 500 }],
    ['error', 'shutdown.step-unfinished', { step: 'never', deadlineMs: 100 }],
  ]);
});

it.each(['health', 'streams', 'server'] as const)(
  'ends although its %s never does',
  async (name) => {
    const stubborn = {
      health: { health: { drain: never } },
      streams: { streams: { drain: never } },
      server: { server: { retire: never, close: never } },
    }[name];
    const { shutdown, platform, steps, closing } = setUp({ announceMs: 0, ...stubborn });
    closing.resolve({ cut: 0 });
    const stopped = shutdown.stop();
    await platform.advance(10_000);
    expect(await stopped).toBe(1);
    expect(shutdown.state.getSnapshot()).toMatchObject({
      unfinished: expect.arrayContaining([name]),
    });
    expect(steps.slice(-2)).toEqual(['timers', 'database']);
  },
);

it('goes on when one of its steps throws at once', async () => {
  const { shutdown, closing, platform } = setUp({
    health: { drain: throws },
    server: { retire: throws, close: throws },
    streams: { drain: throws },
  });
  closing.resolve({ cut: 0 });
  const stopped = shutdown.stop();
  await platform.advance(200);
  expect(await stopped).toBe(1);
});

it('needs nothing but a server', async () => {
  const server = { retire: () => {}, close: async () => ({ cut: 0 }) };
  expect(await createShutdown({ server }).stop()).toBe(0);
});
