/** The look of a state: its edge, its sign and its colour. Words always stand beside it. */
export type Tone = 'live' | 'queued' | 'stale' | 'offline' | 'blocked' | 'failed' | 'recovering';
