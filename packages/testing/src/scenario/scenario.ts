/** From 0 to 1: how likely a fault is for one request. */
export type Share = number;

/** What happens to the way between the client and the server. */
export interface NetworkFaults {
  /** The device has no network: no request leaves it. */
  readonly offline?: boolean;
  /** The server takes no connection. */
  readonly refused?: Share;
  /** The connection breaks before the server has the whole request, so the server does nothing. */
  readonly cutRequest?: Share;
  /** The connection breaks before the answer arrives. The server has done the work. */
  readonly cutAnswer?: Share;
  /** Every request is late by so many milliseconds, or by a number drawn from this range. */
  readonly delayMs?: number | readonly [least: number, most: number];
}

/** What the client gets in place of the answer. */
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

/** What happens to the storage of the device. */
export interface StorageFaults {
  /** Every write fails, as on a full device. */
  readonly full?: boolean;
  /** The write with this number, counted from 1 within the step, fails. */
  readonly failNth?: number;
}

/** What happens to the tab when a step begins. `second` opens another tab beside it. */
export type TabFault = 'kill' | 'freeze' | 'second' | 'reload';

/** What happens to the server for the length of a step. `kill`: it ends, and is started again after the step. */
export type ServerFault = 'kill' | 'slow';

/** What goes wrong for some time. A step without faults is a quiet time. */
export interface ScenarioStep {
  /** How long it lasts, in milliseconds. `null`: until the end. @default null */
  readonly forMs?: number | null;
  /**
   * In place of `forMs`: it lasts for so many requests of each shape. Then nothing depends on time, and every player
   * gives every request the same fault.
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
 * Everything that goes wrong in one run, as a value that can be written down as JSON. The faults of a request follow
 * from the seed, the shape of the request and how many such requests came before, and from the step in force. They do
 * not depend on the order in which different requests come, so one scenario means the same to every player.
 */
export interface Scenario {
  /** The version of this format. @default 1 */
  readonly version?: 1;
  readonly seed: number;
  /** One after another. When the last one is over, nothing goes wrong any more. */
  readonly steps: readonly ScenarioStep[];
}
