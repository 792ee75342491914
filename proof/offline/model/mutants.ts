import type { Scenario } from './scenario.ts';

/** One way to break the outbox: a change of one file of the package. */
export interface Mutant {
  readonly name: string;
  readonly file: string;
  readonly from: RegExp;
  readonly to: string;
  /** Schedules that show the fault. @default random ones */
  readonly shownBy?: readonly Scenario[];
  /** The first seed to look in: seeds before it took long and showed nothing when this was written. @default 1 */
  readonly firstSeed?: number;
}

// A page without locks stands still before it settles an entry. When it goes on, the next entry is committed between the
// last look of the burst and its end. Few random schedules do that. The steps move with every change of the code.
const addedAtTheEnd = Array.from({ length: 50 }, (_, index): Scenario => ({
  ...{ seed: 0, hasLocks: false, latencyMs: 60, fates: [] },
  program: {
    contexts: ['page'],
    entries: [
      { lane: 0, seat: 0 },
      { lane: 1, seat: 0, pauseMs: 500 },
    ],
  },
  incidents: [{ kind: 'hold', step: 8 + index, seat: 0, ms: 1_000 }],
}));

/** Mistakes that real outboxes make. The proof must notice each of them. */
export const mutants: readonly Mutant[] = [
  {
    name: 'acknowledges when the request succeeds, before the commit',
    file: 'database/idb-open.ts',
    from: /begun\.oncomplete = \(\) => resolve\(working\);/,
    to: 'void working.then(() => resolve(working));',
  },
  {
    name: 'does not flush an addition to the disk',
    file: 'outbox/idb-outbox-store.ts',
    from: /additionsAre(?=,?\s*\))/,
    to: "'relaxed'",
  },
  {
    name: 'deletes an entry before it sends it',
    file: 'outbox/idb-entry-step.ts',
    from: /entries\.put\(change\.entry\);/,
    to: "entries[change.entry.state.kind === 'sending' ? 'delete' : 'put'](change.entry.state.kind === 'sending' ? before.seq : change.entry);",
  },
  {
    name: 'mints a key for each send',
    file: 'outbox/send-entry.ts',
    from: /const attempt = \{ key,/,
    to: 'const attempt = { key: `${key}-${sends}`,',
  },
  {
    name: 'takes a lost answer for a success',
    file: 'outbox/judge-refusal.ts',
    from: /(if \(isSilence\(failure\)\) return) [^;]*;/,
    to: "$1 'leave' as never;",
  },
  {
    name: 'sends all entries of a lane at once',
    file: 'outbox/idb-lane-heads.ts',
    from: /, nextLane\)/,
    to: ')',
  },
  {
    name: 'cancels what is on its way',
    firstSeed: 5,
    file: 'outbox/outbox-state.ts',
    from: /(case 'cancelled': \{[^}]*?)if \([^\n]*\) return UNCHANGED;/,
    to: '$1',
  },
  {
    name: 'sends although another user has signed in',
    file: 'outbox/send-claimed.ts',
    from: /current !== entry\?\.owner/,
    to: 'false',
  },
  {
    name: 'loses a wake-up that comes during a burst',
    file: 'outbox/drainer.ts',
    from: /running\?\.rescan\(\);/,
    to: 'return turn;',
    shownBy: addedAtTheEnd,
  },
  {
    name: 'does not send after an addition',
    firstSeed: 3,
    file: 'outbox/gather-added.ts',
    from: /else ring\(\);/,
    to: 'else alarm.clear();',
  },
  {
    name: 'never comes back after a pause',
    file: 'outbox/drainer.ts',
    from: /later\(dueInMs, false\)/,
    to: 'void dueInMs',
  },
  {
    name: 'leaves an entry whose sender died',
    file: 'outbox/outbox-state.ts',
    from: /if \(state\.epoch >= epoch\) return UNCHANGED;/,
    to: 'if (state.epoch >= 0) return UNCHANGED;',
  },
  {
    name: 'forgets an entry that another one took in',
    file: 'chains/idb-add-coalesced.ts',
    from: /carriers\.add\(last\);/,
    to: '',
  },
  {
    name: 'does not wait for the entries before one',
    file: 'chains/dependency-state.ts',
    from: /if \(!verdicts\.includes\('under way'\)\) return undefined;/,
    to: 'return undefined;',
  },
  {
    name: 'sends what is in a paused lane',
    file: 'outbox/outbox-state.ts',
    from: /if \(isPaused\) return keep\(candidate, \{ state: PAUSED \}\);/,
    to: '',
  },
  {
    name: 'sends what the user may still take back',
    file: 'outbox/outbox-state.ts',
    from: /return undoMs > 0 \? createdAt \+ undoMs : -Infinity;/,
    to: 'return -Infinity;',
  },
  {
    name: 'sends an edited entry as it was before',
    file: 'decisions/rewrite-state.ts',
    from: /\.\.\.content, key, keyAt: now \},/,
    to: 'key, keyAt: now },',
  },
  {
    name: 'edits what is on its way',
    file: 'decisions/rewrite-state.ts',
    from: /if \(!mayChange\(entry\)\) return UNCHANGED;/,
    to: '',
  },
  {
    name: 'sends a body in part',
    file: 'outbox/body-parts.ts',
    from: /webUtf8\(\)\(body\)/,
    to: 'webUtf8()(body.subarray(1))',
  },
  {
    name: 'does not look again at what another tab changed before it died',
    firstSeed: 3,
    file: 'outbox/create-outbox.ts',
    from: /stale\.length > 0/,
    to: 'stale.length > 1_000_000',
  },
];
