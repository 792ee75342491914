import { sqlStores } from '@holdfast/server/sql';
import { createApp, type AppOptions } from '../app.ts';
import { openConfiguration } from '../configuration.ts';
import type { Database } from '../database/tables.ts';

/**
 * All routes of Fireside's API as Hono has them, such as `GET /api/characters/:id`. The app that registers them never
 * gets a request, so its parts are stand-ins. The routes of the fault lab exist only in development.
 */
export async function routeTable(database: Database): Promise<readonly string[]> {
  const live = await openConfiguration(() => ({}));
  const parts: Partial<AppOptions> = {
    ...{ configuration: live.getSnapshot, database, stores: sqlStores(database) },
    deviceKey: new Uint8Array(32),
    threatSinks: [],
  };
  const options = new Proxy(parts, {
    get: (known, name) =>
      name === 'faultLab' ? undefined : (Reflect.get(known, name) ?? standIn()),
  });
  const { routes } = createApp(options as AppOptions);
  const ofApi = routes.filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'));
  return [...new Set(ofApi.map(({ method, path }) => `${method} ${path}`))].toSorted();
}

/** Has every member, and every member can be called. */
function standIn(): unknown {
  return new Proxy(() => standIn(), {
    get: (_, name) => (name === 'then' || name === Symbol.iterator ? undefined : standIn()),
  });
}
