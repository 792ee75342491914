/** The user who is signed in, by the server's name for the user. Never a credential. `null`: no user. */
export interface Identity {
  readonly subject: string;
}
