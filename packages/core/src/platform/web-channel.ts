import type { ChannelPort } from '../ports/channel-port.ts';
import { webIsServer } from './web-is-server.ts';

/**
 * A `BroadcastChannel`. Messages must be structured-cloneable; others are dropped. Where there is none, it
 * posts and hears nothing; other tabs then find changes when they next look at the store.
 */
export function webChannel(name: string): ChannelPort {
  const channel = open(name);
  return {
    post(message) {
      try {
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target
        channel?.postMessage(message);
      } catch {
        // The channel is closed, or the message cannot be cloned. The hint is lost.
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

/** Some browsers and some sandboxes lack it. */
function open(name: string): BroadcastChannel | undefined {
  try {
    // An open channel would keep the process of a server alive.
    return webIsServer() ? undefined : new BroadcastChannel(name);
  } catch {
    return undefined;
  }
}
