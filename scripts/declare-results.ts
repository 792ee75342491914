// An app that writes declarations, as each project of a `tsc -b` does, has to name the type of everything that it
// exports. TypeScript refuses the declaration if no entry exports that type.

/** A module of such an app, which exports the result of each of these functions of an entry. */
export function declareResults(entry: string, functions: readonly string[]): string {
  const results = functions.map(
    (name) => `export const of_${name} =
  // @ts-ignore Only the type of the result counts; some calls need other arguments.
  all.${name}(...(null! as Parameters<typeof all.${name}>));
`,
  );
  return `import * as all from '${entry}';\n\n${results.join('')}`;
}
