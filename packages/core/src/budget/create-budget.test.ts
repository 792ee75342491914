import { createVirtualPlatform } from '@holdfast/testing';
import { buildSync } from 'esbuild';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChannelPort } from '../ports/channel-port.ts';
import type { LedgerStore } from '../ports/ledger-store.ts';
import type { TelemetryEvent } from '../telemetry/telemetry-event.ts';
import { createBudget } from './create-budget.ts';
import type * as budgets from './create-budget.ts';
import type { BudgetOptions } from './create-budget.ts';
import type { Ledger } from './ledger-state.ts';
import { createMemoryLedgerStore } from './memory-ledger-store.ts';

/** What a build for production makes of it: it trusts the options that development checked. */
async function inProduction(): Promise<typeof createBudget> {
  const { outputFiles } = buildSync({
    entryPoints: [`${import.meta.dirname}/create-budget.ts`],
    ...{ bundle: true, minify: true, write: false, format: 'esm' },
    conditions: ['@holdfast/source', 'browser', 'production'],
  });
  const code = encodeURIComponent(outputFiles[0]?.text ?? '');
  const built = (await import(/* @vite-ignore */ `data:text/javascript,${code}`)) as typeof budgets;
  return built.createBudget;
}

function spending(options: Partial<BudgetOptions> = {}, create = createBudget) {
  const platform = createVirtualPlatform();
  const events: (TelemetryEvent & { type: 'budget.changed' })[] = [];
  const store = createMemoryLedgerStore<Ledger>();
  const make = (more: Partial<BudgetOptions> = {}) =>
    create({
      owner: 'ann',
      limitMicros: 100,
      store,
      platform,
      reservationMs: 1_000,
      sinks: [(event) => event.type === 'budget.changed' && events.push(event)],
      ...options,
      ...more,
    });
  return { platform, events, make, budget: make() };
}

describe('a budget', () => {
  it('refuses an operation that does not fit, before it is sent', async () => {
    const { budget, events } = spending();
    await budget.reserve('a', 60);
    await expect(budget.reserve('b', 41)).rejects.toMatchObject({
      code: 'BUDGET_EXCEEDED',
      effect: 'none',
      retry: 'never',
    });
    expect(events.map(({ step, micros }) => [step, micros])).toEqual([
      ['reserved', 60],
      ['refused', 41],
    ]);
  });

  it.each(['limitMicros', 'reservationMs'])('is refused %s that are no number', (option) => {
    expect(() => spending({ [option]: Number.NaN })).toThrow(
      expect.objectContaining({ code: 'DEFECT' }),
    );
  });

  it('with a limit that is no number has nothing to spend in production', async () => {
    const { budget } = spending({ limitMicros: Number.NaN }, await inProduction());
    await expect(budget.reserve('a', 1)).rejects.toMatchObject({ code: 'BUDGET_EXCEEDED' });
  });

  it.each([Infinity, Number.NaN])(
    'holds a reservation for good that is to last %d milliseconds, also in a store of JSON',
    async (reservationMs) => {
      let kept: string | undefined;
      const store: LedgerStore<Ledger> = {
        async update(_, change) {
          const found = kept === undefined ? undefined : (JSON.parse(kept) as Ledger);
          const { ledger, result } = change(found);
          kept = JSON.stringify(ledger);
          return result;
        },
      };
      const { budget, platform } = spending({ reservationMs, store }, await inProduction());
      await budget.reserve('a', 60);
      await platform.advance(86_400_000);
      await expect(budget.reserve('b', 60)).rejects.toMatchObject({ code: 'BUDGET_EXCEEDED' });
      await budget.commit('a', 10);
      await budget.reserve('b', 60);
      expect(budget.getSnapshot()).toMatchObject({ spentMicros: 10, reservedMicros: 60 });
    },
  );

  it('shows the sums that are spent, held back and left', async () => {
    const { budget } = spending();
    let heard = 0;
    const leave = budget.subscribe(() => (heard += 1));
    await budget.reserve('a', 60);
    await budget.commit('a', 25);
    await budget.reserve('b', 60);
    expect(budget.getSnapshot()).toEqual({
      limitMicros: 100,
      spentMicros: 25,
      reservedMicros: 60,
      availableMicros: 15,
      threshold: 0.8,
    });
    leave();
    expect(heard).toBe(3);
  });

  it('tells the sink once when 80 % and 95 % of the limit are passed, on the way up', async () => {
    const { budget, events } = spending();
    for (const [id, micros] of [
      ['a', 50],
      ['b', 30],
      ['c', 5],
      ['d', 10],
    ] as const) {
      await budget.reserve(id, micros);
    }
    await budget.release('d');
    await budget.reserve('d', 10);
    const passed = events.filter(({ step }) => step === 'threshold');
    expect(passed.map(({ share }) => share)).toEqual([0.8, 0.95, 0.95]);
  });

  it('gives back a reservation that was not settled in time, and tells the sink', async () => {
    const { budget, platform, events } = spending();
    await budget.reserve('a', 90);
    await platform.advance(1_000);
    await budget.reserve('b', 90);
    expect(events.map(({ step }) => step)).toContain('expired');
    await budget.commit('a', 90);
    expect(budget.getSnapshot()).toMatchObject({ spentMicros: 90, availableMicros: 0 });
  });

  it("takes over the server's figures for the limit and the spent sum", async () => {
    const { budget } = spending();
    await budget.set(1_000, 900);
    expect(budget.getSnapshot()).toMatchObject({ availableMicros: 100 });
    await budget.set(2_000);
    expect(budget.getSnapshot()).toMatchObject({ availableMicros: 1_100, threshold: undefined });
  });

  it('keeps the budgets of different owners apart', async () => {
    const { make } = spending();
    await make().reserve('a', 100);
    await make({ owner: 'bob' }).reserve('a', 100);
  });
});

