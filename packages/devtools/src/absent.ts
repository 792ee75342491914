import type { HoldfastPlugin } from './holdfast-plugin.tsx';
import type { Recorder } from './recording/create-recorder.ts';
import type { Recording } from './recording/recording.ts';

// Stands for `index.ts` in a build for production: it has every name, and its functions do nothing. A page that
// shows a recorded session in production imports `@holdfast/devtools/production`.

export const HoldfastDevtools = (): null => null;

export const holdfastPlugin = (): Pick<HoldfastPlugin, 'id' | 'name'> & { render(): null } => ({
  ...{ id: 'holdfast', name: 'Holdfast' },
  render: () => null,
});

const nothing: Recording = { events: [], dropped: 0, seconds: [], running: [] };

export const createRecorder = (): Recorder => ({
  sink() {},
  attach: () => () => {},
  getSnapshot: () => nothing,
  subscribe: () => () => {},
  clear() {},
});

export const exportSession = (): string => '';

export const replaySession = (): Pick<Recorder, 'getSnapshot' | 'subscribe'> => createRecorder();

export const chromeTracksSink = () => (): void => {};
