import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it, vi } from 'vitest';
import type { MemoryTransaction } from '../../idempotency/memory-store.ts';
import type { RollupRow } from '../../monitoring/rollup.ts';
import type { RelayEvent } from '../../relay/relay-event.ts';
import { parseNotice } from '../../relay/relay-notice.ts';
import { memoryAlertStore } from '../memory-alert-store.ts';
import type { AlertRule } from '../rules/alert-rule.ts';
import { type Alerts, createAlerts } from './create-alerts.ts';
import type { AlertsOptions } from './alerts-options.ts';

const [SECOND, MINUTE, HOUR] = [1_000, 60_000, 3_600_000];
const START = 1_700_000_000_000;

const failures: AlertRule = {
  ...{ id: 'failures', title: 'Stories fail', severity: 'critical' },
  ...{ kind: 'threshold', windowMs: MINUTE, is: 'above', limit: 0, keepMs: 2 * MINUTE },
  of: { what: 'count', count: { measure: 'failure' } },
  per: ['operation'],
};

/** A server with alerts, counts that the test makes, and a relay that keeps what it is given. */
function createWorld(options: Partial<AlertsOptions<MemoryTransaction>> = {}) {
  const platform = createVirtualPlatform({ now: START });
  const store = memoryAlertStore();
  const rows: RollupRow[] = [];
  const sent: RelayEvent[] = [];
  let sessions = 5;
  const settings: AlertsOptions<MemoryTransaction> = {
    store,
    platform,
    rules: [failures],
    rollups: {
      read: async ({ from, to }, measures) =>
        rows.filter(
          (row) => row.minute >= from && row.minute < to && measures?.includes(row.measure),
        ),
      affectedSessions: async () => sessions,
    },
    targets: { chat: { sink: 'slack', topic: 'ops' } },
    enqueue: async (_, events) => void sent.push(...events),
    runbookUrl: (code) => `https://docs.example/failures#${code}`,
    ...options,
  };
  const alerts = createAlerts(settings);
  return {
    platform,
    store,
    sent,
    alerts,
    settings,
    notices: () => sent.map(({ body }) => parseNotice(body)),
    states: () => sent.map(({ body }) => parseNotice(body)?.state),
    setSessions: (count: number) => void (sessions = count),
    fail(operation = 'story.tell', detail = 'NETWORK_ERROR') {
      const minute = Math.floor(platform.now() / MINUTE) * MINUTE;
      rows.push({ minute, measure: 'failure', operation, detail, release: '1', count: 1 });
    },
  };
}
type World = ReturnType<typeof createWorld>;

/** Lets a failure come every ten seconds. */
async function failFor(world: World, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 10 * SECOND) {
    world.fail();
    await world.platform.advance(10 * SECOND);
  }
}
const broken = () => {
  throw new Error('no link');
};
const stateOf = async (alerts: Alerts) => (await alerts.list()).map(({ state }) => state.kind);

