/**
 * What people read about each kind of one file under `kinds`. `npm run kinds` writes the tables that apps
 * import from it, one for each language and one with the advice, so that an app ships only what it imports.
 */
export type Texts<TKinds> = Readonly<Record<keyof TKinds, TextsOfKind>>;

export interface TextsOfKind {
  /** What the user reads, in English. */
  readonly en: string;
  /** What the user reads, in German. */
  readonly de: string;
  /** What the developer reads: what happened. */
  readonly message: string;
  /** What the developer can do about it. */
  readonly remedy: string;
}
