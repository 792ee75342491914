import type { Plugin } from 'vite';

/** Writes down which files of JavaScript and styles the app has, for a page that wants all of them at hand. */
export function listParts(): Plugin {
  return {
    name: 'list-parts',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const parts = Object.keys(bundle).filter((name) => /\.(?:js|css)$/.test(name));
        const source = JSON.stringify(parts.map((name) => `/${name}`));
        this.emitFile({ type: 'asset', fileName: 'parts.json', source });
      },
    },
  };
}
