import { refuseUnless } from './defect.ts';

type Named = Readonly<Record<string, unknown>>;

const article = (value: unknown): string =>
  value === null || value === undefined
    ? 'nothing'
    : typeof value === 'object'
      ? 'an object'
      : typeof value === 'function'
        ? 'a function'
        : `a ${typeof value}`;

/** Throws `DEFECT` unless the value is a text with something in it. */
export function requireText(caller: string, given: Named, why: string): void {
  for (const [name, value] of Object.entries(given)) {
    refuseUnless(
      typeof value === 'string' && value !== '',
      `${caller}: give \`${name}\` a text, not ${value === '' ? 'an empty one' : article(value)}: ${why}.`,
    );
  }
}

/** Throws `DEFECT` for a value that is no text. A text may be empty, because a user can type nothing. */
export function requireTyped(caller: string, given: Named): void {
  for (const [name, value] of Object.entries(given)) {
    refuseUnless(
      typeof value === 'string',
      `${caller}: give \`${name}\` the text that was typed, not ${article(value)}: check the body by a schema before.`,
    );
  }
}

/** Throws `DEFECT` unless the value is a function. */
export function requireFunction(caller: string, given: Named): void {
  for (const [name, value] of Object.entries(given)) {
    refuseUnless(
      typeof value === 'function',
      `${caller}: give \`${name}\` a function, not ${article(value)}.`,
    );
  }
}

/** Throws `DEFECT` for an option that is no number from `least` on. An option that was left out has its default. */
export function requireNumbers(caller: string, given: Named, least = 0): void {
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    // Infinity is a limit that is off, which an app may want; NaN compares with nothing.
    refuseUnless(
      typeof value === 'number' && value >= least,
      `${caller}: give \`${name}\` a number from ${least} on, not ${typeof value === 'number' ? value : article(value)}.`,
    );
  }
}

/** Where a server comes from that functions of `./node` take. */
export const A_SERVER =
  'the server of Node from `createServer` or from the `serve` of Hono, not the app and not a server of HTTP/2';

/** Throws `DEFECT` unless the value has these methods; `instead` says where such a value comes from. */
export function requireMethods(
  caller: string,
  given: Named,
  methods: readonly string[],
  instead: string,
): void {
  for (const [name, value] of Object.entries(given)) {
    const has = (method: string): boolean =>
      typeof (value as Named | null | undefined)?.[method] === 'function';
    refuseUnless(methods.every(has), `${caller}: give \`${name}\` ${instead}.`);
  }
}
