// Runs on the Node of the machine, before the pinned Node is installed. So it has no dependencies and no
// TypeScript.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';
import { afterEnd } from './restart-state.mjs';
import { whenLeft } from './when-left.mjs';

const endsWithParent = new URL('end-with-parent.mjs', import.meta.url).href;

/**
 * Runs a server of Node and keeps it running: it says when the server was killed or ended by itself, starts it again
 * after a pause, and gives up when that does not help. `r` and Enter, and SIGUSR2, start it anew at once. SIGINT and
 * SIGTERM end both cleanly; SIGHUP goes to the server, which reads its settings again. With `waits` a server that is
 * given up stays down until it is started anew. Returns the function that starts it anew, and the function that ends
 * both.
 */
export function supervise({ name, args, cwd, env, ready, waits = false, say = console.log }) {
  let restarts = 0;
  let child;
  let pause;
  /** The last request of this process to the server: `stop` or `restart`. */
  let asked;

  const start = () => {
    pause = undefined;
    asked = undefined;
    const began = Date.now();
    let wasReady = false;
    // In a group of its own: Ctrl-C reaches this process alone, which then asks the server to stop, once.
    child = spawn('node', ['--import', endsWithParent, ...args], {
      // The server tells telemetry of its restart; this process has none.
      ...{ cwd, env: { ...env, HOLDFAST_RESTARTS: String(restarts) }, detached: true },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    createInterface({ input: child.stdout }).on('line', (line) => {
      wasReady ||= ready.test(line);
      process.stdout.write(`${line}\n`);
    });
    child.on('error', (error) => say(`${name} cannot be started: ${error.message}`));
    child.on('close', (code, signal) => {
      child = undefined;
      if (asked === 'stop') return leave(code, signal);
      if (asked === 'restart') return start();
      const how = signal ? `was killed (${signal})` : `ended by itself (exit code ${code})`;
      const next = afterEnd({ restarts, wasReady, ranMs: Date.now() - began });
      restarts = next.restarts;
      if (next.kind === 'give-up' && waits) {
        return say(`${name} ${how}. It waits for a change of its code, or for r and Enter.`);
      }
      if (next.kind === 'give-up') {
        if (wasReady || restarts > 0) say(`${name} ${how}. It ended too often, so it stays down.`);
        return leave(code || 1, signal);
      }
      say(`${name} ${how}. Starting it again in ${next.delayMs / 1000} s (${restarts} of 5) …`);
      pause = setTimeout(start, next.delayMs);
    });
  };
  const stop = (signal) => {
    clearTimeout(pause);
    if (!child) return leave(0);
    asked = 'stop';
    child.kill(signal);
  };
  const restart = () => {
    say(`Starting ${name} anew …`);
    restarts = 0;
    if (child) {
      asked = 'restart';
      child.kill('SIGTERM');
      return;
    }
    clearTimeout(pause);
    start();
  };

  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop(signal));
  process.on('SIGHUP', () => child?.kill('SIGHUP'));
  process.on('SIGUSR2', restart);
  whenLeft(() => stop('SIGTERM'));
  const keys = createInterface({ input: process.stdin });
  keys.on('line', (line) => {
    if (line.trim() === 'r') restart();
  });
  // A readline on a terminal takes Ctrl-C for itself.
  keys.on('SIGINT', () => stop('SIGINT'));
  if (process.stdin.isTTY) {
    say(`Press r and Enter to start ${name} anew, Ctrl-C to end it.`);
    // The terminal is gone.
    keys.on('close', () => stop('SIGTERM'));
  }
  start();
  return { restart, stop: () => stop('SIGTERM') };
}

function leave(code, signal) {
  process.exit(code ?? 128 + constants.signals[signal]);
}
