import type { Connectivity } from '@holdfast/core';

/** The banner about the connection. `sent` and `sending` count changes of the user. */
export type BannerState =
  | { readonly kind: 'quiet' }
  | { readonly kind: 'away'; readonly connectivity: 'offline' | 'degraded' }
  | { readonly kind: 'back'; readonly sent: number; readonly sending: number };

export interface BannerMemory {
  readonly shown: BannerState;
  /** The newest news about the connection. The banner shows it when it has lasted. */
  readonly heard: Connectivity;
  /** The changes that took effect since the connection was lost. */
  readonly sent: number;
  /** The changes that the device still sends by itself. */
  readonly sending: number;
  /** The changes that the banner counts when the connection is back, without later changes of the user. */
  readonly due: number;
}

export type BannerEvent =
  | { readonly kind: 'heard'; readonly connectivity: Connectivity }
  /** The latest news has lasted long enough to show. */
  | { readonly kind: 'settled' }
  | { readonly kind: 'applied' }
  | { readonly kind: 'counted'; readonly sending: number }
  /** The user has had time to read that the connection is back. */
  | { readonly kind: 'read' };

const QUIET: BannerState = { kind: 'quiet' };

export const FIRST_BANNER: BannerMemory = {
  shown: QUIET,
  heard: 'unknown',
  sent: 0,
  sending: 0,
  due: 0,
};

/** The next state of the banner. A change that does not last shows nothing. */
export function nextBanner(memory: BannerMemory, event: BannerEvent): BannerMemory {
  const { shown, heard } = memory;
  switch (event.kind) {
    case 'heard': {
      const { connectivity } = event;
      // The banner says "online" only as long as an answer proves it.
      const isWrong = shown.kind === 'back' && connectivity !== 'online';
      return { ...memory, heard: connectivity, shown: isWrong ? QUIET : shown };
    }
    case 'settled': {
      if (heard === 'online') {
        const due = memory.sent + memory.sending;
        return shown.kind === 'away' ? counted({ ...memory, due }, true) : memory;
      }
      if (heard === 'unknown') return memory;
      const sent = shown.kind === 'away' ? memory.sent : 0;
      return { ...memory, sent, shown: { kind: 'away', connectivity: heard } };
    }
    case 'applied':
      return counted({ ...memory, sent: memory.sent + 1 });
    case 'counted':
      return counted({ ...memory, sending: event.sending });
    case 'read':
      return shown.kind === 'back' ? { ...memory, shown: QUIET } : memory;
  }
}

function counted(memory: BannerMemory, isBack = memory.shown.kind === 'back'): BannerMemory {
  if (!isBack) return memory;
  const sent = Math.min(memory.sent, memory.due);
  const sending = Math.min(memory.sending, memory.due - sent);
  const { shown } = memory;
  if (shown.kind === 'back' && shown.sent === sent && shown.sending === sending) return memory;
  return { ...memory, shown: { kind: 'back', sent, sending } };
}
