import type { Target } from './target.ts';

/** One attack on a server, and how to check its effect. */
export interface Attack {
  readonly name: string;
  /** Settings of Fireside for this attack that differ from its defaults. */
  readonly settings?: Readonly<Record<string, string>>;
  /** How much more memory the server may hold during the attack. @default 150 */
  readonly mostMoreMegabytes?: number;
  run(target: Target): Promise<Damage>;
}

export interface Damage {
  /** How often the attacker tried. */
  readonly tries: number;
  /** How many tries the server accepted before it set a limit. Without it, no try had an effect. */
  readonly beforeLimit?: number;
  /** The result, in a few words. */
  readonly result: string;
  /** Effects that must not happen and did happen. */
  readonly violations: readonly string[];
}
