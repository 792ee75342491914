import { webIsServer, type ChannelPort } from '@holdfast/core';

/**
 * A `BroadcastChannel`. Messages must be structured-cloneable; others are dropped. Where there is none,
 * nothing is posted and nothing is heard: what hints are for is found out later by itself.
 */
export function webChannel(name: string): ChannelPort {
  const channel = open(name);
  return {
    post(message) {
      try {
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target
        channel?.postMessage(message);
      } catch {
        // It is closed, or the message cannot be cloned: a hint that is lost.
      }
    },
    subscribe(listener) {
      const hear = ({ data }: MessageEvent<unknown>): void => listener(data);
      channel?.addEventListener('message', hear);
      return () => channel?.removeEventListener('message', hear);
    },
    dispose: () => channel?.close(),
  };
}

/** Whether tabs can hear each other here. */
export function canHearTabs(): boolean {
  const channel = open('holdfast');
  channel?.close();
  return channel !== undefined;
}

/** Not everywhere, and not in every sandbox. */
function open(name: string): BroadcastChannel | undefined {
  try {
    // An open channel would keep the process of a server alive.
    return webIsServer() ? undefined : new BroadcastChannel(name);
  } catch {
    return undefined;
  }
}
