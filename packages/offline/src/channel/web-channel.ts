import type { ChannelPort } from '@holdfast/core';

/** A `BroadcastChannel`. Messages must be structured-cloneable; others are dropped. */
export function webChannel(name: string): ChannelPort {
  const channel = new BroadcastChannel(name);
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target
    post: (message) => channel.postMessage(message),
    subscribe(listener) {
      const hear = ({ data }: MessageEvent<unknown>): void => listener(data);
      channel.addEventListener('message', hear);
      return () => channel.removeEventListener('message', hear);
    },
    dispose: () => channel.close(),
  };
}
