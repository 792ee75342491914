import type { Plugin, Rolldown } from 'vite';
import { neededBy } from './first-load.ts';

type Bundle = Readonly<Record<string, Rolldown.OutputChunk | Rolldown.OutputAsset>>;

/**
 * Writes into the page which files the part of each of these addresses needs, so that a script which runs first can
 * have them loaded together with the app. Otherwise the app itself would ask for them when it runs.
 */
export function preloadParts(pages: Readonly<Record<string, string>>): Plugin {
  return {
    name: 'preload-parts',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const parts = Object.entries(pages).map(([path, module]) => [
          path,
          filesOf(bundle, module),
        ]);
        const json = JSON.stringify(Object.fromEntries(parts)).replaceAll('"', '&quot;');
        const script = '<script src="/look.js"';
        if (!html.includes(script)) throw new Error('The page has no script that runs first.');
        return html.replace(script, `${script} data-parts="${json}"`);
      },
    },
  };
}

/** The files of JavaScript and styles that the app does not load anyway. */
function filesOf(bundle: Bundle, module: string): readonly string[] {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
  const entry = chunks.find(({ isEntry }) => isEntry);
  const part = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(module));
  if (!entry || !part) throw new Error(`No part of the demo begins with ${module}.`);
  const known = new Set(neededBy(bundle, [entry.fileName]));
  const needed = neededBy(bundle, [part.fileName]).filter((name) => !known.has(name));
  const styles = needed.flatMap((name) => [...(stylesOf(bundle[name]) ?? [])]);
  return [...needed, ...styles].map((name) => `/${name}`);
}

function stylesOf(file: Bundle[string] | undefined): ReadonlySet<string> | undefined {
  return file?.type === 'chunk' ? file.viteMetadata?.importedCss : undefined;
}
