/** The header that says, in development, which start of the server answers. */
export const START_HEADER = 'fireside-start';

/** One process of the server. */
export interface ServerStart {
  readonly id: string;
  /** How often in a row the server was started again after a crash. */
  readonly restarts: number;
}

export const writeStart = ({ id, restarts }: ServerStart): string => `${id} ${restarts}`;

/** `undefined` for a text that names no start. */
export function readStart(text: string | undefined): ServerStart | undefined {
  const [, id, restarts] = /^([\w-]{1,64}) (\d{1,6})$/.exec(text ?? '') ?? [];
  return id === undefined ? undefined : { id, restarts: Number(restarts) };
}
