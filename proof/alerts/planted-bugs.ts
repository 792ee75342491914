import type { memoryAlertStore } from '@holdfast/server/alerts';

type AnyAlertStore = ReturnType<typeof memoryAlertStore>;

/**
 * Takes every change, also of a server whose lease is lost, and of a server that judged an older version of an alert.
 */
export function withoutFences(store: AnyAlertStore): AnyAlertStore {
  return withoutVersions(withoutEpochs(store));
}

/** Takes the changes of a server whose lease is lost. */
export function withoutEpochs(store: AnyAlertStore): AnyAlertStore {
  return {
    ...store,
    commit: ({ lease: _lease, ...change }, enqueue) => store.commit(change, enqueue),
  };
}

/** Takes changes of alerts that were changed meanwhile. */
export function withoutVersions(store: AnyAlertStore): AnyAlertStore {
  return {
    ...store,
    async commit(change, enqueue) {
      const alerts = await Promise.all(
        change.alerts.map(async (alert) => {
          const kept = await store.alert(alert.fingerprint);
          return { ...alert, version: (kept?.version ?? 0) + 1 };
        }),
      );
      return store.commit({ ...change, alerts }, enqueue);
    },
  };
}

/** Forgets which targets got a notice. */
export function forgettingTold(store: AnyAlertStore): AnyAlertStore {
  return {
    ...store,
    async open(now) {
      const alerts = await store.open(now);
      return alerts.map((alert) =>
        alert.telling ? { ...alert, telling: { ...alert.telling, steps: 0, told: [] } } : alert,
      );
    },
  };
}
