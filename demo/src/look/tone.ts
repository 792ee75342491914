/** How a state looks: its edge, its colour and its glyph. `live` is quiet on purpose. */
export type Tone = 'live' | 'queued' | 'stale' | 'offline' | 'blocked' | 'failed' | 'recovering';
