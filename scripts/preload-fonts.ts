import type { Plugin } from 'vite';

/** Tells the browser of the fonts of every page at once; otherwise it would hear of them from the styles. */
export function preloadFonts(names: readonly RegExp[]): Plugin {
  return {
    name: 'preload-fonts',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle = {} }) =>
        names.map((name) => {
          const file = Object.keys(bundle).find((path) => name.test(path));
          if (file === undefined) throw new Error(`No font of the demo is named like ${name}.`);
          const attrs = { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: '' };
          return { tag: 'link', attrs: { ...attrs, href: `/${file}` }, injectTo: 'head' };
        }),
    },
  };
}
