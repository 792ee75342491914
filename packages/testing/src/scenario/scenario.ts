/** From 0 to 1: how likely a fault is for one request. */
export type Share = number;

/** The faults of the network between client and server. */
export interface NetworkFaults {
  /** The device has no network: no request leaves it. */
  readonly offline?: boolean;
  /** The server takes no connection. */
  readonly refused?: Share;
  /** The connection breaks before the server has the whole request, so the server does nothing. */
  readonly cutRequest?: Share;
  /** The connection breaks before the answer arrives. The server has done the work. */
  readonly cutAnswer?: Share;
  /** Every request is late by this many milliseconds, or by a number drawn from this range. */
  readonly delayMs?: number | readonly [least: number, most: number];
}

/** The faults of answers: what the client gets instead. */
export interface AnswerFaults {
  /** The server refuses for now and names a time in `Retry-After`. It does nothing else. */
  readonly 429?: Share;
  /** The server does the work and then fails. */
  readonly 500?: Share;
  /** The server is too busy and does nothing. */
  readonly 503?: Share;
  /** The sign-in page of some network, with status 200. The server gets nothing. */
  readonly html?: Share;
  /** Half of the body, with the status of the answer. The server has done the work. */
  readonly truncated?: Share;
  /** JSON that is not the answer, with the status of the answer. The server has done the work. */
  readonly wrongJson?: Share;
  /** The answer is late by `slowMs`. The server has done the work at once. */
  readonly slow?: Share;
  /** @default 1000 */
  readonly retryAfterMs?: number;
  /** @default 8000 */
  readonly slowMs?: number;
}

/** The faults of the device's storage. */
export interface StorageFaults {
  /** Every write fails, as on a full device. */
  readonly full?: boolean;
  /** The write with this number, counted from 1 within the step, fails. */
  readonly failNth?: number;
}

/** The fault of the tab when a step begins. `second` opens another tab beside it. */
export type TabFault = 'kill' | 'freeze' | 'second' | 'reload';

/** The fault of the server during a step. `kill`: it ends, and is started again after the step. */
export type ServerFault = 'kill' | 'slow';

/** The faults of some time. A step without faults is a quiet time. */
export interface ScenarioStep {
  /** How long it lasts, in milliseconds. `null`: until the end. @default null */
  readonly forMs?: number | null;
  /**
   * In place of `forMs`: the step lasts for this many requests of each shape. Then nothing depends on time, and
   * every player gives every request the same fault.
   */
  readonly forRequests?: number;
  readonly network?: NetworkFaults;
  readonly answers?: AnswerFaults;
  readonly storage?: StorageFaults;
  /** The wall clock of the device jumps when the step begins. */
  readonly clock?: { readonly jumpMs: number };
  readonly tab?: TabFault;
  readonly server?: ServerFault;
}

/**
 * All faults of one run, as a value that JSON can hold. The faults of a request follow from the seed, the shape of
 * the request, the number of earlier requests of this shape, and the step in force. They do not depend on the order
 * of requests of different shapes, so every player plays one scenario in the same way.
 */
export interface Scenario {
  /** The version of this format. @default 1 */
  readonly version?: 1;
  readonly seed: number;
  /** One after another. When the last one is over, nothing goes wrong any more. */
  readonly steps: readonly ScenarioStep[];
}
