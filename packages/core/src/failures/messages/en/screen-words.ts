import type { ScreenMessages } from '../screen-messages.ts';

export const connectionWords: ScreenMessages['connection'] = {
  offline: "You're offline.",
  degraded: "The server isn't answering.",
  kept: 'Your changes are saved on this device. They are sent when it works again.',
  unkept: 'Your changes are not saved on this device, so keep this page open.',
  back: 'Back online',
  backSendingOne: 'Back online, sending 1 change…',
  backSendingMany: 'Back online, sending {count} changes…',
  backSentOne: 'Back online, 1 change sent',
  backSentMany: 'Back online, {count} changes sent',
};

export const syncWords: ScreenMessages['sync'] = {
  sendingOne: 'Sending 1 change…',
  sendingMany: 'Sending {count} changes…',
  waitingOne: '1 change is waiting to be sent',
  waitingMany: '{count} changes are waiting to be sent',
  offlineOne: '1 change is waiting for a connection',
  offlineMany: '{count} changes are waiting for a connection',
  stuckOne: '1 change needs you',
  stuckMany: '{count} changes need you',
  behindOne: '1 change waits behind it',
  behindMany: '{count} changes wait behind it',
  unkeptOne: '1 change is not saved on this device yet. Keep this page open.',
  unkeptMany: '{count} changes are not saved on this device yet. Keep this page open.',
};

export const noticeWords: ScreenMessages['notices'] = {
  region: 'Messages',
  storm: '{count} requests failed',
  again: '{count} times',
  members: 'Show each',
  dismiss: 'Close',
  history: 'Earlier messages',
  clear: 'Clear',
  technical: 'Technical detail',
  incident: 'Incident',
};

export const activityWords: ScreenMessages['activity'] = {
  stuck: 'Needs you',
  waiting: 'Waiting',
  sent: 'Sent',
  nothingStuck: 'Nothing needs you.',
  nothingWaiting: 'Nothing is waiting.',
  nothingSent: 'Nothing was sent yet.',
  showAll: 'Show all {count}',
  line: '{state}, written {age}',
  sentLine: 'saved {age}',
  stateSending: 'being sent now',
  stateQueued: 'waiting for its turn',
  stateOffline: 'waiting for a connection',
  stateWaiting: 'next try {due}',
  stateBehind: 'waiting',
  stateBlocked: 'not sent yet',
  stateDead: 'not sent',
  stateUnkept: 'not saved on this device',
  behind: 'This waits for “{head}”, which needs you first.',
  unkept: 'Keep this page open until it is sent.',
  dead: '{failure} It is still on this device.',
  failed: 'Nothing was changed. {failure}',
  tryNow: 'Try now',
  tryAgain: 'Try again',
  edit: 'Edit',
  discard: 'Discard',
  discarded: 'discarded',
  undo: 'Undo',
  tooLate: 'This is being sent right now, so it can no longer be discarded.',
  export: 'Download what is not sent yet',
  technical: 'Technical detail',
};

export const retryWords: ScreenMessages['retry'] = {
  again: 'Try again',
  soon: 'Trying again in {time}',
  wait: 'You can try again in {time}',
  busy: 'Trying again…',
  attempt: 'Attempt {attempt} of {attempts}',
};

export const progressWords: ScreenMessages['progress'] = {
  left: 'About {time} left',
  soon: 'Almost done',
  usual: 'This usually takes {time}',
  longer: 'This is taking longer than usual',
  sending: 'Sending…',
  done: 'Done',
};

export const ageWords: ScreenMessages['age'] = {
  updated: 'Last updated {age}',
  failed: 'Last updated {age}. {failure}',
};

export const conflictWords: ScreenMessages['conflict'] = {
  title: 'There are two versions of {name}',
  titleGone: '{name} was thrown away in the meantime',
  why: 'It was changed in another tab or on another device. Which one do you want to keep?',
  whyGone: 'You changed it here. Do you want to keep your version?',
  mine: 'Yours',
  theirs: 'The other',
  written: 'written {age}',
  keepMine: 'Keep mine',
  keepTheirs: 'Keep the other',
  keepBoth: 'Keep both',
  discardMine: 'Discard mine',
  keptMine: 'You keep yours.',
  keptTheirs: 'You keep the other one.',
  keptBoth: 'You keep both.',
  discardedMine: 'Your version is discarded.',
  undo: 'Undo',
  same: 'Both say the same.',
  nothing: 'Nothing',
  asking: 'Getting the other version…',
  unknown: 'The other version cannot be shown now. {failure}',
  tryAgain: 'Try again',
  failed: 'Nothing was changed. {failure}',
};
