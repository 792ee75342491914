import type { Manuscript } from './manuscript.ts';

/** A text as a string of CSS. */
const quoted = (text: string): string =>
  `"${text.replaceAll(/["\\\p{C}]/gu, (sign) => `\\${(sign.codePointAt(0) ?? 0).toString(16)} `)}"`;

/**
 * The running heads. Each section has a page of its own name, because a browser cannot take the head from the text:
 * its title stands above the pages, and the page of the title has none.
 */
export function printRules({ kind, title, sections }: Omit<Manuscript, 'subtitle'>): string {
  const chapters = kind === 'story' ? sections : [];
  return [
    `@page { @top-center { content: ${quoted(title)}; } }`,
    ...chapters.map((section, index) => {
      const head = section.title === '' ? title : `${title} · ${section.title}`;
      return `@page s${index} { @top-center { content: ${quoted(head)}; } }
#section-${index} { page: s${index}; }`;
    }),
    '@page :first { @top-center { content: none; } @bottom-center { content: none; } }',
  ].join('\n');
}
