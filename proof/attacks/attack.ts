import type { Target } from './target.ts';

/** One way to hurt a server, and how to tell whether it did. */
export interface Attack {
  readonly name: string;
  /** What Fireside is set to for this attack, beside its defaults. */
  readonly settings?: Readonly<Record<string, string>>;
  /** How much more memory the server may hold while it lasts. @default 150 */
  readonly mostMoreMegabytes?: number;
  run(target: Target): Promise<Damage>;
}

export interface Damage {
  /** How often the attacker tried. */
  readonly tries: number;
  /** How many tries the server took before it set a limit. Without it, no try was of any use. */
  readonly beforeLimit?: number;
  /** What came of it, in a few words. */
  readonly result: string;
  /** What must not happen and did. */
  readonly violations: readonly string[];
}
