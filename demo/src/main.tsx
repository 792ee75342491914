// oxlint-disable-next-line import/no-unassigned-import -- it has to come before every schema
import './start/no-generated-code.ts';
import '@holdfast/react/styles.css';
import './look/fireside.css';
import { rootHandlers } from '@holdfast/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { startFireside } from './holdfast.ts';
import { preloadPage } from './routes.tsx';
import { loadFonts } from './start/web-fonts.ts';
import { keepPartsAtHand } from './start/web-parts-at-hand.ts';
import { speak } from './words/page-words.ts';

const root = document.querySelector('#root');
if (!root) throw new Error('The page has no #root to stand in.');

/**
 * A function, because a part that imports this file waits for every `await` at its top: the German words would wait
 * for the page, and the page for them.
 */
async function start(at: Element): Promise<void> {
  preloadPage(location.pathname);
  const { lang } = document.documentElement; // `look.js` has chosen it.
  const [fireside] = await Promise.all([startFireside(), speak(lang === 'de' ? 'de' : 'en')]);
  createRoot(at, rootHandlers({ sinks: [fireside.holdfast.sink] })).render(
    <StrictMode>
      <App fireside={fireside} />
    </StrictMode>,
  );
  loadFonts();
  keepPartsAtHand();
  if (import.meta.env.DEV) {
    const { showDevtools } = await import('./devtools/show-devtools.tsx');
    showDevtools(fireside);
  }
}

void start(root);
