// The panel
/** A button in the corner of the page, and the panel that it opens. */
export { HoldfastDevtools } from './holdfast-devtools.tsx';
export type { HoldfastDevtoolsProps } from './holdfast-devtools.tsx';
export {
  /** The panel as a plugin of TanStack Devtools. */
  holdfastPlugin,
  type HoldfastPlugin,
} from './holdfast-plugin.tsx';
/** Plays scenarios of faults in the page. */
export type { FaultPlayer } from './faults.ts';
/** The functions with which a developer changes an entry of the outbox. */
export type { OutboxDecisions } from './outbox/outbox-decisions.ts';

// Sessions
export {
  /** Keeps the events of a session, also before a panel is mounted. */
  createRecorder,
  type Recorder,
} from './recording/create-recorder.ts';
/** A session so far. */
export type { Recording } from './recording/recording.ts';
/** The session as one JSON file. */
export { exportSession } from './recording/export-session.ts';
/** Reads the file of a session. */
export { replaySession } from './recording/replay-session.ts';

// Sinks
/** Shows what happens as tracks in the performance panel of Chrome. */
export { chromeTracksSink } from './web-chrome-tracks-sink.ts';
