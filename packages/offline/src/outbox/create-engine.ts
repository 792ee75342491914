import { fanOut, type TelemetryEvent, type TelemetrySink } from '@holdfast/core/telemetry';
import type { ChannelPort, LockPort } from '@holdfast/core/parts';
import { createAdmission, type Admission } from './admission.ts';
import type { BurstEnd } from './burst.ts';
import { startBurst, type BurstContext } from './drain-burst.ts';
import { createDrainer, type Drainer } from './drainer.ts';
import { browserIsOffline } from './web-is-offline.ts';
import { createHints, type HintTime } from './hints.ts';
import { takeOverMs } from './outbox-limits.ts';
import type { EntryChange } from './outbox-store.ts';

export interface EngineOptions extends Omit<BurstContext, 'changed' | 'admission' | 'held'> {
  readonly name: string;
  readonly sender: string;
  readonly locks: LockPort;
  readonly channel: ChannelPort;
  readonly sinks: readonly TelemetrySink[];
  /** Hears every change of this context after its commit. */
  readonly heard?: (changes: readonly EntryChange[]) => void;
  readonly held?: BurstContext['held'];
  /** This context begins a burst under a guard, or waits behind another context. */
  readonly turn?: (turn: DrainGuard | 'behind') => void;
  readonly ended: (end: BurstEnd) => void;
  /** A burst broke off because of the locks or the database. */
  readonly failed?: (error: unknown) => void;
}

export interface Engine {
  readonly drainer: Drainer;
  readonly admission: Admission;
  /**
   * Tells a committed change to this context, the sinks and the other tabs. `hint` says when the other
   * tabs hear of it.
   */
  publish(changes: readonly EntryChange[], hint?: HintTime): void;
  /** Sends the other tabs the hints that were held back. */
  hint(): void;
  dispose(): Promise<void>;
}

/** `epoch`: the lock cannot be had, and only the epoch in the database keeps bursts apart. */
export type DrainGuard = 'lock' | 'epoch';

const HOUR_MS = 3_600_000;

/** Sends entries, in the same way in a page and in a worker. */
export function createEngine(options: EngineOptions): Engine {
  const { name, sender, locks, channel, sinks, heard, turn, ended, failed } = options;
  const { store, platform, limits } = options;
  const sink = fanOut(sinks);
  const hints = createHints(channel, platform, limits.hintGapMs);
  const admission = createAdmission(platform, limits, browserIsOffline);
  let prunedAt = -Infinity;

  const held: BurstContext['held'] = (head, waitsFor) => {
    const { id: entryId, operation, incidentId } = head;
    const at = platform.now();
    sink?.({ type: 'outbox.held', at, entryId, operation, waitsFor, incidentId });
    options.held?.(head, waitsFor);
  };
  const publish: Engine['publish'] = (changes, hint) => {
    if (changes.length === 0) return;
    hints.post(
      changes.map(({ entry }) => entry),
      hint,
    );
    if (sink) for (const change of changes) sink(describe(change, platform.now()));
    heard?.(changes);
  };

  const drainer = createDrainer({
    ...{ locks, platform, limits, failed, lockName: `${name}:drain`, pulse: store.pulse },
    lockWithinMs: takeOverMs(limits),
    behind: () => turn?.('behind'),
    burst(signal, seen) {
      turn?.(seen === undefined ? 'lock' : 'epoch');
      return startBurst({ ...options, admission, changed: publish, held }, signal, seen);
    },
    ended(end, waitedMs) {
      const { epoch, sent } = end;
      const at = platform.now();
      sink?.({ type: 'outbox.burst', at, sender, epoch, sent, waitedMs });
      if (platform.monotonic() - prunedAt >= HOUR_MS) {
        prunedAt = platform.monotonic();
        store.prune(at - limits.ledgerMs, limits.ledgerEntries).catch(() => {});
      }
      ended(end);
    },
  });

  return {
    drainer,
    admission,
    publish,
    hint: () => hints.post([], 'now'),
    async dispose() {
      await drainer.dispose();
      hints.dispose();
    },
  };
}

function describe({ entry, settled }: EntryChange, at: number): TelemetryEvent {
  const { id: entryId, operation, incidentId, state } = entry;
  const { kind, failure } = { failure: undefined, ...(settled ? settled.settlement : state) };
  return {
    ...{ type: 'outbox.changed', at, entryId, operation, state: kind, incidentId },
    ...(!settled && failure && { failure }),
  };
}
