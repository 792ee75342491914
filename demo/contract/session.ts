import * as z from 'zod/mini';

/** The field that identifies a device on which an account signed in before. */
export const DEVICE_HEADER = 'fireside-device';

/** What an account may do. An `admin` also sees the administration. */
export const Role = z.enum(['writer', 'admin']);
export type Role = z.infer<typeof Role>;

/**
 * The user who is signed in, as the server says. Queued entries name the `subject`; the user signs in with the
 * `name`, and the screen shows the `displayName`.
 */
export const SignedInAccount = z.object({
  subject: z.string(),
  name: z.string(),
  displayName: z.string(),
  role: Role,
});
export type SignedInAccount = z.infer<typeof SignedInAccount>;

export const Session = z.object({ account: z.nullable(SignedInAccount) });
export type Session = z.infer<typeof Session>;
