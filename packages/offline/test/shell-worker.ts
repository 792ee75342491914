import { installShell } from '@holdfast/offline/worker';
import { PrecacheController } from 'workbox-precaching';

/** The server's answers, or a page in the place of each, as a server gives it whose session has ended. */
const answers = {
  own: async ({ response }: { readonly response: Response }) => response,
  page: async () => new Response('Sign in', { headers: { 'content-type': 'text/html' } }),
};
const given = new URL(location.href).searchParams.get('answers') as keyof typeof answers;
const page = 'update-worker.js';
installShell({
  precache: new PrecacheController({ plugins: [{ fetchDidSucceed: answers[given] }] }),
  ...{ manifest: [{ url: page, revision: '1' }], page },
});
