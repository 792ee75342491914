// The prose of a file: comments and test titles of code, and everything but code in Markdown.
import { parseSync, Visitor } from 'rolldown/utils';

export interface Passage {
  readonly text: string;
  /** Where the passage begins in the file. Each character of the passage is one character of the file. */
  readonly start: number;
}

const blank = (text: string): string => text.replaceAll(/[^\n]/g, ' ');

/** Code, addresses and notes to tools become blanks, so that places stay. */
const withoutCode = (text: string): string =>
  text
    .replaceAll(/^```[\s\S]*?^```/gm, blank)
    .replaceAll(/`[^`\n]*`/g, blank)
    .replaceAll(/\]\([^)\s]*\)/g, blank)
    .replaceAll(/https?:\S+/g, blank);

/** Whether a call is `it(…)`, `describe.each(…)(…)` or the like. */
function isTest(callee: unknown): boolean {
  const { type, name, object, callee: called, tag } = callee as Record<string, unknown>;
  if (type === 'Identifier') return ['it', 'test', 'describe', 'bench'].includes(String(name));
  if (type === 'MemberExpression') return isTest(object);
  if (type === 'CallExpression') return isTest(called);
  return type === 'TaggedTemplateExpression' && isTest(tag);
}

function proseOfCode(file: string, source: string): readonly Passage[] {
  const { program, comments } = parseSync(file, source);
  const passages: { text: string; start: number; end: number }[] = [];
  for (const { start, end } of comments) {
    const text = source.slice(start, end).replaceAll(/^\s*\*(?!\/)|^\s*\/\/|\/\*\*?|\*\//gm, blank);
    const before = passages.at(-1);
    // Lines that follow each other are one passage.
    if (before && /^\n[ \t]*$/.test(source.slice(before.end, start))) {
      before.text += source.slice(before.end, start) + text;
      before.end = end;
    } else passages.push({ text, start, end });
  }
  new Visitor({
    CallExpression({ callee, arguments: [title] }) {
      if (title === undefined || !isTest(callee)) return;
      if (title.type !== 'Literal' && title.type !== 'TemplateLiteral') return;
      const { start, end } = title;
      passages.push({ text: source.slice(start + 1, end - 1), start: start + 1, end });
    },
  }).visit(program);
  return passages;
}

export function proseOf(file: string, source: string): readonly Passage[] {
  const passages = file.endsWith('.md') ? [{ text: source, start: 0 }] : proseOfCode(file, source);
  return passages.map(({ text, start }) => ({ text: withoutCode(text), start }));
}
