import type { ChannelPort } from '@holdfast/core/parts';

/** Tells the other tabs that this tab removed a draft, and hears when they remove one. */
export interface RemovalNews {
  tell(owner: string, key: string, revision: number): void;
  on(owner: string, key: string, listener: (revision: number) => void): () => void;
  dispose(): void;
}

/**
 * These are hints: a tab that hears none finds out when it looks into the store. `open` is called at the first
 * use.
 */
export function removalNews(open: () => ChannelPort | undefined): RemovalNews {
  let channel: { readonly port: ChannelPort | undefined } | undefined;
  const port = (): ChannelPort | undefined => (channel ??= { port: open() }).port;
  return {
    tell: (owner, key, revision) => port()?.post({ owner, key, revision }),
    on: (owner, key, listener) =>
      port()?.subscribe((message) => {
        const news = Object(message) as Readonly<Record<string, unknown>>;
        if (news['owner'] !== owner || news['key'] !== key) return;
        if (typeof news['revision'] === 'number') listener(news['revision']);
      }) ?? (() => {}),
    dispose() {
      channel?.port?.dispose();
      channel = undefined;
    },
  };
}
