import type { ReadableLogRecord } from '@opentelemetry/sdk-logs';

type Resource = ReadableLogRecord['resource'];

/** The attributes of a deployment, for example `service.version` and `deployment.environment.name`. */
export type ResourceAttributes = Readonly<Record<string, string>>;

/** The resource that all records and metrics of one sink belong to. */
export function otlpResource(attributes: ResourceAttributes): Resource {
  const resource: Resource = {
    attributes: { ...attributes },
    getRawAttributes: () => Object.entries(attributes),
    // Exporters read a resource, and merge nothing into it.
    merge: () => resource,
  };
  return resource;
}

/** The library that records and metrics come from. One object, since exporters group by it. */
export const SCOPE = { name: '@holdfast/server' } as const;
