// Some pages are partly written by hand and partly by a command. Two comments enclose the part of the
// command and name it.

/**
 * The page with this section. The section replaces the one of the same name; without one it goes to the
 * end.
 */
export function withSection(page: string, name: string, command: string, text: string): string {
  const from = `<!-- ${name}: written by \`${command}\` -->`;
  const to = `<!-- end of ${name} -->`;
  const section = `${from}\n\n${text.trim()}\n\n${to}`;
  const start = page.indexOf(from);
  const end = page.indexOf(to);
  if (start < 0 || end < start) return `${page.trimEnd()}\n\n${section}\n`;
  return page.slice(0, start) + section + page.slice(end + to.length);
}

/** A table of Markdown; the first row is its head. */
export function toTable(rows: readonly (readonly (string | number)[])[]): string {
  const [head = [], ...body] = rows.map((cells) => `| ${cells.join(' | ')} |`);
  return [head, `|${' --- |'.repeat(rows[0]?.length ?? 0)}`, ...body].join('\n');
}
