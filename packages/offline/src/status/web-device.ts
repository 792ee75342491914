/** What the browser says of its storage and of its background work. */
export interface Device {
  /** Whether the browser keeps the data when it needs room; `undefined` where it does not say so. */
  persisted(): Promise<boolean | undefined>;
  /** Asks the browser, which may ask the user. */
  persist(): Promise<boolean | undefined>;
  /** Whether a service worker of the app may be started for a sync. */
  sendsInBackground(): Promise<boolean>;
}

export function webDevice(): Device {
  // Absent on a server, and in pages without HTTPS.
  const { storage, serviceWorker, permissions } = (globalThis.navigator ??
    {}) as Partial<Navigator>;
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
