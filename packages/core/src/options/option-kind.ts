// What an option must be. Each kind is the words that the developer reads after `give it`.

type Check = (value: unknown) => boolean;

const isFunction: Check = (value) => typeof value === 'function';
const isFrom = (value: unknown, least: number): boolean =>
  typeof value === 'number' && value >= least;
const isAbove: Check = (value) => isFrom(value, 0) && value !== 0;
// Infinity is a limit that is off, which an app may want. NaN compares with nothing.
const isWhole: Check = (value) => Number.isInteger(value) || value === Infinity;
const isText: Check = (value) => typeof value === 'string' && value !== '';
const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || isFunction(value);
const isListOf = (value: unknown, check: Check): value is readonly unknown[] =>
  Array.isArray(value) && value.every(check);
const areTexts: Check = (value) =>
  isListOf(value, isText) && value.length > 0 && new Set(value).size === value.length;

type Kind =
  | 'anything'
  | 'a function'
  | 'true or false'
  | 'a text'
  | 'a text that is not empty'
  | 'different texts, at least one'
  | 'a text, or different texts'
  | 'a list'
  | 'a list of texts'
  | 'a list of texts, or a function'
  | 'a list, or a function'
  | 'a list of functions'
  | 'a list that is not empty'
  | 'shares from 0 to 1'
  | 'a finite number'
  | 'a number from 0 on'
  | 'a number from 1 on'
  | 'a finite number from 0 on'
  | 'a number above 0'
  | 'a finite number above 0'
  | 'a whole number from 0 on'
  | 'a whole number above 0'
  | 'a whole number from 0 on, with a sentence'
  | 'an object';

const KINDS: Readonly<Record<Kind, Check>> = {
  anything: () => true,
  'a function': isFunction,
  'true or false': (value) => typeof value === 'boolean',
  'a text': (value) => typeof value === 'string',
  'a text that is not empty': isText,
  'different texts, at least one': areTexts,
  'a text, or different texts': (value) => isText(value) || areTexts(value),
  'a list': Array.isArray,
  'a list of texts': (value) => isListOf(value, isText),
  'a list of texts, or a function': (value) => isListOf(value, isText) || isFunction(value),
  'a list, or a function': (value) => Array.isArray(value) || isFunction(value),
  'a list of functions': (value) => isListOf(value, isFunction),
  'a list that is not empty': (value) => Array.isArray(value) && value.length > 0,
  'shares from 0 to 1': (value) => isListOf(value, (each) => isFrom(each, 0) && Number(each) <= 1),
  'a finite number': Number.isFinite,
  'a number from 0 on': (value) => isFrom(value, 0),
  'a number from 1 on': (value) => isFrom(value, 1),
  'a finite number from 0 on': (value) => isFrom(value, 0) && value !== Infinity,
  'a number above 0': isAbove,
  'a finite number above 0': (value) => isAbove(value) && value !== Infinity,
  'a whole number from 0 on': (value) => isWhole(value) && isFrom(value, 0),
  'a whole number above 0': (value) => isWhole(value) && isAbove(value),
  'a whole number from 0 on, with a sentence': (value) =>
    Array.isArray(value) &&
    isWhole(value[0]) &&
    isFrom(value[0], 0) &&
    typeof value[1] === 'string',
  'an object': isObject,
};

/**
 * What an option must be. `an object with a, b` names the methods that are called on it; `one of a, b` names the only
 * texts that it can be, unless `, or a function` follows.
 */
export type OptionKind = Kind | `one of ${string}` | `an object with ${string}`;

const WITH = 'an object with ';
const ONE_OF = 'one of ';
const OR_FUNCTION = ', or a function';

/** Whether the value can stand for an option of this kind. */
export function isOfKind(value: unknown, kind: OptionKind): boolean {
  if (kind.endsWith(OR_FUNCTION) && kind.startsWith(ONE_OF)) {
    return isFunction(value) || isOfKind(value, kind.slice(0, -OR_FUNCTION.length) as OptionKind);
  }
  if (kind.startsWith(ONE_OF)) {
    return isText(value) && kind.slice(ONE_OF.length).split(', ').includes(String(value));
  }
  if (!kind.startsWith(WITH)) return KINDS[kind as Kind](value);
  const methods = kind.slice(WITH.length).split(', ');
  return isObject(value) && methods.every((each) => isFunction(Reflect.get(value, each)));
}
