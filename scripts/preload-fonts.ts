import type { Plugin } from 'vite';

/**
 * Writes into the page which files bring the fonts, the styles first, so that the script which runs first can load them
 * at once where a worker keeps them.
 */
export function preloadFonts(names: readonly RegExp[]): Plugin {
  return {
    name: 'preload-fonts',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const files = names.map((name) => {
          const file = Object.keys(bundle).find((path) => name.test(path));
          if (file === undefined) throw new Error(`No file of the demo is named like ${name}.`);
          return `/${file}`;
        });
        const script = '<script src="/look.js"';
        if (!html.includes(script)) throw new Error('The page has no script that runs first.');
        const json = JSON.stringify(files).replaceAll('"', '&quot;');
        return html.replace(script, `${script} data-fonts="${json}"`);
      },
    },
  };
}
