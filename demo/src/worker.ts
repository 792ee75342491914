import { installReplay, installShell } from '@holdfast/offline/worker';
import { PrecacheController } from 'workbox-precaching';
import { followNotifications } from './worker/web-notification-press.ts';
import { takeShares } from './worker/web-share.ts';

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: string[] };

// Every page of Fireside is the same shell. The worker never answers for the API.
takeShares(self);
installShell({ precache: new PrecacheController(), manifest: self.__WB_MANIFEST });
installReplay();
followNotifications(self);
