import '@holdfast/react/styles.css';
import '@holdfast/forms/fields.css';
import './gallery.css';
import { rootHandlers } from '@holdfast/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Gallery } from './gallery.tsx';
import { startLive } from './live/start-live.ts';
import { lookOf } from './look.ts';

const root = document.querySelector('#root');
if (!root) throw new Error('The page has no #root.');

const look = lookOf(location.search);
createRoot(root, rootHandlers()).render(
  <StrictMode>
    <Gallery first={look} live={look.isBare ? undefined : startLive()} />
  </StrictMode>,
);
