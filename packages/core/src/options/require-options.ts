import { defect } from '../failures/defect.ts';
import { isOfKind, type OptionKind } from './option-kind.ts';

export type { OptionKind } from './option-kind.ts';

/** A kind for each option: an option without one does not compile. The mark `?` says that it has a default. */
export type OptionKinds<TOptions> = {
  readonly [TName in keyof TOptions]-?: undefined extends TOptions[TName]
    ? `${OptionKind}?`
    : {} extends Pick<TOptions, TName>
      ? `${OptionKind}?`
      : OptionKind;
};

/**
 * Throws `DEFECT` for an option that cannot mean anything, and says what to give instead. A build for production trusts
 * what development checked: see `#options` in package.json. Write the kinds as a literal within the call, so that
 * bundlers drop them with it.
 */
export function requireOptions<TOptions extends object>(
  caller: string,
  options: TOptions,
  kinds: OptionKinds<TOptions>,
): void {
  if (!isOfKind(options, 'an object')) {
    throw defect(`${caller}: give it its options as an object, not ${told(options)}.`);
  }
  for (const [name, written] of Object.entries<string>(kinds)) {
    const kind = written.replace(/\?$/, '') as OptionKind;
    const value: unknown = Reflect.get(options, name);
    if (value === undefined && kind !== written) continue;
    if (!isOfKind(value, kind)) {
      throw defect(`${caller}: give \`${name}\` ${kind}, not ${told(value)}.`);
    }
  }
}

/** The value in words. The text of the app may be private, so it is not told. */
function told(value: unknown): string {
  if (value === undefined || value === null || typeof value === 'number') return String(value);
  if (value === '') return 'an empty text';
  if (typeof value === 'string') return 'a text like this';
  return Array.isArray(value) ? 'this list' : `this ${typeof value}`;
}
