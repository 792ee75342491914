interface RequestEvent {
  readonly target: SimulatedRequest;
  /** Of an error: the transaction goes on. */
  preventDefault(): void;
  stopPropagation(): void;
}

type Listener = (event: RequestEvent) => void;

/** A request of IndexedDB, of which the simulator uses the handlers and the result. */
export interface SimulatedRequest {
  result: unknown;
  error: unknown;
  readyState: 'pending' | 'done';
  onsuccess: Listener | null;
  onerror: Listener | null;
  onupgradeneeded:
    ((event: { readonly oldVersion: number; readonly dataLoss: 'none' | 'total' }) => void) | null;
  onblocked: Listener | null;
  transaction: unknown;
  addEventListener(type: 'success' | 'error', listener: Listener): void;
}

export function createRequest(): SimulatedRequest & {
  /** Gives whether an error is to abort the transaction. */
  finish(error: unknown, result: unknown): boolean;
} {
  const listeners = { success: [] as Listener[], error: [] as Listener[] };
  return {
    result: undefined,
    error: null,
    readyState: 'pending',
    onsuccess: null,
    onerror: null,
    onupgradeneeded: null,
    onblocked: null,
    transaction: null,
    addEventListener: (type, listener) => void listeners[type].push(listener),
    finish(error, result) {
      this.readyState = 'done';
      this.error = error;
      this.result = result;
      const type = error === null ? 'success' : 'error';
      let aborts = error !== null;
      const event: RequestEvent = {
        target: this,
        preventDefault: () => void (aborts = false),
        stopPropagation() {},
      };
      this[`on${type}`]?.(event);
      for (const listener of listeners[type]) listener(event);
      return aborts;
    },
  };
}
