import type { Plugin } from 'vite';

const SCRIPT = '<script type="module" ';

/**
 * Lets the browser load the styles before the app. The styles are small, and with them it paints the shell of the page
 * while the app is on its way.
 */
export function stylesFirst(): Plugin {
  return {
    name: 'styles-first',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html) {
        if (!html.includes(SCRIPT)) throw new Error('The page does not load the app.');
        return html.replace(SCRIPT, `${SCRIPT}fetchpriority="low" `);
      },
    },
  };
}
