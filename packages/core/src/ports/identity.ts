/** Who is signed in, as the server names them. Never a credential. `null` when nobody is. */
export interface Identity {
  readonly subject: string;
}
