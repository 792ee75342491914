import type { Context } from 'hono';

/**
 * Makes the browser forget data of the leaving user that no script can reach: pictures in its HTTP cache, and pages
 * that it would show again at a step back. Unsent work in the page's own storage stays; the page asks its user
 * about it.
 */
export function forgetSite(c: Context): void {
  c.header('clear-site-data', '"cache"');
}
