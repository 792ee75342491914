import { inspectText } from './inspect-text.ts';
import type { Finding, Place } from './rule.ts';

export interface InspectJsonOptions {
  /**
   * Places of free text, as JSON Pointers (RFC 6901) in which `*` stands for any one name or index: `/backstory`,
   * `/traits/*`. All other texts are fields. @default []
   */
  readonly prose?: readonly string[];
}

/** A finding, and whether it is in something a person wrote. */
export interface PlacedFinding extends Finding {
  readonly place: Place;
}

const MAX_DEPTH = 32;

/**
 * The first sign of an attack in a parsed JSON value: its strings, its names and its depth. Signs in
 * fields come before signs in prose. Walks without recursion, so no depth can exhaust the stack.
 */
export function inspectJson(
  value: unknown,
  { prose = [] }: InspectJsonOptions = {},
): PlacedFinding | undefined {
  const free = prose.map((pointer) => pointer.split('/').slice(1).map(unescapeToken));
  const isProse = (path: readonly string[]): boolean =>
    free.some(
      (tokens) =>
        tokens.length === path.length &&
        tokens.every((token, index) => token === '*' || token === path[index]),
    );
  const pending: { readonly value: unknown; readonly path: readonly string[] }[] = [
    { value, path: [] },
  ];
  let inProse: PlacedFinding | undefined;
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { path } = next;
    if (typeof next.value === 'string') {
      const place = isProse(path) ? 'prose' : 'field';
      const finding = inspectText(next.value, place);
      if (finding && place === 'field') return { ...finding, place };
      if (finding) inProse ??= { ...finding, place };
    } else if (typeof next.value === 'object' && next.value !== null) {
      if (path.length >= MAX_DEPTH) return { attack: 'nesting', rule: 'depth', place: 'field' };
      for (const [name, child] of Object.entries(next.value)) {
        const finding = inspectText(name, 'field');
        if (finding) return { ...finding, place: 'field' };
        pending.push({ value: child, path: [...path, name] });
      }
    }
  }
  return inProse;
}

function unescapeToken(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}
