/**
 * The requests of a run: four shapes, each this many times, one after another within a shape and parallel between
 * shapes.
 */
export interface AskedShape {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  readonly path: (nth: number) => string;
}

export const SHAPES: readonly AskedShape[] = [
  { method: 'GET', path: () => '/api/notes?after=3' },
  { method: 'GET', path: (nth) => `/api/notes/${nth}` },
  { method: 'PUT', path: (nth) => `/api/notes/${nth}` },
  { method: 'POST', path: () => '/api/notes' },
];
const TIMES = 12;

/**
 * Makes all requests of a run. The answers do not matter: the player records its faults.
 *
 * @param times how often it asks for each shape
 */
export async function askAll(
  ask: (method: AskedShape['method'], path: string) => Promise<unknown>,
  times = TIMES,
): Promise<void> {
  await Promise.all(
    SHAPES.map(async ({ method, path }) => {
      for (let nth = 1; nth <= times; nth += 1) {
        // oxlint-disable-next-line no-await-in-loop -- the nth request of a shape is the nth everywhere
        await ask(method, path(nth)).catch(() => {});
      }
    }),
  );
}
