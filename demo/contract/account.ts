import * as z from 'zod/mini';
import { byName } from './by-name.ts';
import { AccountName, hidesCharacters } from './account-name.ts';
import { line, typedLength } from './text.ts';

const MOST_CHARACTERS = 200;
/** No password of 200 characters has more parts than this. */
const MOST_UNITS = 1600;

const NewPassword = z.string().check(
  z.maxLength(MOST_UNITS, { error: 'A password has at most 200 characters.', abort: true }),
  z.refine((text) => typedLength(text) >= 10, 'A password has at least 10 characters.'),
  // As the server counts them.
  z.refine(
    (text) => Array.from(text.normalize('NFKC')).length <= MOST_CHARACTERS,
    'A password has at most 200 characters.',
  ),
);
const Password = z.string().check(z.minLength(1, 'Type your password.'), z.maxLength(MOST_UNITS));

export const SignUp = z.strictObject({ name: AccountName, password: NewPassword });
export type SignUp = z.infer<typeof SignUp>;

/** The answer to a sign-up with a taken name, for every password. */
export const NAME_TAKEN = 'This name is taken.';

/** Takes any name: an account from before there were rules for names must still be able to sign in. */
export const SignIn = z.strictObject({
  name: z
    .string()
    .check(z.trim(), z.minLength(1, 'Type your name.'), z.maxLength(640, 'This name is too long.')),
  password: Password,
});
export type SignIn = z.infer<typeof SignIn>;

/** The name of a writer on the screen. The name for the sign-in stays. */
export const Profile = z.strictObject({
  displayName: line({
    min: [1, 'Type what you want to be called.'],
    max: [60, 'This name has at most 60 characters.'],
  }).check(
    z.refine((name) => !hidesCharacters(name), 'This name has characters that cannot be seen.'),
  ),
});
export type Profile = z.infer<typeof Profile>;

export const PasswordChange = z.strictObject({ current: Password, next: NewPassword });
export type PasswordChange = z.infer<typeof PasswordChange>;

export const AccountDeletion = z.strictObject({ password: Password });
export type AccountDeletion = z.infer<typeof AccountDeletion>;

/** The account as a file for its writer: its facts, and the rows of every table by name. */
export const AccountExport = z.object({
  account: z.object({ name: z.string(), displayName: z.string(), since: z.string() }),
  content: byName(z.array(byName(z.unknown()))),
});
export type AccountExport = z.infer<typeof AccountExport>;
