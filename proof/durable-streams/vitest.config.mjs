export default {
  root: import.meta.dirname,
  test: {
    include: ['conformance.mjs'],
    // Many tests wait, for a lifetime to end or for a long poll. Each has streams of its own, so several can wait at once.
    sequence: { concurrent: true },
    maxConcurrency: 20,
    testTimeout: 30_000,
    // A stream that lives for two seconds expires too early for a test when the machine stands still.
    retry: 2,
    watch: false,
  },
};
