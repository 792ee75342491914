// oxlint-disable-next-line import/no-unassigned-import -- it has to come before every schema
import './start/no-generated-code.ts';
import '@fontsource-variable/atkinson-hyperlegible-next';
import '@fontsource-variable/literata';
import './look/fireside.css';
import { rootHandlers } from '@holdfast/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { startFireside } from './holdfast.ts';

const root = document.querySelector('#root');
if (!root) throw new Error('The page has no #root to stand in.');

const fireside = await startFireside();
createRoot(root, rootHandlers({ sinks: [fireside.holdfast.sink] })).render(
  <StrictMode>
    <App fireside={fireside} />
  </StrictMode>,
);
