import { installReplay, installShell } from '@holdfast/offline/worker';
import { PrecacheController } from 'workbox-precaching';

declare const self: {
  readonly __WB_MANIFEST: string[];
  readonly __ASK_FIRST_MS: number | undefined;
};

const askFirstMs = self.__ASK_FIRST_MS;
installShell({
  precache: new PrecacheController(),
  manifest: self.__WB_MANIFEST,
  images: { maxEntries: 3 },
  ...(askFirstMs === undefined ? {} : { askFirstMs }),
});
installReplay();