describe('a budget in several tabs', () => {
  it('hears what other tabs spend', async () => {
    const listeners: ((message: unknown) => void)[] = [];
    const channel: ChannelPort = {
      post: (message) => {
        for (const listener of listeners) listener(message);
      },
      subscribe(listener) {
        listeners.push(listener);
        return () => void listeners.splice(listeners.indexOf(listener), 1);
      },
      dispose() {},
    };
    const { platform, make } = spending();
    const here = make({ channel });
    const there = make({ channel });
    await here.reserve('a', 60);
    await platform.advance(0);
    expect(there.getSnapshot()).toMatchObject({ reservedMicros: 60 });
    for (const message of [null, 'text', { type: 'holdfast.budget', owner: 'bob' }])
      channel.post(message);
    there.dispose();
    await here.release('a');
    await platform.advance(0);
    expect(there.getSnapshot()).toMatchObject({ reservedMicros: 60 });
  });

  it('goes on when the store cannot be read after news from another tab', async () => {
    const listeners: ((message: unknown) => void)[] = [];
    const channel: ChannelPort = {
      post() {},
      subscribe(listener) {
        listeners.push(listener);
        return () => {};
      },
      dispose() {},
    };
    const broken: LedgerStore<Ledger> = { update: () => Promise.reject(new Error('blocked')) };
    const { platform, make } = spending({ store: broken, channel });
    make();
    listeners[0]?.({ type: 'holdfast.budget', owner: 'ann' });
    await platform.advance(0);
    await expect(make().refresh()).rejects.toThrow('blocked');
  });

  it('never spends more than its limit, however tabs, aborts and clock jumps interleave', async () => {
    const step = fc.record({
      tab: fc.nat(2),
      do: fc.constantFrom(
        'start',
        'try again',
        'abort unsent',
        'be charged',
        'wait',
        'set the clock',
      ),
      which: fc.nat(5),
      micros: fc.integer({ min: 20, max: 70 }),
      jumpMs: fc.integer({ min: -7_200_000, max: 7_200_000 }),
      // Whether the next step waits for this one.
      isAwaited: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
        const { platform, make } = spending({ reservationMs: 600_000 });
        const tabs = [make(), make(), make()];
        const underWay: { readonly key: string; readonly micros: number }[] = [];
        let started = 0;
        const act = async ({ tab, do: what, which, micros, jumpMs }: (typeof steps)[number]) => {
          const budget = tabs[tab];
          if (what === 'wait') return platform.advance(10);
          if (what === 'set the clock') return platform.jumpWallClock(jumpMs);
          if (what === 'start') {
            const call = { key: `call ${(started += 1)}`, micros };
            return budget?.reserve(call.key, micros).then(
              () => underWay.push(call),
              () => {},
            );
          }
          const at = which % Math.max(1, underWay.length);
          const call = what === 'try again' ? underWay[at] : underWay.splice(at, 1)[0];
          if (!call) return;
          if (what === 'try again') return budget?.reserve(call.key, call.micros).catch(() => {});
          // A server may charge the reserved sum, and never more.
          return what === 'be charged'
            ? budget?.commit(call.key, call.micros)
            : budget?.release(call.key);
        };
        const acts: Promise<unknown>[] = [];
        for (const each of steps) {
          const acting = act(each);
          acts.push(acting);
          if (each.isAwaited) await acting;
        }
        await Promise.all(acts);
        const [first] = tabs;
        await first?.refresh();
        const view = first?.getSnapshot();
        expect((view?.spentMicros ?? 0) + (view?.reservedMicros ?? 0)).toBeLessThanOrEqual(100);
      }),
      { numRuns: 200 },
    );
  });
});
