import type { ChannelPort, LockPort } from '@holdfast/core/parts';
import type { Actor, Agenda } from './agenda.ts';

/** The locks and the channel of one origin, for contexts that can freeze and die. */
export interface SimulatedTabs {
  locksOf(actor: Actor): LockPort;
  channelOf(actor: Actor): ChannelPort;
  /** The context is gone: others get its locks. */
  kill(actor: Actor): void;
  /** The contexts that stand in line for each lock. */
  lines(): string;
  isHeld(lock: string): boolean;
}

interface Claim {
  readonly actor: Actor;
  readonly grant: () => void;
}

const ownName = (name: string): string => name.slice(name.indexOf('|') + 1);

export function createSimulatedTabs(agenda: Agenda): SimulatedTabs {
  const lines = new Map<string, Claim[]>();
  const ears = new Map<Actor, Set<(message: unknown) => void>>();

  const leave = (name: string, claim: Claim): void => {
    const line = lines.get(name) ?? [];
    const wasFirst = line[0] === claim;
    const rest = line.filter((other) => other !== claim);
    lines.set(name, rest);
    if (wasFirst) rest[0]?.grant();
  };

  return {
    locksOf: (actor) => ({
      async hold(address, work, signal) {
        const name = ownName(address);
        signal?.throwIfAborted();
        if (agenda.isDead(actor)) return new Promise(() => {});
        let claim!: Claim;
        await new Promise<void>((resolve, reject) => {
          let cancel: (() => void) | undefined;
          const grant = (): void => {
            cancel = agenda.post(actor, 'lock', name, () => {
              signal?.removeEventListener('abort', abort);
              resolve();
            });
          };
          const abort = (): void => {
            cancel?.();
            leave(name, claim);
            reject(signal?.reason as Error);
          };
          claim = { actor, grant };
          const line = lines.get(name) ?? [];
          lines.set(name, [...line, claim]);
          if (line.length === 0) grant();
          signal?.addEventListener('abort', abort, { once: true });
        });
        try {
          return await work();
        } finally {
          leave(name, claim);
        }
      },
    }),
    channelOf(actor) {
      ears.set(actor, new Set());
      return {
        post(message) {
          if (!ears.has(actor)) return;
          for (const [other, heard] of ears) {
            if (other === actor || heard.size === 0) continue;
            agenda.post(other, 'message', 'channel', () => {
              for (const listener of heard) listener(message);
            });
          }
        },
        subscribe(listener) {
          ears.get(actor)?.add(listener);
          return () => void ears.get(actor)?.delete(listener);
        },
        dispose: () => void ears.delete(actor),
      };
    },
    isHeld: (lock) => (lines.get(lock) ?? []).length > 0,
    lines: () =>
      [...lines].map(([name, line]) => `${name} ${line.map(({ actor }) => actor).join()}`).join(),
    kill(actor) {
      ears.delete(actor);
      for (const [name, line] of lines) {
        for (const claim of line) if (claim.actor === actor) leave(name, claim);
      }
    },
  };
}
