/** Scenarios that a developer wants often. Each is the JSON that `npm run chaos` and the tests play, too. */
export const PRESETS: Readonly<Record<string, object>> = {
  'Offline for 10 s': { seed: 1, steps: [{ forMs: 10_000, network: { offline: true } }] },
  'Slow network': { seed: 1, steps: [{ network: { delayMs: [800, 3_000] } }] },
  'Every third answer is cut': { seed: 1, steps: [{ network: { cutAnswer: 0.33 } }] },
  'Server busy (503) for 10 s': { seed: 1, steps: [{ forMs: 10_000, answers: { 503: 1 } }] },
  'Rate limited (429)': {
    seed: 1,
    steps: [{ forMs: 10_000, answers: { 429: 1, retryAfterMs: 2_000 } }],
  },
  'Server fails after the work (500)': { seed: 1, steps: [{ answers: { 500: 0.5 } }] },
  'Hotel network': { seed: 1, steps: [{ forMs: 10_000, answers: { html: 1 } }] },
  'Full device': { seed: 1, steps: [{ forMs: 10_000, storage: { full: true } }] },
};
