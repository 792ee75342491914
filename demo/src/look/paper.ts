import type { Character } from '../../contract/character.ts';
import { papers, type PortraitLook } from '../../contract/portrait.ts';

/** The paper of a character. Without a chosen one, the id decides, so that it is the same on each screen. */
export function paperOf({ id, look }: Pick<Character, 'id' | 'look'>): PortraitLook['paper'] {
  const sum = Array.from(id.slice(-8)).reduce((total, one) => total + (one.codePointAt(0) ?? 0), 0);
  return look?.paper ?? papers[sum % papers.length] ?? 'moss';
}
