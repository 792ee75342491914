/** The tag of the one-shot background sync that drains the outbox. */
export const SYNC_TAG = 'holdfast-outbox';

/** The message that a page posts to a worker that should drain. */
export const WAKE_MESSAGE: { readonly type: 'holdfast.wake' } = Object.freeze({
  type: 'holdfast.wake',
});

export function isWakeMessage(message: unknown): boolean {
  return (
    typeof message === 'object' &&
    message !== null &&
    (message as { readonly type?: unknown }).type === WAKE_MESSAGE.type
  );
}
