import { createCell, createHoldfast, defineWrite, fetchTransport } from '@holdfast/core';
import { addRequest, createOutbox } from '@holdfast/offline';
import {
  createUnsavedWork,
  purgeShell,
  recoverChunks,
  registerWorker,
} from '@holdfast/offline/register';
import * as z from 'zod/mini';

const version = String(import.meta.env['VITE_VERSION']);
const find = (selector: string): HTMLElement => document.querySelector(selector) ?? document.body;
find('h1').textContent = `Version ${version}`;

const unsavedWork = createUnsavedWork();
const worker = registerWorker({ url: '/worker.js', unsavedWork });
const chunks = recoverChunks({ worker });
const holdfast = createHoldfast({
  ...{ transport: fetchTransport(), baseUrl: '/api/', identity: createCell({ subject: 'ann' }) },
  outbox: createOutbox,
});
const { outbox } = holdfast;
const addNote = defineWrite('note.add', {
  input: z.string(),
  request: (text) => ({ method: 'POST', path: 'notes', json: { text } }),
  lane: () => 'notes',
  offline: 'queue',
});

let takeBack: (() => void) | undefined;
find('#note').addEventListener('input', () => {
  takeBack ??= unsavedWork.declare('a note');
});

const show = (text: string): void => void (find('#story').textContent = text);
const open = async (load: () => Promise<{ readonly story: string }>): Promise<void> => {
  try {
    show((await load()).story);
  } catch (error) {
    show((error as { readonly code?: string }).code ?? 'The story did not load');
  }
};
const importStory = (): Promise<{ readonly story: string }> => import('./story.ts');
find('#load').addEventListener('click', () => void open(() => chunks.load(importStory)));
find('#plain').addEventListener('click', () => void open(importStory));

const app = {
  ...{ worker, outbox, purgeShell },
  save() {
    takeBack?.();
    takeBack = undefined;
  },
  send: (text: string) =>
    addRequest(outbox, new Request('/api/notes', { method: 'POST', body: text }), {
      lane: 'notes',
    }).then(({ synced }) => synced),
  /** Runs the operation, and says on which rung it ended. */
  run: (text: string, traceparent: string) =>
    holdfast.run(addNote, text, { traceparent }).then(({ kind }) => kind),
  /** The width of an image, or 0 when it did not load. */
  image: (source: string) =>
    new Promise<number>((resolve) => {
      const image = new Image();
      image.addEventListener('load', () => resolve(image.naturalWidth));
      image.addEventListener('error', () => resolve(0));
      image.src = source;
    }),
};
export type VersionedApp = typeof app;
Object.assign(globalThis, { app });
