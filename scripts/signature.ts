// The signature of a name as `tsc -b` declared it, without comments.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type ESTree, parseSync } from 'rolldown/utils';

interface Declarations {
  readonly text: string;
  readonly body: ESTree.Program['body'];
  readonly comments: readonly { readonly start: number; readonly end: number }[];
}

const read = new Map<string, Declarations>();

function declarationsOf(file: string): Declarations {
  const known = read.get(file);
  if (known) return known;
  if (!existsSync(file)) throw new Error(`${file} is missing. Run \`tsc -b\` first.`);
  const text = readFileSync(file, 'utf8');
  const { program, comments } = parseSync(file, text);
  const declarations = { text, body: program.body, comments };
  read.set(file, declarations);
  return declarations;
}

/** The file that a specifier means: a path, an entry of ours, or a name of the package's own such as `#words`. */
function resolve(from: string, specifier: string): string {
  if (specifier.startsWith('#')) {
    const folder = from.slice(0, from.indexOf(`dist${path.sep}`));
    const manifest = readFileSync(path.join(folder, 'package.json'), 'utf8');
    const { imports } = JSON.parse(manifest) as {
      imports: Record<string, { readonly types: string }>;
    };
    return path.join(folder, imports[specifier]?.types ?? specifier);
  }
  if (specifier.startsWith('@holdfast/')) {
    const [, name = '', ...rest] = specifier.split('/');
    const folder = path.join('packages', name);
    const { exports } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
      exports: Record<string, { readonly types: string }>;
    };
    return path.join(folder, exports[['.', ...rest].join('/')]?.types ?? specifier);
  }
  return path.join(path.dirname(from), specifier.replace(/\.(js|jsx|ts|tsx)$/, '.d.ts'));
}

/** The text of a file from one place to another, without the comments between. */
function withoutComments({ text, comments }: Declarations, from: number, to: number): string {
  let kept = '';
  let at = from;
  for (const { start, end } of comments) {
    if (start < from || end > to) continue;
    kept += text.slice(at, start).trimEnd();
    at = end;
  }
  return (kept + text.slice(at, to)).trim();
}

const nameOf = (name: ESTree.ModuleExportName): string =>
  name.type === 'Literal' ? name.value : name.name;

function declares(statement: ESTree.Program['body'][number], name: string): boolean {
  const declaration =
    statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
  if (declaration === null) return false;
  if (declaration.type === 'VariableDeclaration') {
    return declaration.declarations.some(({ id }) => id.type === 'Identifier' && id.name === name);
  }
  return (
    'id' in declaration && declaration.id?.type === 'Identifier' && declaration.id.name === name
  );
}

/** All declarations of a name: overloads, or a type and a value that share it. */
export function signatureOf(file: string, name: string): string {
  const declarations = declarationsOf(file);
  const own = declarations.body.filter((statement) => declares(statement, name));
  if (own.length > 0) {
    return own
      .map(({ start, end }) =>
        withoutComments(declarations, start, end).replace(/^(export )?(declare )?/, ''),
      )
      .join('\n');
  }
  for (const statement of declarations.body) {
    if (statement.type === 'ExportNamedDeclaration') {
      const found = statement.specifiers.find(({ exported }) => nameOf(exported) === name);
      if (found === undefined) continue;
      const target = statement.source ? resolve(file, statement.source.value) : file;
      return signatureOf(target, nameOf(found.local));
    }
    if (statement.type === 'ImportDeclaration' && statement.source.value.startsWith('.')) {
      const found = statement.specifiers.find(
        (specifier) => specifier.type === 'ImportSpecifier' && specifier.local.name === name,
      );
      if (found === undefined || found.type !== 'ImportSpecifier') continue;
      return signatureOf(resolve(file, statement.source.value), nameOf(found.imported));
    }
  }
  throw new Error(`${file} exports no ${name}.`);
}
