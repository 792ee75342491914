const LOOK_MS = 500;
// Taken at once: setting up may take longer than whoever waits for it.
const startedBy = process.ppid;

/**
 * Calls `stop` once whoever started this process is gone. npm starts a script through a shell, which ends
 * at a SIGTERM and passes none on, so there is nothing to hear and one has to look. Only under npm: what
 * somebody started by hand and left is meant to go on.
 */
export function whenLeft(stop) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const looking = setInterval(() => {
    if (process.ppid === startedBy) return;
    clearInterval(looking);
    stop();
  }, LOOK_MS).unref();
}
