/** What the browser says about its storage and about background work. */
export interface Device {
  /** Whether the browser keeps the data when it needs room; `undefined` where it does not say so. */
  persisted(): Promise<boolean | undefined>;
  /** Asks the browser, which may ask the user. */
  persist(): Promise<boolean | undefined>;
  /** Whether a service worker of the app may be started for a sync. */
  sendsInBackground(): Promise<boolean>;
}

// Absent on a server, and in pages without HTTPS.
type Parts = Partial<Pick<Navigator, 'storage' | 'serviceWorker' | 'permissions'>>;

export function webDevice(navigator: Parts | undefined = globalThis.navigator): Device {
  const { storage, serviceWorker, permissions } = navigator ?? {};
  return {
    persisted: async () => storage?.persisted(),
    persist: async () => storage?.persist(),
    async sendsInBackground() {
      const registration = await serviceWorker?.getRegistration();
      if (!registration?.active || !('sync' in registration)) return false;
      const name = 'background-sync' as PermissionName;
      const permission = await permissions?.query({ name }).catch(() => undefined);
      return permission?.state !== 'denied';
    },
  };
}
