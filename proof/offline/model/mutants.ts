/** One way to break the outbox: a change of one file of the package. */
export interface Mutant {
  readonly name: string;
  readonly file: string;
  readonly from: RegExp;
  readonly to: string;
}

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
    file: 'outbox/outbox-state.ts',
    from: /(case 'cancelled':\s*)if \([^\n]*\) return UNCHANGED;/,
    to: '$1',
  },
  {
    name: 'sends although another user has signed in',
    file: 'outbox/drain-burst.ts',
    from: /current !== entry\.owner/,
    to: 'false',
  },
  {
    name: 'loses a wake-up that comes during a burst',
    file: 'outbox/drainer.ts',
    from: /running\?\.rescan\(\);/,
    to: 'return turn;',
  },
  {
    name: 'does not send after an addition',
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
];
