import type { Manuscript } from './manuscript.ts';

/** A manuscript as plain text. An empty line parts one paragraph from the next. */
export function asText({ title, subtitle, sections }: Manuscript): string {
  const parts = [title, subtitle, ...sections.flatMap((one) => [one.title, ...one.paragraphs])];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** The same as Markdown. The writer's own signs stay signs. */
export function asMarkdown({ title, subtitle, sections }: Manuscript): string {
  const parts = [
    `# ${escaped(title)}`,
    subtitle === '' ? '' : `*${escaped(subtitle).replaceAll(/\s+/gu, ' ')}*`,
    ...sections.flatMap((one) => [
      one.title === '' ? '' : `## ${escaped(one.title)}`,
      ...one.paragraphs.map(escaped),
    ]),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** Signs that Markdown reads anywhere in a line, and those that it reads only where a line begins. */
const ANYWHERE = /[\\`*_[\]<>&~|]/gu;
const AT_START = /^(\s*)([-+#=]|\d+(?=[.)]))/u;

function escaped(text: string): string {
  const signs = text.replaceAll(ANYWHERE, (sign) => `\\${sign}`);
  // A number at the start would begin a list: its full stop is escaped instead of itself.
  return signs
    .replace(AT_START, (all: string, space: string, sign: string) =>
      /\d/u.test(sign) ? all : `${space}\\${sign}`,
    )
    .replace(/^(\s*\d+)([.)])/u, '$1\\$2');
}
