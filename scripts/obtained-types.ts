// The types of the values that an app gets from a package: what its functions return, and what is read from that.
// An app that writes declarations has to name them, so an entry exports them even if no example does.
import { readFileSync } from 'node:fs';
import { parseSync } from 'rolldown/utils';

/** The names of the types that a piece of declaration gives to the caller. What the caller passes in is left out. */
function givenBy(node: unknown, names: Set<string>): void {
  if (Array.isArray(node)) for (const part of node) givenBy(part, names);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
  const { type, typeName } = node as { type?: string; typeName?: { name?: string } };
  if (type === 'TSTypeReference' && typeName?.name !== undefined) names.add(typeName.name);
  for (const [member, value] of Object.entries(node)) {
    if (!['parent', 'params', 'typeParameters', 'constraint'].includes(member))
      givenBy(value, names);
  }
}

/** From declarations to the names of the types that callers can obtain, through any number of types. */
export function obtainedTypes(files: readonly string[]): ReadonlySet<string> {
  const types = new Map<string, Set<string>>();
  const obtained = new Set<string>();
  for (const file of files) {
    for (const statement of parseSync(file, readFileSync(file, 'utf8')).program.body) {
      if (statement.type !== 'ExportNamedDeclaration' || statement.declaration === null) continue;
      const { declaration } = statement;
      const given = new Set<string>();
      givenBy(declaration, given);
      if (
        declaration.type === 'TSInterfaceDeclaration' ||
        declaration.type === 'TSTypeAliasDeclaration'
      ) {
        types.set(declaration.id.name, given);
      } else for (const name of given) obtained.add(name);
    }
  }
  // A set that grows while it is walked is walked to its new end.
  for (const name of obtained) for (const next of types.get(name) ?? []) obtained.add(next);
  return obtained;
}
