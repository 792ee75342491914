import {
  appFailure,
  asFailure,
  readKey,
  type ChannelPort,
  type LockPort,
  type OpaqueStream,
  type Runtime,
  type StreamPort,
  type StreamWatch,
  requireOptions,
} from '@holdfast/core/parts';
import { followOwner } from './follow-owner.ts';
import { pageDrafts } from './page-drafts.ts';
import type { StreamRules } from './stream-rules.ts';
import { createStreamSession } from './stream-session.ts';

export interface StreamsOptions extends Omit<StreamRules, 'platform'> {
  /**
   * Makes one tab the reader of a stream. @default the locks of the runtime's `tabs`; without these each tab reads for
   * itself
   */
  readonly locks?: LockPort;
  /**
   * Shows in every tab the text that one of them reads. @default a channel of the runtime's `tabs`; without it each
   * tab shows the text that it reads itself or that the device keeps
   */
  readonly channel?: ChannelPort;
  /** How often the text is saved while it flows, in milliseconds. @default 500 */
  readonly saveEveryMs?: number;
  /** How many events an iterator may be behind before the stream is held back. @default 64 */
  readonly maxBehind?: number;
}

/**
 * The part of a runtime that reads streams: give it to `createHoldfast` as `streams`. It keeps texts in the
 * runtime's `drafts`, apart for each owner; without `drafts` a text lives as long as the page. `holdfast.dispose()`
 * stops the reading in this page: the texts stay, and the server goes on generating.
 */
export function createStreams(
  options: StreamsOptions,
): (runtime: Runtime) => StreamPort & { dispose(): void } {
  requireOptions('createStreams', options, {
    formats: 'a list that is not empty',
    heartbeatMs: 'a number above 0?',
    healthyMs: 'a number from 0 on?',
    maxAttempts: 'a whole number from 0 on?',
    backoff: 'a function?',
    maxHintMs: 'a number from 0 on?',
    maxEventBytes: 'a number above 0?',
    frameMs: 'a number from 0 on?',
    wake: 'a function?',
    locks: 'an object with hold?',
    channel: 'an object with post, subscribe?',
    saveEveryMs: 'a number from 0 on?',
    maxBehind: 'a whole number above 0?',
  });
  const { saveEveryMs = 500, maxBehind = 64, ...others } = options;
  const { locks: ownLocks, channel: ownChannel, ...rules } = others;
  return (runtime) => {
    const { tabs } = runtime;
    const locks = ownLocks ?? tabs?.locks;
    const opened = ownChannel ? undefined : tabs?.channel('holdfast.streams');
    const channel = ownChannel ?? opened;
    const drafts = runtime.drafts ?? pageDrafts();
    // Weak, so that a stream without listeners is forgotten. The device still keeps its text.
    const sessions = new Map<string, WeakRef<StreamWatch>>();
    const inUse = new Set<StreamWatch>();

    function sessionOf(
      owner: string,
      slot: string,
      operation: OpaqueStream,
      input: unknown,
    ): StreamWatch {
      const name = JSON.stringify([owner, slot]);
      const known = sessions.get(name)?.deref();
      if (known) return known;
      for (const [other, session] of sessions) if (!session.deref()) sessions.delete(other);
      const ports = { runtime, drafts, locks, channel, saveEveryMs, maxBehind, rules, inUse };
      const session = createStreamSession({ ...ports, owner, slot, operation, input });
      sessions.set(name, new WeakRef(session));
      return session;
    }

    function open(operation: OpaqueStream, input: unknown): StreamWatch {
      const slot = `stream:${readKey(operation.name, input)}`;
      return followOwner(runtime.identity, (owner) => sessionOf(owner, slot, operation, input));
    }

    return {
      open,
      async run(operation, input, given) {
        let stream: StreamWatch | undefined;
        try {
          stream = open(operation, input);
          const outcome = await stream.resume(given);
          // The caller has the text now, so a copy that cannot be removed does no harm.
          if (outcome.kind === 'live') await stream.forget().catch(() => {});
          return outcome;
        } catch (error) {
          return { kind: 'failed', failure: stream ? asFailure(error) : appFailure(error, {}) };
        }
      },
      dispose() {
        for (const session of sessions.values()) session.deref()?.abort();
        opened?.dispose();
      },
    };
  };
}
