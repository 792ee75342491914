import {
  createAlerts,
  memoryAlertStore,
  type AlertRule,
  type AlertEvent,
} from '@holdfast/server/alerts';
import { createRollups, memoryRollupStore } from '@holdfast/server/monitoring';
import { createRelay, memoryRelayStore } from '@holdfast/server/relay';
import { createVirtualPlatform } from '@holdfast/testing';
import { seededRandom } from '../../packages/testing/src/seeded-random.ts';
import { createMortal } from './mortal.ts';
import { createReceiver, type Delivery } from './receiver.ts';
import { KEEP_MS, NEW_MS, type Schedule, TARGETS, WINDOW_MS } from './schedule.ts';

const SECOND = 1_000;

const RULE: AlertRule = {
  ...{ id: 'failures', title: 'Failures', severity: 'critical', kind: 'threshold' },
  of: { what: 'count', count: { measure: 'failure' } },
  ...{ is: 'above', limit: 0, windowMs: WINDOW_MS, keepMs: KEEP_MS, per: ['operation'] },
};

/** It remembers what it met, so a server that wakes late could make it forget. */
const NEW_RULE: AlertRule = {
  ...{ id: 'new-failures', title: 'A new failure', severity: 'critical', kind: 'newKind' },
  ...{ count: { measure: 'error' }, windowMs: NEW_MS, keepMs: KEEP_MS, per: ['operation'] },
  minEvents: 2,
};

export interface Play {
  readonly schedule: Schedule;
  readonly startedAt: number;
  readonly deliveries: readonly Delivery[];
  /** The oldest first. */
  readonly history: readonly AlertEvent[];
  readonly refused: number;
  readonly died: number;
  /** When a server began to stand still. */
  readonly frozenAt: readonly number[];
  /** Whether the play ended early, because notices came without end. */
  readonly isEndless: boolean;
}

/** The store of alerts that a play uses, and the bug that is planted in it. */
type AnyAlertStore = ReturnType<typeof memoryAlertStore>;

/** More notices than any schedule has, repeats included. */
const MOST_DELIVERIES = 200;

/**
 * Plays a schedule on virtual time: two servers with the real engine and the real relay on shared stores, real counts
 * by the minute, deaths at any point of a statement, and receivers that refuse and lose answers. `plant` puts a
 * bug into the store of alerts, to show that the play finds it.
 */
export async function playSchedule(
  schedule: Schedule,
  plant: (store: AnyAlertStore) => AnyAlertStore = (store) => store,
): Promise<Play> {
  const platform = createVirtualPlatform({ seed: schedule.seed });
  const random = seededRandom(schedule.seed ^ 0x5eed);
  const startedAt = platform.now();
  const [alertStore, relayStore, counts] = [
    plant(memoryAlertStore()),
    memoryRelayStore({ platform }),
    memoryRollupStore(),
  ];
  const receiver = createReceiver(schedule, TARGETS, { platform, startedAt, random });
  const rollups = createRollups({ store: counts, flushMs: 2 * SECOND, platform });
  rollups.start();
  let died = 0;
  const frozenAt: number[] = [];

  const start = () => {
    const mortal = createMortal(platform, () => frozenAt.push(platform.now()));
    const relay = createRelay({
      ...{ store: mortal.guard(relayStore), platform: mortal.platform },
      sinks: receiver.sinksOf(mortal),
    });
    const alerts = createAlerts({
      ...{
        store: mortal.guard(alertStore),
        rollups: mortal.guard(counts),
        rules: [RULE, NEW_RULE],
      },
      ...{ enqueue: relay.enqueue, platform: mortal.platform },
      targets: Object.fromEntries(TARGETS.map((target) => [target, { sink: target }])),
    });
    relay.start();
    alerts.start();
    return { mortal, alerts };
  };
  const servers = [start(), start()];

  const tasks = [
    ...schedule.troubles.flatMap(({ operation, bursts }) =>
      bursts.flatMap(({ from, to }) => {
        const count = 1 + Math.floor((to - from) / (10 * SECOND));
        return Array.from({ length: count }, (_, index) => ({
          at: from + index * 10 * SECOND,
          run: () => rollups.count({ measure: 'failure', operation, detail: 'TIMEOUT' }),
        }));
      }),
    ),
    ...schedule.deaths.flatMap(({ at, server, forMs }) => [
      {
        at,
        run: () => {
          const { mortal } = servers[server] ?? {};
          if (!mortal || mortal.isDead()) return;
          died += 1;
          if (random() < 0.2) mortal.die();
          else mortal.doom(random);
        },
      },
      {
        at: at + forMs,
        run: () => {
          const { mortal } = servers[server] ?? {};
          // A server that has not asked its store yet dies now.
          mortal?.die();
          servers[server] = start();
        },
      },
    ]),
    ...schedule.freezes.map(({ at, server, forMs }) => ({
      at,
      run: () => servers[server]?.mortal.freezeAtCommit(forMs),
    })),
    ...schedule.newFailures.flatMap(({ operation, counts: times }) =>
      times.map((at) => ({
        at,
        run: () => rollups.count({ measure: 'error', operation, detail: 'CONFLICT' }),
      })),
    ),
    ...schedule.races.map(({ at, server, forMs }) => ({
      at,
      run: () =>
        servers[server]?.mortal.freezeAtCommit(forMs, () => {
          platform.schedule(forMs / 2, () => void acknowledgeAll(servers[1 - server]?.alerts));
        }),
    })),
    ...schedule.acknowledgements.map((at) => ({
      at,
      run: () => void acknowledgeAll(servers.find(({ mortal }) => !mortal.isDead())?.alerts),
    })),
  ].toSorted((one, other) => one.at - other.at);
  const isEndless = (): boolean => receiver.deliveries.length > MOST_DELIVERIES;
  /** Lets time pass in short steps, so that an endless play ends. */
  async function passTo(time: number): Promise<void> {
    while (platform.now() < time && !isEndless()) {
      // oxlint-disable-next-line no-await-in-loop -- time passes once
      await platform.advance(Math.min(5 * SECOND, time - platform.now()));
    }
  }
  for (const { at, run } of tasks) {
    // oxlint-disable-next-line no-await-in-loop -- time passes once
    await passTo(startedAt + at);
    run();
  }
  await passTo(startedAt + schedule.endsAt);
  for (const { mortal } of servers) mortal.die();
  platform.loseTimers();
  const history = (await alertStore.history(10_000)).toReversed();
  return {
    schedule,
    startedAt,
    deliveries: receiver.deliveries,
    history,
    refused: receiver.refused,
    ...{ died, frozenAt, isEndless: isEndless() },
  };
}

async function acknowledgeAll(alerts: ReturnType<typeof createAlerts> | undefined): Promise<void> {
  for (const { fingerprint, state } of (await alerts?.list()) ?? []) {
    // It may have ended meanwhile.
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    if (state.kind === 'firing') await alerts?.acknowledge(fingerprint, 'mara').catch(() => {});
  }
}
