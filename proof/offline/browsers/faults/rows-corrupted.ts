import type { Garbage } from '../messages.ts';
import type { TrialPlan } from '../plan-trial.ts';
import { createTrialLives } from '../trial-lives.ts';
import type { Fault } from './fault.ts';

/** Rows that no version of the outbox writes appear between the lives of the page. */
export const rowsCorrupted: Fault = {
  name: 'rows corrupted',
  async run(plan, world) {
    const lives = createTrialLives(plan, world);
    await lives.writeOffline();
    const garbage = GARBAGE[plan.seed % GARBAGE.length]?.(plan) ?? [];
    const end = await lives.end({ garbage, unsendable: ['x', ''] });
    return { plan, stage: 'rest', ...end };
  },
};

/** A whole row except for what a change makes of it. */
const row =
  (change: object) =>
  ({ owner, seed }: TrialPlan): Garbage[] => [
    {
      store: 'entries',
      row: {
        ...{ id: `garbage-${seed}`, key: `garbage-${seed}`, owner, lane: 'garbage', version: 1 },
        ...{ operation: 'x', invalidates: [], honoursKey: true, incidentId: 'i', sends: 0 },
        ...{ createdAt: 0, refusals: 0, doubtful: false, expectation: { accept: 'nothing' } },
        request: { method: 'POST', url: 'http://127.0.0.1:9/', headers: {}, body: null },
        state: { kind: 'queued' },
        ...change,
      },
    },
  ];
const meta = (key: string, value: unknown) => (): Garbage[] => [{ store: 'meta', key, row: value }];

const GARBAGE: readonly ((plan: TrialPlan) => Garbage[])[] = [
  row({ state: undefined }),
  row({ state: null }),
  row({ state: { kind: 'enchanted' } }),
  row({ state: { kind: 'waiting' } }),
  row({ state: { kind: 'waiting', since: 'now', delayMs: null, failure: 7 } }),
  row({ request: undefined }),
  row({ request: { method: 'POST', url: 'http://', headers: {}, body: null } }),
  row({ request: { method: 'P OST', url: 'http://127.0.0.1:9/', headers: {}, body: null } }),
  row({ request: { method: 'POST', url: 'http://127.0.0.1:9/', headers: { 'a b': '1' } } }),
  row({ key: 'ключ\n' }),
  ({ owner, seed }) => [{ store: 'entries', row: { id: `bare-${seed}`, owner, lane: 'bare' } }],
  meta('epoch', Number.NaN),
  meta('epoch', 'seven'),
  meta('pulse', {}),
];
