/** Opens the page that a notification speaks of, in the window that is open already if there is one. */
export function followNotifications(scope: ServiceWorkerGlobalScope): void {
  scope.addEventListener('notificationclick', (event) => {
    event.notification.close();
    const path: unknown = Reflect.get(Object(event.notification.data), 'path');
    event.waitUntil(open(scope, typeof path === 'string' ? path : '/activity'));
  });
}

async function open(scope: ServiceWorkerGlobalScope, path: string): Promise<void> {
  const url = new URL(path, scope.location.origin).href;
  const [window] = await scope.clients.matchAll({ type: 'window' });
  if (window) await (await window.focus()).navigate(url).catch(() => null);
  else await scope.clients.openWindow(url);
}
