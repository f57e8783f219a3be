import { createHash } from 'node:crypto';
import { writeSync } from 'node:fs';
import { theCore } from './implementation';
import { answersOf } from './remembering';

const hash = createHash('sha256').update(answersOf(theCore).join('\n')).digest('hex');
writeSync(1, `${String(new Date(2026, 6, 1).getTimezoneOffset())} ${hash}\n`);
