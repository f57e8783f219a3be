import { Schema } from './database';

/** STORAGE FORMAT: another shape means another version.
 *  Positions and revisions without holes, nothing changed, nothing taken away: whoever writes, with whatever SQL.
 *  (`insert or replace` fires no delete trigger, hence the trigger on insert.) */
export const eventsSchema: Schema = {
  applicationId: 0x53_47_4c_45,
  version: 1,
  ddl: `
    create table events (
      position integer primary key,
      stream text not null,
      revision integer not null,
      id text not null unique,
      type text not null,
      data blob not null,
      metadata blob not null,
      unique (stream, revision)
    ) strict;
    create trigger events_grow_at_the_end before insert on events
    when new.position is not (select coalesce(max(position), 0) + 1 from events)
      or new.revision is not (select coalesce(max(revision), -1) + 1 from events where stream = new.stream)
      or exists (select 1 from events where id = new.id)
    begin select raise(abort, 'the log only grows at its end'); end;
    create trigger events_stay before update on events
    begin select raise(abort, 'the log is append-only'); end;
    create trigger events_are_kept before delete on events
    begin select raise(abort, 'the log is append-only'); end;`,
};
