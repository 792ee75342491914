import fc from 'fast-check';
import type { Fate } from '../simulator/fate.ts';
import type { Crash } from './play.ts';
import type { NewerCode } from './newer-code.ts';
import type { Program, ProgramEntry } from './programs.ts';

/** A fault, or an action of a user, before a step of the schedule. */
export type Incident = { readonly step: number } & (
  | { readonly kind: 'hold'; readonly seat: number; readonly ms: number }
  | { readonly kind: 'crash'; readonly how: Crash; readonly seat: number; readonly lost: number }
  | { readonly kind: 'cancel'; readonly seat: number; readonly entry: number }
  | { readonly kind: 'edit'; readonly seat: number; readonly entry: number }
  | { readonly kind: 'sign in'; readonly user: string | null; readonly ms: number }
  | { readonly kind: 'jump'; readonly ms: number }
  | { readonly kind: 'full'; readonly ms: number }
  /** The user pauses a lane, or all lanes. */
  | {
      readonly kind: 'pause';
      readonly seat: number;
      readonly lane: string | null;
      readonly ms: number;
    }
  /** A new version of the app comes, and one context is loaded anew. */
  | { readonly kind: 'deploy'; readonly seat: number; readonly how: keyof NewerCode }
);

/** One schedule, complete: the same scenario always runs the same way. */
export interface Scenario {
  readonly seed: number;
  readonly program: Program;
  readonly hasLocks: boolean;
  readonly latencyMs: number;
  /** The fates of the first requests; all later ones are well. */
  readonly fates: readonly Fate[];
  readonly incidents: readonly Incident[];
}

const seat = fc.nat({ max: 2 });
const step = fc.nat({ max: 160 });
const DAY_MS = 86_400_000;

const fate: fc.Arbitrary<Fate> = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Fate>({ kind: 'well' }) },
  ...(
    [
      ...['lost before', 'lost after', 'duplicated', 'delayed', 'unavailable', 'broken after'],
      ...['captive', 'redirected', 'hangs', 'invalid'],
    ] as Exclude<Fate['kind'], 'reset' | 'slow'>[]
  ).map((kind) => ({ weight: 1, arbitrary: fc.constant<Fate>({ kind }) })),
  fc.record({ kind: fc.constant('slow' as const), ms: fc.constantFrom(100, 700, 20_000) }),
);

const incident: fc.Arbitrary<Incident> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('hold' as const),
      ...{ step, seat, ms: fc.constantFrom(0, 0, 10, 1_000, 50_000) },
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('crash' as const),
      how: fc.constantFrom<Crash[]>('tab', 'browser', 'power', 'freeze'),
      ...{ step, seat, lost: fc.nat({ max: 6 }) },
    }),
  },
  fc.record({ kind: fc.constant('cancel' as const), step, seat, entry: fc.nat({ max: 7 }) }),
  fc.record({
    kind: fc.constant('sign in' as const),
    user: fc.constantFrom('ben', 'ben', null),
    ...{ step, ms: fc.constantFrom(20, 5_000) },
  }),
  fc.record({
    kind: fc.constant('jump' as const),
    step,
    ms: fc.constantFrom(-DAY_MS, -3_600_000, 3_600_000, 20 * DAY_MS),
  }),
  fc.record({ kind: fc.constant('full' as const), step, ms: fc.constantFrom(50, 5_000) }),
  fc.record({
    kind: fc.constant('pause' as const),
    ...{ step, seat, lane: fc.constantFrom('x', 'y', null), ms: fc.constantFrom(20, 3_000) },
  }),
  fc.record({
    kind: fc.constant('deploy' as const),
    ...{ step, seat, how: fc.constantFrom('schema' as const, 'fields' as const) },
  }),
);

const WISHES: readonly NonNullable<ProgramEntry['wishes']>[] = [
  ...[{}, {}, {}, {}, { version: 2 }, { isLarge: true }],
  ...[{ coalesce: 'k' }, { coalesce: 'k' }, { coalesce: 'k' }],
  ...[{ undoMs: 30 }, { undoMs: 4_000 }, { maxAgeMs: 50 }, { maxAgeMs: 40_000 }],
];

const program: fc.Arbitrary<Program> = fc.record({
  contexts: fc.constantFrom<Program['contexts'][]>(
    ['page', 'page'],
    ['page', 'worker'],
    ['page', 'page', 'worker'],
  ),
  entries: fc.array(
    fc.record({
      lane: fc.nat({ max: 2 }),
      seat: fc.nat({ max: 1 }),
      pauseMs: fc.constantFrom(0, 0, 0, 3, 20, 1_000),
      wishes: fc.constantFrom(...WISHES),
      waitsForBack: fc.constantFrom(0, 0, 0, 0, 1, 2),
    }),
    { minLength: 1, maxLength: 8 },
  ),
});

/** Schedules of all kinds. The simple ones are the small ones, so that a failing one shrinks well. */
export const scenarios: fc.Arbitrary<Scenario> = fc.record({
  seed: fc.nat({ max: 1_000_000 }),
  program,
  hasLocks: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, fc.constant(false)),
  latencyMs: fc.constantFrom(0, 5, 60),
  fates: fc.array(fate, { maxLength: 8 }),
  incidents: fc.array(incident, { maxLength: 6 }),
});

const edit: fc.Arbitrary<Incident> = fc.record({
  kind: fc.constant('edit' as const),
  ...{ step: fc.nat({ max: 60 }), seat: fc.nat({ max: 1 }), entry: fc.nat({ max: 3 }) },
});

/** Schedules in which users also edit their entries. An entry that took others in has no content of its own. */
export const editScenarios: fc.Arbitrary<Scenario> = fc
  .record({ scenario: scenarios, edits: fc.array(edit, { minLength: 1, maxLength: 4 }) })
  .map(({ scenario, edits }) => ({
    ...scenario,
    program: {
      ...scenario.program,
      entries: scenario.program.entries.map((entry) =>
        entry.wishes?.coalesce === undefined ? entry : { ...entry, wishes: {} },
      ),
    },
    incidents: [...scenario.incidents, ...edits],
  }));