describe('alerts', () => {
  it('judge the rules that the app came with while the store cannot read its own', async () => {
    const store = memoryAlertStore();
    const damaged = { revision: 4, rules: [], at: 1, isDamaged: true } as const;
    const world = createWorld({ store: { ...store, rules: async () => damaged } });
    expect(await world.alerts.rules()).toMatchObject({ revision: 4, rules: [{ id: 'failures' }] });
    world.fail();
    await world.alerts.evaluate();
    expect(await stateOf(world.alerts)).not.toEqual([]);
  });

  it('go on after a round in which the store never answers, and tell TIMEOUT', async () => {
    let hangs = 0;
    const rows: RollupRow[] = [];
    const world = createWorld({
      rollups: {
        read: async () => {
          hangs += 1;
          return hangs === 2 ? new Promise<never>(() => {}) : rows;
        },
        affectedSessions: async () => 5,
      },
    });
    world.alerts.start();
    await world.platform.advance(MINUTE);
    expect(world.alerts.status().failure).toBeUndefined();
    await world.platform.advance(2 * SECOND);
    expect(world.alerts.status().failure).toMatchObject({ code: 'TIMEOUT' });
    await world.platform.advance(10 * SECOND);
    expect(world.alerts.status()).toMatchObject({ isJudging: true });
    expect(world.alerts.status().failure).toBeUndefined();
    await world.alerts.dispose();
  });

  it('send one notice of a failure within 35 seconds, and one of its end', async () => {
    const world = createWorld();
    world.alerts.start();
    await world.platform.advance(7 * MINUTE + 3_456);
    const failedAt = world.platform.now();
    world.fail();
    await world.platform.advance(35 * SECOND);
    expect(world.notices()).toEqual([
      expect.objectContaining({
        title: 'Stories fail: story.tell',
        state: 'firing',
        severity: 'critical',
        dedupKey: 'failures|operation=story.tell',
        text: 'The count was 1 in the last minute (1 event), above the limit of 0.',
        fields: [
          { name: 'Operation', value: 'story.tell' },
          { name: 'Sessions', value: '5' },
        ],
      }),
    ]);
    expect((world.notices()[0]?.at ?? 0) - failedAt).toBeLessThanOrEqual(35 * SECOND);
    expect(world.sent[0]).toMatchObject({
      sink: 'slack',
      topic: 'ops',
      key: 'failures|operation=story.tell',
    });
    await world.platform.advance(10 * MINUTE);
    expect(world.states()).toEqual(['firing', 'resolved']);
    expect((await world.alerts.history()).map(({ what }) => what)).toEqual([
      'resolved',
      'told',
      'fired',
    ]);
    expect(await world.alerts.list()).toEqual([]);
    await world.alerts.dispose();
  });

  it('stay one alert while the failure flaps within the time it is kept', async () => {
    const world = createWorld();
    world.alerts.start();
    for (let round = 0; round < 5; round += 1) {
      world.fail();
      await world.platform.advance(3 * MINUTE);
    }
    await world.platform.advance(10 * MINUTE);
    expect(world.states()).toEqual(['firing', 'resolved']);
    await world.alerts.dispose();
  });

  it('send reminders while they fire, until an administrator acknowledges them', async () => {
    const world = createWorld({ repeatMs: HOUR });
    world.alerts.start();
    await failFor(world, 2 * HOUR + 2 * MINUTE);
    expect(world.states()).toEqual(['firing', 'firing', 'firing']);
    await world.alerts.acknowledge('failures|operation=story.tell', 'mara');
    await world.alerts.acknowledge('failures|operation=story.tell', 'tom');
    await failFor(world, 2 * HOUR);
    expect(world.states()).toEqual(['firing', 'firing', 'firing', 'acknowledged']);
    expect((await world.alerts.list())[0]?.telling?.acknowledged?.by).toBe('mara');
    await world.platform.advance(10 * MINUTE);
    expect(world.states().at(-1)).toBe('resolved');
    await world.alerts.dispose();
  });

  it('are acknowledged once when two administrators acknowledge them at the same time', async () => {
    const world = createWorld();
    world.alerts.start();
    await failFor(world, MINUTE);
    const other = createAlerts(world.settings);
    const key = 'failures|operation=story.tell';
    await Promise.all([world.alerts.acknowledge(key, 'mara'), other.acknowledge(key, 'tom')]);
    const events = await world.alerts.history(10, key);
    expect(events.filter(({ what }) => what === 'acknowledged')).toHaveLength(1);
    expect(world.states()).toEqual(['firing', 'acknowledged']);
    await world.alerts.dispose();
  });

  it('escalate when they go on, and send the end to every target that got a notice', async () => {
    const world = createWorld({
      targets: { chat: { sink: 'slack' }, pager: { sink: 'pagerduty' } },
      escalation: { critical: [{ tell: ['chat'] }, { afterMs: 15 * MINUTE, tell: ['pager'] }] },
    });
    world.alerts.start();
    await failFor(world, 14 * MINUTE);
    expect(world.sent.map(({ sink }) => sink)).toEqual(['slack']);
    await failFor(world, 3 * MINUTE);
    expect(world.sent.map(({ sink }) => sink)).toEqual(['slack', 'pagerduty']);
    await world.platform.advance(10 * MINUTE);
    expect(world.sent.map(({ sink }) => sink)).toEqual([
      'slack',
      'pagerduty',
      'slack',
      'pagerduty',
    ]);
    await world.alerts.dispose();
  });

  it('send no notice during a silence, and send one after it if they still fire', async () => {
    const world = createWorld();
    const silence = await world.alerts.silence(
      { matcher: { operation: 'story.*' }, forMs: 10 * MINUTE, reason: 'We move the database.' },
      'mara',
    );
    world.alerts.start();
    await failFor(world, 9 * MINUTE);
    expect(world.sent).toEqual([]);
    expect((await world.alerts.list())[0]).toMatchObject({ state: { kind: 'firing' }, silence });
    await failFor(world, 2 * MINUTE);
    expect(world.states()).toEqual(['firing']);
    await world.alerts.dispose();
  });

  it('send nothing after a silence if they ended during it', async () => {
    const world = createWorld();
    const { id } = await world.alerts.silence(
      { matcher: { rule: 'failures' }, forMs: HOUR, reason: 'Drill.' },
      'mara',
    );
    world.alerts.start();
    world.fail();
    await world.platform.advance(20 * MINUTE);
    await world.alerts.endSilence(id);
    await world.platform.advance(20 * MINUTE);
    expect(world.sent).toEqual([]);
    expect((await world.alerts.history()).map(({ what }) => what)).toEqual(['resolved', 'fired']);
    await world.alerts.dispose();
  });

  it('send one notice of several failures, when the rule groups them', async () => {
    const world = createWorld({
      rules: [{ ...failures, per: ['operation', 'detail'], groupBy: [] }],
    });
    world.alerts.start();
    world.fail('a');
    world.fail('b');
    world.fail('b');
    world.fail('c', 'TIMEOUT');
    await world.platform.advance(MINUTE);
    expect(world.notices()).toHaveLength(1);
    expect(world.notices()[0]?.fields).toContainEqual({
      name: 'Also',
      value: '2 more of this alert',
    });
    // The worst failure names the runbook.
    expect(world.notices()[0]?.runbook).toBe('https://docs.example/failures#NETWORK_ERROR');
    await world.alerts.dispose();
  });

  it('do not fire for failures of fewer sessions than the rule requires', async () => {
    const world = createWorld({ rules: [{ ...failures, minSessions: 3 }] });
    world.setSessions(2);
    world.alerts.start();
    await failFor(world, 3 * MINUTE);
    expect(await world.alerts.list()).toEqual([]);
    world.setSessions(3);
    await failFor(world, MINUTE);
    expect(await stateOf(world.alerts)).toEqual(['firing']);
    world.setSessions(1);
    await failFor(world, 10 * MINUTE);
    expect(await stateOf(world.alerts)).toEqual(['firing']);
    await world.alerts.dispose();
  });

  it('follow rules that are changed while they run', async () => {
    const world = createWorld();
    world.alerts.start();
    await failFor(world, MINUTE);
    const { rules, revision } = await world.alerts.rules();
    await expect(
      world.alerts.changeRules([{ ...rules[0], windowMs: 5 }], revision, 'mara'),
    ).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
      details: { issues: [{ pointer: '/0/windowMs' }] },
    });
    await world.alerts.changeRules([], revision, 'mara');
    await expect(world.alerts.changeRules([], revision, 'tom')).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    await world.platform.advance(10 * SECOND);
    expect(world.states()).toEqual(['firing', 'resolved']);
    expect(await world.alerts.rules()).toMatchObject({ revision: 1, by: 'mara', rules: [] });
    await world.alerts.dispose();
  });

  it('are judged by one of two servers, and by the other one when the first is gone', async () => {
    const world = createWorld();
    const other = createAlerts(world.settings);
    world.alerts.start();
    other.start();
    await failFor(world, MINUTE);
    const judging = [world.alerts, other].filter((one) => one.status().isJudging);
    expect(judging).toHaveLength(1);
    await judging[0]?.dispose();
    await world.platform.advance(10 * MINUTE);
    expect(world.states()).toEqual(['firing', 'resolved']);
    await Promise.all([world.alerts.dispose(), other.dispose()]);
  });

  it.each([3 * SECOND, 5 * MINUTE, 5 * HOUR, -5 * HOUR])(
    'send each notice once from two servers whose clocks are %d ms apart, and go on after one has died',
    async (apartMs) => {
      const world = createWorld();
      const { platform } = world;
      const there = { ...platform, now: () => platform.now() + apartMs };
      const other = createAlerts({ ...world.settings, platform: there });
      world.alerts.start();
      await failFor(world, MINUTE);
      other.start();
      await failFor(world, 10 * MINUTE);
      expect(world.states()).toEqual(['firing']);
      expect(other.status().isJudging).toBe(false);
      // It dies without giving its lease back.
      const { epoch = 0 } = (await world.store.leased()) ?? {};
      world.store.release = () => Promise.reject(new Error('dead'));
      await world.alerts.dispose();
      await platform.advance(10 * SECOND);
      expect(other.status().isJudging).toBe(true);
      expect((await world.store.leased())?.epoch).toBe(epoch + 1);
      await other.dispose();
    },
  );

  it('lose and double no notice when the relay refuses one', async () => {
    let refuses = true;
    const sent: RelayEvent[] = [];
    const world = createWorld({
      enqueue: async (_, events) => {
        if (refuses) throw new Error('The relay is full.');
        sent.push(...events);
      },
    });
    world.alerts.start();
    world.fail();
    await world.platform.advance(MINUTE);
    expect(world.alerts.status()).toMatchObject({ failure: { code: 'UNKNOWN' } });
    refuses = false;
    await world.platform.advance(10 * MINUTE);
    expect(sent.map(({ body }) => parseNotice(body)?.state)).toEqual(['firing', 'resolved']);
    expect(world.alerts.status().failure).toBeUndefined();
    await world.alerts.dispose();
  });

  it('send their notices even when they end within the group wait', async () => {
    const world = createWorld({ rules: [{ ...failures, keepMs: 0 }], groupWaitMs: 5 * MINUTE });
    world.alerts.start();
    world.fail();
    await world.platform.advance(4 * MINUTE);
    expect(world.states()).toEqual(['firing', 'resolved']);
    expect(new Set(world.sent.map(({ id }) => id)).size).toBe(2);
    await world.alerts.dispose();
  });

  it('wait no longer when the clock was set back', async () => {
    const world = createWorld();
    world.alerts.start();
    world.fail();
    await world.platform.advance(10 * SECOND);
    world.platform.jumpWallClock(-10 * MINUTE);
    await failFor(world, 40 * SECOND);
    expect(world.states()).toEqual(['firing']);
    await world.alerts.dispose();
  });

  it('go on when a rule of another alert cannot be judged', async () => {
    const custom: AlertRule = {
      ...{ id: 'broken', title: 'Broken', severity: 'info' },
      ...{ kind: 'custom', judge: 'broken', windowMs: MINUTE },
    };
    const world = createWorld({
      rules: [custom, failures],
      judges: {
        broken: {
          measures: [],
          judge() {
            throw new Error('no');
          },
        },
      },
    });
    world.alerts.start();
    await failFor(world, MINUTE);
    expect(world.states()).toEqual(['firing']);
    expect([...world.alerts.status().failedRules.keys()]).toEqual(['broken']);
    await world.alerts.dispose();
  });

  it.each([undefined, ['operation'] as const])(
    'go on while a count by %j stays too low, however long',
    async (per) => {
      const few: AlertRule = {
        ...{ id: 'few', title: 'Few', severity: 'critical', kind: 'threshold' },
        ...{ windowMs: 5 * MINUTE, is: 'below', limit: 5, ...(per && { per }) },
        of: { what: 'count', count: { measure: 'failure' } },
      };
      const world = createWorld({ rules: [few], everyMs: MINUTE });
      world.fail();
      world.alerts.start();
      await world.platform.advance(5 * HOUR);
      expect(await stateOf(world.alerts)).toEqual(['firing']);
      expect(new Set(world.states())).toEqual(new Set(['firing']));
      await world.alerts.dispose();
    },
  );

  it('have ids that every header takes, whatever script a target is named in', async () => {
    const world = createWorld({ targets: { чат: { sink: 'slack' } }, groupWaitMs: 0 });
    world.fail('история');
    await world.alerts.evaluate();
    expect(world.sent.map(({ id }) => id)).toEqual([expect.stringMatching(/^[!-~]+:1:1:[!-~]+$/)]);
    await world.alerts.dispose();
  });

  it('send notices without a link when the function of the app for it throws', async () => {
    const said = vi.spyOn(console, 'error').mockReturnValue();
    const world = createWorld({ link: broken, runbookUrl: broken });
    world.alerts.start();
    await failFor(world, MINUTE);
    expect(world.states()).toEqual(['firing']);
    expect(world.notices()[0]?.link).toBeUndefined();
    expect(await world.alerts.list()).toHaveLength(1);
    expect(said).toHaveBeenCalled();
    said.mockRestore();
    await world.alerts.dispose();
  });

  it.each([-1, 0.5, Number.NaN, 1e300])('refuse rules after the revision %d', async (revision) => {
    const { alerts } = createWorld();
    await expect(alerts.changeRules([], revision, 'mara')).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
      details: { issues: [{ pointer: '/revision' }] },
    });
  });

  it('refuse an escalation to a target that there is not', () => {
    expect(() => createWorld({ escalation: { critical: [{ tell: ['pager'] }] } })).toThrow(
      expect.objectContaining({ code: 'DEFECT' }) as Error,
    );
  });

  it('of one rule are no more than fifty, whatever names a page invents', async () => {
    const world = createWorld();
    world.alerts.start();
    for (let index = 0; index < 80; index += 1) world.fail(`made-up.${index}`);
    await world.platform.advance(MINUTE);
    expect(await world.alerts.list()).toHaveLength(50);
    await world.alerts.dispose();
  });

  it.each([
    [{ matcher: { rule: 'failures' }, forMs: 0, reason: 'x' }, '/forMs'],
    [{ matcher: { rule: 'failures' }, forMs: HOUR, reason: ' ' }, '/reason'],
    [{ matcher: {}, forMs: HOUR, reason: 'x' }, '/matcher'],
    [{ matcher: { url: 'x' } as object, forMs: HOUR, reason: 'x' }, '/matcher'],
    [{ matcher: JSON.parse('{"__proto__":"x"}') as object, forMs: HOUR, reason: 'x' }, '/matcher'],
    [{ matcher: { rule: ['failures'] } as object, forMs: HOUR, reason: 'x' }, '/matcher'],
    [{ matcher: ['failures'] as object, forMs: HOUR, reason: 'x' }, '/matcher'],
    [{ matcher: { operation: '*a'.repeat(151) }, forMs: HOUR, reason: 'x' }, '/matcher'],
  ])('refuse the silence %j', async (silence, pointer) => {
    const { alerts } = createWorld();
    await expect(alerts.silence(silence, 'mara')).rejects.toMatchObject({
      details: { issues: [{ pointer }] },
    });
  });

  it('refuse to acknowledge an alert that does not fire, and to end a silence that has ended', async () => {
    const { alerts } = createWorld();
    await expect(alerts.acknowledge('failures', 'mara')).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(alerts.endSilence('s1')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('try again after the store has failed', async () => {
    const world = createWorld();
    const read = world.settings.rollups.read;
    let isDown = true;
    const alerts = createAlerts({
      ...world.settings,
      rollups: {
        ...world.settings.rollups,
        read: async (...given) => {
          if (isDown) throw new Error('no database');
          return read(...given);
        },
      },
    });
    alerts.start();
    world.fail();
    await world.platform.advance(20 * SECOND);
    expect(alerts.status().failure).toBeDefined();
    isDown = false;
    await world.platform.advance(40 * SECOND);
    expect(world.states()).toEqual(['firing']);
    await alerts.dispose();
  });

  it('start once, however often the app starts them', async () => {
    const world = createWorld();
    world.alerts.start();
    world.alerts.start();
    expect(world.platform.pending()).toBe(1);
    await world.alerts.dispose();
  });

  it('look once at a time, and not again when the app disposes of them during a look', async () => {
    const world = createWorld();
    const { read } = world.settings.rollups;
    const asked = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    let looks = 0;
    const alerts = createAlerts({
      ...world.settings,
      rollups: {
        ...world.settings.rollups,
        read: async (...given) => {
          looks += 1;
          asked.resolve();
          await held.promise;
          return read(...given);
        },
      },
    });
    alerts.start();
    await world.platform.advance(0);
    const again = alerts.evaluate();
    await asked.promise;
    expect(alerts.evaluate()).toBe(again);
    const disposed = alerts.dispose();
    held.resolve();
    await disposed;
    expect(looks).toBe(1);
    expect(world.platform.pending()).toBe(0);
  });

  it('end although the store cannot take back the lease, which ends by its time', async () => {
    const world = createWorld();
    const alerts = createAlerts({
      ...world.settings,
      store: { ...world.store, release: () => Promise.reject(new Error('no database')) },
    });
    await alerts.evaluate();
    expect(alerts.status().isJudging).toBe(true);
    await expect(alerts.dispose()).resolves.toBeUndefined();
  });

  it('refuse to silence without a time, a reason and a matcher, and name each', async () => {
    const { alerts } = createWorld();
    const pointersOf = async (asked: object): Promise<readonly string[]> => {
      const good = { matcher: { rule: 'failures' }, forMs: HOUR, reason: 'planned work' };
      const error: unknown = await alerts.silence({ ...good, ...asked }, 'mara').then(
        () => undefined,
        (reason: unknown) => reason,
      );
      const { details } = (error ?? {}) as { details?: { issues: { pointer: string }[] } };
      return (details?.issues ?? []).map(({ pointer }) => pointer);
    };
    expect(await pointersOf({})).toEqual([]);
    expect(await pointersOf({ forMs: 0, reason: ' ', matcher: {} })).toEqual([
      ...['/forMs', '/reason', '/matcher'],
    ]);
    expect(await pointersOf({ forMs: 90 * 24 * HOUR })).toEqual([]);
    expect(await pointersOf({ forMs: 90 * 24 * HOUR + 1 })).toEqual(['/forMs']);
    expect(await pointersOf({ reason: 'r'.repeat(500) })).toEqual([]);
    expect(await pointersOf({ reason: 'r'.repeat(501) })).toEqual(['/reason']);
    expect(await pointersOf({ reason: 5 })).toEqual(['/reason']);
    for (const matcher of [null, 'failures', { region: 'x' }, { rule: '' }, { rule: 5 }]) {
      // oxlint-disable-next-line no-await-in-loop -- each refusal by itself
      expect(await pointersOf({ matcher })).toEqual(['/matcher']);
    }
    expect(await pointersOf({ matcher: { rule: 'r'.repeat(301) } })).toEqual(['/matcher']);
  });

  it('refuse rules of a revision that is none, or that another administrator changed', async () => {
    const { alerts } = createWorld();
    for (const revision of [-1, 0.5, Number.NaN]) {
      // oxlint-disable-next-line no-await-in-loop -- each refusal by itself
      await expect(alerts.changeRules([failures], revision, 'mara')).rejects.toMatchObject({
        ...{ code: 'REQUEST_INVALID', details: { issues: [{ pointer: '/revision' }] } },
      });
    }
    expect(await alerts.changeRules([failures], 0, 'mara')).toMatchObject({ revision: 1 });
    await expect(alerts.changeRules([failures], 0, 'jo')).rejects.toMatchObject({
      code: 'CONFLICT',
    });
  });

  it('leave no timer behind', async () => {
    const world = createWorld();
    const { pending } = world.platform;
    world.alerts.start();
    await world.platform.advance(MINUTE);
    expect(pending()).toBe(1);
    await world.alerts.dispose();
    await world.alerts.dispose();
    expect(pending()).toBe(0);
  });

  it('have one round at a time, also when they start again while one is under way', async () => {
    const first = Promise.withResolvers<undefined>();
    const memory = memoryAlertStore();
    let looks = 0;
    const rules = async () => ((looks += 1) === 1 ? first.promise : undefined);
    const { alerts, platform } = createWorld({ store: { ...memory, rules } });
    alerts.start();
    await platform.advance(1);
    const disposed = alerts.dispose();
    alerts.start();
    await platform.advance(1);
    first.resolve(undefined);
    await platform.advance(15 * SECOND);
    expect(platform.pending()).toBe(1);
    expect(looks).toBe(1 + 10);
    await disposed;
    await alerts.dispose();
    expect(platform.pending()).toBe(0);
  });

  it('end within 5 seconds when the store never takes the lease back', async () => {
    const hanging = { ...memoryAlertStore(), release: () => new Promise<never>(() => {}) };
    const { alerts, platform } = createWorld({ store: hanging });
    await alerts.evaluate();
    let isDisposed = false;
    void alerts.dispose().then(() => (isDisposed = true));
    await platform.advance(5 * SECOND);
    expect(isDisposed).toBe(true);
  });
});
