// An index lists its names by chapter: a line `// Chapter` begins one, a comment `/** … */` before a name says
// what it is.
import { parseSync } from 'rolldown/utils';

export interface ListedName {
  readonly name: string;
  /** The line of the index about the name. */
  readonly about: string | undefined;
}

export interface Chapter {
  /** Empty where the index has no chapters. */
  readonly title: string;
  readonly names: readonly ListedName[];
}

/** The chapters of an index in their order, each with the names that it exports. */
export function chaptersOf(index: string): readonly Chapter[] {
  const { program, comments } = parseSync('index.ts', index);
  const chapters: { title: string; names: ListedName[] }[] = [];
  let readTo = 0;
  for (const statement of program.body) {
    if (statement.type !== 'ExportNamedDeclaration') continue;
    const title = comments
      .filter(
        ({ type, start, end }) => type === 'Line' && start >= readTo && end <= statement.start,
      )
      .at(-1)
      ?.value.trim();
    if (title !== undefined || chapters.length === 0) {
      chapters.push({ title: title ?? '', names: [] });
    }
    for (const specifier of statement.specifiers) {
      const about = comments.find(
        ({ type, end }) =>
          type === 'Block' &&
          end >= readTo &&
          end <= specifier.start &&
          /^[\s{]*(export (type )?\{)?\s*(type )?$/.test(index.slice(end, specifier.start)),
      );
      const { exported } = specifier;
      const name = exported.type === 'Identifier' ? exported.name : exported.value;
      chapters.at(-1)?.names.push({ name, about: about?.value.replace(/^\*/, '').trim() });
    }
    readTo = statement.end;
  }
  return chapters;
}
