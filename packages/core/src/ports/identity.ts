/**
 * The user who is signed in: `subject` is the server's id of the user, never a credential. With `null` in its place
 * no user is signed in.
 */
export interface Identity {
  readonly subject: string;
}
