const LOOK_MS = 500;
// Read at once: setting up may take longer than the parent process waits.
const startedBy = process.ppid;

/**
 * Calls `stop` once the process that started this one is gone. npm starts a script through a shell, which
 * ends at a SIGTERM and passes none on, so this process gets no signal and has to look. It looks only under
 * npm: a process that a developer started by hand and left goes on.
 */
export function whenLeft(stop) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const looking = setInterval(() => {
    if (process.ppid === startedBy) return;
    clearInterval(looking);
    stop();
  }, LOOK_MS).unref();
}
