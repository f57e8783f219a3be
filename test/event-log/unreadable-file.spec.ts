import { readFileSync, writeFileSync } from 'node:fs';
import { openDatabase } from '@sigill/event-log';
import { temporaryFolder } from './temporary';

const folder = temporaryFolder();
afterAll(folder.remove);

describe('a connection', () => {
  it('names its file when it meets a damaged page, whatever it does then', () => {
    const db = openDatabase(folder.file('a.db'));
    db.exec('create table notes (id integer primary key, text text)');
    const insert = db.prepare('insert into notes (text) values (?)');
    for (let note = 0; note < 50; note += 1) insert.run('n'.repeat(1_000));
    db.exec('pragma wal_checkpoint(truncate)');
    db.close();
    const file = folder.file('a.db');
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(7, 4_096 * 2));
    const named = { name: 'UnreadableFile', file };
    const reading = openDatabase(file, { readOnly: true });
    const all = reading.prepare('select * from notes');
    for (const work of [() => all.all(), () => all.get(), () => [...all.iterate()]])
      expect(work).toThrow(expect.objectContaining(named));
    expect(() => {
      reading.exec('select sum(length(text)) from notes');
    }).toThrow(expect.objectContaining(named));
    reading.close();
  });
});
