import * as z from 'zod';

const AccountName = z
  .string()
  .trim()
  .min(3, 'A name has at least 3 characters.')
  .max(40, 'A name has at most 40 characters.');

export const SignUp = z.strictObject({
  name: AccountName,
  password: z
    .string()
    .min(10, 'A password has at least 10 characters.')
    .max(200, 'A password has at most 200 characters.'),
});
export type SignUp = z.infer<typeof SignUp>;

export const SignIn = z.strictObject({
  name: AccountName,
  password: z.string().min(1, 'Type your password.').max(200),
});
export type SignIn = z.infer<typeof SignIn>;

/** Who the server says is signed in. `subject` is what queued entries are sent as. */
export const Session = z.strictObject({
  account: z.nullable(z.strictObject({ subject: z.string(), name: z.string() })),
});
export type Session = z.infer<typeof Session>;
