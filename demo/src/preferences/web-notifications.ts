export type NotificationPermissionHere = NotificationPermission | 'missing';

/** Whether the browser lets this page notify the user. */
export function notificationsAre(): NotificationPermissionHere {
  return 'Notification' in globalThis ? Notification.permission : 'missing';
}

/** Asks the user, if the browser has not asked yet. */
export async function allowNotifications(): Promise<NotificationPermissionHere> {
  if (notificationsAre() === 'missing') return 'missing';
  return Notification.requestPermission();
}

/** Shows a notification through the worker, so that it also works on phones. Does nothing where it is not allowed. */
export async function notify(title: string, path: string): Promise<void> {
  if (notificationsAre() !== 'granted') return;
  const worker = await navigator.serviceWorker?.getRegistration();
  await worker?.showNotification(title, {
    tag: 'fireside-needs-you',
    icon: '/icons/fireside-192.png',
    data: { path },
  });
}
