const DAY_MS = 86_400_000;

/** The day of a budget: days since 1970, in UTC, so that all servers and devices of a writer agree. */
export const budgetDay = (at: number): number => Math.floor(at / DAY_MS);

/** When the next day of a budget begins. */
export const renewsAt = (at: number): number => (budgetDay(at) + 1) * DAY_MS;
