// Apart from the rest of its entry, so that Workbox loads only when it is needed.
export { registerWorker } from '@holdfast/offline/register';
