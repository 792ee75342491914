import type { Plugin } from 'vite';

const UNUSED = /\/zod\/v4\/core\/(to-json-schema|json-schema-processors)\.js$/;
const EXPORTED = /^export (?:const|function) (\w+)/gm;

/**
 * Leaves out of a page the part of zod that describes schemas as JSON Schema. Each schema of zod carries it along, and
 * no page of Fireside asks for it.
 */
export function withoutJsonSchema(): Plugin {
  return {
    name: 'without-json-schema',
    enforce: 'pre',
    transform(code, id) {
      if (!UNUSED.test(id)) return undefined;
      const names = [...code.matchAll(EXPORTED)].map(([, name]) => name);
      const nothing = "() => { throw new Error('This page was built without JSON Schema.'); }";
      return {
        code: `const none = () => ${nothing};\n${names.map((name) => `export const ${name} = none;`).join('\n')}`,
        map: null,
      };
    },
  };
}
