import { installReplay, installShell } from '@holdfast/offline/worker';
import { PrecacheController } from 'workbox-precaching';

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: string[] };

// Every page of Fireside is the same shell. The worker never answers for the API.
installShell({ precache: new PrecacheController(), manifest: self.__WB_MANIFEST });
installReplay();
