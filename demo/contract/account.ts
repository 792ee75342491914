import * as z from 'zod';
import { AccountName } from './account-name.ts';
import { typedLength } from './text.ts';

const MOST_CHARACTERS = 200;
/** No password of 200 characters has more parts than this. */
const MOST_UNITS = 1600;

export const SignUp = z.strictObject({
  name: AccountName,
  password: z
    .string()
    .max(MOST_UNITS, { error: 'A password has at most 200 characters.', abort: true })
    .refine((text) => typedLength(text) >= 10, 'A password has at least 10 characters.')
    // As the server counts them.
    .refine(
      (text) => Array.from(text.normalize('NFKC')).length <= MOST_CHARACTERS,
      'A password has at most 200 characters.',
    ),
});
export type SignUp = z.infer<typeof SignUp>;

/** The field that identifies a device on which an account signed in before. */
export const DEVICE_HEADER = 'fireside-device';

/** The answer to a sign-up with a taken name, for every password. */
export const NAME_TAKEN = 'This name is taken.';

/** Takes any name: an account from before there were rules for names must still be able to sign in. */
export const SignIn = z.strictObject({
  name: z.string().trim().min(1, 'Type your name.').max(640, 'This name is too long.'),
  password: z.string().min(1, 'Type your password.').max(MOST_UNITS),
});
export type SignIn = z.infer<typeof SignIn>;

/** The user who is signed in, as the server says. Queued entries name the `subject`. */
export const Session = z.strictObject({
  account: z.nullable(z.strictObject({ subject: z.string(), name: z.string() })),
});
export type Session = z.infer<typeof Session>;
