export { registerWorker, type WorkerOptions, type WorkerRegistration } from './register-worker.ts';
export { createUnsavedWork } from './unsaved-work.ts';
export { backgroundSync } from './web-background-sync.ts';
export type { WorkerHost } from './worker-host.ts';
