export interface PasswordRules {
  /** Whether a text in small letters is on a list of passwords that are tried first. */
  readonly isCommon: (text: string) => boolean;
  /** Characters as a person counts them. @default 10 */
  readonly least?: number;
  /** @default 200 */
  readonly most?: number;
}

export interface NewPassword {
  readonly password: string;
  /** What somebody who knows the account tries first: its name, and that of the service. */
  readonly names?: readonly string[];
}

/** Why a password is refused. There are no rules of composition: see NIST SP 800-63B. */
export type PasswordFault = 'short' | 'long' | 'repeated' | 'sequence' | 'name' | 'common';

const DEFAULT_LEAST = 10;
const DEFAULT_MOST = 200;
/** What is left beside a name or a common password must be this much by itself. */
const MOST_BESIDE = 6;

/** What is wrong with a new password, if anything. */
export function passwordFault(
  { password, names = [] }: NewPassword,
  { isCommon, least = DEFAULT_LEAST, most = DEFAULT_MOST }: PasswordRules,
): PasswordFault | undefined {
  const characters = Array.from(password.normalize('NFKC'));
  if (characters.length > most) return 'long';
  if (characters.length < least) return 'short';
  const text = characters.join('').toLowerCase();
  // Few different characters are few guesses, in whatever order they stand.
  if (isRepeated(text) || new Set(text).size < 4) return 'repeated';
  if (runs(text) <= 2) return 'sequence';
  if (names.some((name) => isNearly(text, name.normalize('NFKC').toLowerCase()))) return 'name';
  return readingsOf(text).some(isCommon) ? 'common' : undefined;
}

/** Whether a text is a shorter text several times: `abcabcabc`. */
function isRepeated(text: string): boolean {
  return (text + text).indexOf(text, 1) < text.length;
}

const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
  'yxcvbnm',
  'azertyuiop',
  'qsdfghjklm',
  'wxcvbn',
  '!@#$%^&*()',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
];
const STEPS: ReadonlySet<string> = new Set(
  ROWS.flatMap((row) => [row, row.split('').toReversed().join('')]).flatMap((row) =>
    Array.from(row.slice(1), (next, index) => row.charAt(index) + next),
  ),
);

/** How many runs along an alphabet, a row of keys or one character a text is made of: `abcdef12345` is 2. */
function runs(text: string): number {
  let count = 1;
  for (let index = 1; index < text.length; index += 1) {
    const [one, other] = [text.charAt(index - 1), text.charAt(index)];
    if (one !== other && !STEPS.has(one + other)) count += 1;
  }
  return count;
}

/** Whether a text is a name and a little more, forwards or backwards. */
function isNearly(text: string, name: string): boolean {
  const plain = lettersOf(name);
  if (plain.length < 3) return false;
  const letters = lettersOf(text);
  const backwards = Array.from(plain).toReversed().join('');
  const rest = letters.replaceAll(plain, '').replaceAll(backwards, '');
  return rest.length < letters.length && rest.length <= MOST_BESIDE;
}

function lettersOf(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, '');
}

const LOOKS_LIKE: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** A text, and what it is without the ornaments that are tried next: `P4ssw0rd2024!` is `password`. */
function readingsOf(text: string): readonly string[] {
  const bare = [text, text.replaceAll(/\s/gu, '')].flatMap((one) => [one, bareOf(one)]);
  return bare.flatMap((one) => [
    one,
    one.replaceAll(/[013457@$!]/g, (sign) => LOOKS_LIKE[sign] ?? ''),
  ]);
}

/** Without the digits and signs at both ends, when these are few. */
function bareOf(text: string): string {
  const inner = text.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return text.length - inner.length <= MOST_BESIDE && inner.length > 3 ? once(inner) : text;
}

/** A text that is a shorter one several times, once. */
function once(text: string): string {
  const period = (text + text).indexOf(text, 1);
  return text.slice(0, period);
}
