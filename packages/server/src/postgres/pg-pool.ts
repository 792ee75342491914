import type { PostgresPool } from 'kysely';

/** The parts of a `Pool` of the `pg` package that the dialect uses. */
export interface PgPool extends PostgresPool {
  readonly options: {
    readonly max?: number;
    readonly connectionTimeoutMillis?: number | undefined;
    /** Whether a connection sends a statement while earlier ones are under way. */
    readonly pipeline?: boolean | undefined;
  };
  readonly totalCount: number;
  on(event: 'error', listener: () => void): unknown;
  on(event: 'connect' | 'remove', listener: (client: PgClient) => void): unknown;
}

export interface PgClient {
  on(event: 'error', listener: () => void): unknown;
  /** Not documented, and the one way to end a connection whose server answers nothing. */
  readonly connection?: { readonly stream?: { destroy(): unknown } };
}
