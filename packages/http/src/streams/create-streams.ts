import {
  type StreamWatch,
  readKey,
  runStream,
  streamLink,
  type ChannelPort,
  type LockPort,
  type OpaqueStream,
  type Runtime,
  type StreamPort,
} from '@holdfast/core/parts';
import { followOwner } from './follow-owner.ts';
import { memoryDrafts } from './memory-drafts.ts';
import type { StreamRules } from './stream-rules.ts';
import { createStreamSession } from './stream-session.ts';

export interface StreamsOptions extends Omit<StreamRules, 'platform'> {
  /** Makes one tab the reader of a stream. @default every tab reads for itself */
  readonly locks?: LockPort;
  /** Shows in every tab what one of them reads. @default each shows what it reads or what the device keeps */
  readonly channel?: ChannelPort;
  /** How often the text is saved while it flows, in milliseconds. @default 500 */
  readonly saveEveryMs?: number;
}

/**
 * Follows streams for a runtime; hand it to `createHoldfast`. Text is kept in the runtime's `drafts`,
 * apart per owner, or where it has none for as long as the page lives.
 */
export function createStreams(options: StreamsOptions): (runtime: Runtime) => StreamPort {
  const { locks, channel, saveEveryMs = 500, ...rules } = options;
  return (runtime) => {
    const link = streamLink(runtime);
    const drafts = runtime.drafts ?? memoryDrafts();
    // Weak, so that what nobody follows is forgotten; what the device keeps is found again.
    const sessions = new Map<string, WeakRef<StreamWatch>>();
    const inUse = new Set<StreamWatch>();

    function sessionOf(owner: string, operation: OpaqueStream, input: unknown): StreamWatch {
      const slot = `stream:${readKey(operation.name, input)}`;
      const name = JSON.stringify([owner, slot]);
      const known = sessions.get(name)?.deref();
      if (known) return known;
      for (const [other, session] of sessions) if (!session.deref()) sessions.delete(other);
      const ports = { link, drafts, locks, channel, saveEveryMs, rules, inUse };
      const session = createStreamSession({ ...ports, owner, slot, operation, input });
      sessions.set(name, new WeakRef(session));
      return session;
    }

    const open: StreamPort['open'] = (operation, input) =>
      followOwner(runtime.identity, (owner) => sessionOf(owner, operation, input));
    return { open, run: (...asked) => runStream({ open }, ...asked) };
  };
}
