/** How a state looks: its edge, its sign and its colour. Words always stand beside it. */
export type Tone = 'live' | 'queued' | 'stale' | 'offline' | 'blocked' | 'failed' | 'recovering';
