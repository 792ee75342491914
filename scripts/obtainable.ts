// The types of the values that an app gets from a package: the results of its functions, and the members of these. An
// app that writes declarations has to name them, so an entry exports them even if no example does.
import { readFileSync } from 'node:fs';
import { parseSync } from 'rolldown/utils';

/** The parts of a declaration that the caller passes in, or that only limit a type parameter. */
const PASSED_IN: ReadonlySet<string> = new Set(['params', 'typeParameters', 'parent']);

/** The names of the types that a piece of a declaration gives to the caller. */
function givenBy(node: unknown, names: Set<string>): void {
  if (typeof node !== 'object' || node === null) return;
  const { type, typeName, expression } = node as Record<string, { name?: string } | undefined>;
  const kind: unknown = type;
  const named = kind === 'TSTypeReference' ? typeName : undefined;
  const extended = kind === 'TSInterfaceHeritage' ? expression : undefined;
  for (const name of [named?.name, extended?.name]) if (name !== undefined) names.add(name);
  for (const [member, value] of Object.entries(node)) {
    // The arguments of a type are called `params` as well.
    if (kind === 'TSTypeParameterInstantiation' || !PASSED_IN.has(member)) givenBy(value, names);
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
