import { precacheAndRoute } from 'workbox-precaching';

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: string[] };
precacheAndRoute(self.__WB_MANIFEST);
