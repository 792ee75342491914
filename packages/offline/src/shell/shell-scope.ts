/** The part of a service worker's global scope that the shell needs. */
export interface ShellScope {
  /** The address of the worker's script. Addresses in the list of files are relative to it. */
  readonly url: string;
  addEventListener(type: 'fetch', listener: (event: ShellFetch) => void): void;
  addEventListener(type: 'message', listener: (event: ShellMessage) => void): void;
  fetch(request: Request): Promise<Response>;
  openCache(name: string): Promise<Cache>;
  deleteCache(name: string): Promise<unknown>;
  /** Whether the device has room for things that are only a convenience. */
  hasRoom(): Promise<boolean>;
  skipWaiting(): Promise<void>;
}

export interface ShellFetch {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
  /** Keeps the worker alive. */
  waitUntil(work: Promise<unknown>): void;
}

export interface ShellMessage {
  readonly data?: unknown;
  waitUntil?(work: Promise<unknown>): void;
}
