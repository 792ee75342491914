/** Shows a number on the icon of the installed app. Browsers that cannot, and windows of a browser, ignore it. */
export function showBadge(count: number): void {
  if (!('setAppBadge' in navigator)) return;
  const shown = count > 0 ? navigator.setAppBadge(count) : navigator.clearAppBadge();
  shown.catch(() => {});
}
