/** One end of a relationship: a character or a story, by its name. */
export interface End {
  readonly id: string;
  readonly name: string;
  /** What a face stands on, and the address of its picture. A story has none. */
  readonly face?: { readonly paper: string; readonly picture: string | undefined };
}
