import {
  AccessEntry,
  AccessFacts,
  accessOn,
  AccessPolicies,
  emptyFile,
  evolvedFile,
  FileEvent,
  knownBy,
  measuresOf,
  RequestState,
} from '@sigill/domain';
import { answerText } from '../../domain/access/oracle';
import { Lived } from './life';
import { Asked } from './questions';

/** What the oracle is held against: the program's own functions, or others with a planted fault. */
export interface Program {
  readonly evolvedFile: typeof evolvedFile;
  readonly measuresOf: (requests: readonly RequestState[]) => ReturnType<typeof measuresOf>;
  readonly knownBy: typeof knownBy;
  readonly accessOn: typeof accessOn;
}

export const theProgram: Program = { evolvedFile, measuresOf, knownBy, accessOn };

const recordedAt = ({ event }: FileEvent): string => event.data.at;

/** As the questions are answered from the file: its requests by what was recorded, its register by what was known. */
export function linesByProgram(
  program: Program,
  { story, events }: Lived,
  { knownAt, days }: Asked,
  policies: AccessPolicies,
): readonly string[][] {
  const now = program.evolvedFile(emptyFile(), events);
  const recorded = events.filter((one) => recordedAt(one) <= knownAt);
  const then = program.evolvedFile(emptyFile(), recorded);
  const facts: AccessFacts = {
    patient: { id: story.child, birthDate: story.birthDate },
    register: program.knownBy(now.register.answers, knownAt),
    measures: program.measuresOf([...then.requests.values()]),
  };
  return days.map((on) => program.accessOn(facts, on, policies).map(lineOf).sort());
}

const lineOf = ({ reader, service, access, units, reason, ground }: AccessEntry): string =>
  `${reader} ${service} ${answerText(access, units, reason, ground.request)}`;
