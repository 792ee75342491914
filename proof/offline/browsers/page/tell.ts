import type { Message } from '../messages.ts';

// Taken before an observer replaces it.
const send = globalThis.fetch.bind(globalThis);
const here = new URL(globalThis.location.href);

/** The trial of this page or worker, from its address. */
export const trial: string = here.searchParams.get('trial') ?? '';
export const control: string = here.searchParams.get('control') ?? '';

/** Tells the proof something, and resolves with its reply. */
export async function tell<T = unknown>(message: Message): Promise<T> {
  const response = await send(control, { method: 'POST', body: letter(message) });
  return (await response.json()) as T;
}

/** Tells the proof that this context stands still, and stands still. Returns only if the proof replies. */
export function tellAndStandStill(message: Message): void {
  if ('XMLHttpRequest' in globalThis) {
    const request = new XMLHttpRequest();
    // Nothing else stops a page at once.
    request.open('POST', control, false);
    request.send(letter(message));
    return;
  }
  void tell(message);
  const until = performance.now() + LONGEST_MS;
  while (performance.now() < until);
}

const LONGEST_MS = 5_000;

function letter(message: Message): string {
  return JSON.stringify({ trial, ...message });
}
