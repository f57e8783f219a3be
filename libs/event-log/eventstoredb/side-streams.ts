/** What the names of streams begin with that stand in the same database and are no part of the log. STORAGE FORMAT */
export const keyStreams = 'key-';
export const formStreams = 'form-';
export const beatStreams = 'beat-';
