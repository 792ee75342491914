import type { UnsavedWork } from '@holdfast/core';
import {
  createUnsavedWork,
  registerWorker,
  type WorkerRegistration,
} from '@holdfast/offline/register';

/** What a page of the app shows to the test that opened it in a frame. */
export interface Tab {
  /** The version of the worker that was in charge when the page was opened. */
  readonly version: string | null;
  readonly worker: WorkerRegistration;
  readonly unsavedWork: UnsavedWork;
}

const { frameElement } = window;
const url = frameElement?.ownerDocument.documentElement.dataset['worker'] ?? '';
const inCharge = new URL(navigator.serviceWorker.controller?.scriptURL ?? location.href);
const unsavedWork = createUnsavedWork();
const worker = registerWorker({ url, unsavedWork });
const detail: Tab = { version: inCharge.searchParams.get('version'), worker, unsavedWork };
void worker.ready.then(() => frameElement?.dispatchEvent(new CustomEvent('opened', { detail })));
