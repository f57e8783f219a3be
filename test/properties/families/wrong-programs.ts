import { AccessFacts, FileEvent, Instant, legalDateOf, RequestState, TracedMeasure } from '@sigill/domain';
import { daysFrom } from '../../domain/access/days';
import { deathFromTheDayItWasSeen, sealForGuardiansOnly } from '../../domain/access/wrong-rules';
import { Program, theProgram } from './program';

type AccessRule = Program['accessOn'];

const accessOver =
  (changed: (facts: AccessFacts) => AccessFacts): Program['accessOn'] =>
  (facts, ...asked) =>
    theProgram.accessOn(changed(facts), ...asked);

const withMeasures = (change: (measure: TracedMeasure) => TracedMeasure | null): Program => ({
  ...theProgram,
  measuresOf: (requests) => theProgram.measuresOf(requests).flatMap((one) => change(one) ?? []),
});

const withRequests = (change: (request: RequestState) => RequestState): Program => ({
  ...theProgram,
  measuresOf: (requests) => theProgram.measuresOf(requests.map(change)),
});

const withReceipts = (change: (receipt: RequestState['receipts'][string], of: RequestState) => Instant): Program =>
  withRequests((request) => ({
    ...request,
    receipts: Object.fromEntries(
      Object.entries(request.receipts).map(([item, one]) => [item, { ...one, performedAt: change(one, request) }]),
    ),
  }));

const withoutEndings = (ends: (measure: string) => boolean): Program =>
  withRequests((request) => ({
    ...request,
    plan: request.plan.map((item) => ({
      ...item,
      effects: item.effects.filter(({ does, measure }) => does === 'begin' || !ends(measure)),
    })),
  }));

const withAnswers = (change: (answers: AccessFacts['register']) => AccessFacts['register']): Program => ({
  ...theProgram,
  accessOn: accessOver((facts) => ({ ...facts, register: change(facts.register) })),
});

const withEvents = (has: (event: FileEvent) => boolean): Program => ({
  ...theProgram,
  evolvedFile: (file, events) => theProgram.evolvedFile(file, events.filter(has)),
});

const automaticAYearLonger: AccessRule = (facts, on, policies) =>
  theProgram.accessOn(facts, on, [{ ...policies[0], automaticUntilAge: 14 }]);

/** Programs that are wrong, each in one way: the oracle finds every one of them. */
export const wrongPrograms: readonly (readonly [string, Program])[] = [
  ['counts a measure from when it was told, not from when it was done', withReceipts(({ at }) => at)],
  [
    'counts an urgent measure from the day of the call, whatever the receipt says',
    withRequests((request) =>
      request.track === 'urgent'
        ? {
            ...request,
            plan: request.plan.map((item) => ({
              ...item,
              effects: item.effects.map((one) => ({ ...one, from: 'valid-from' as const })),
            })),
          }
        : request,
    ),
  ],
  [
    'counts a measure from its receipt, before its first day',
    withRequests((request) => ({ ...request, validFrom: '2000-01-01' as RequestState['validFrom'] })),
  ],
  ['keeps voided receipts', withEvents((one) => one.of === 'register' || one.event.type !== 'ExecutionCorrected')],
  [
    'lets a measure last a day too long',
    withMeasures((one) => ({ ...one, until: one.until && daysFrom(one.until, 1) })),
  ],
  [
    'leaves out the last day of an extension',
    withMeasures((one) => (one.kind === 'extension' ? { ...one, until: one.until && daysFrom(one.until, -1) } : one)),
  ],
  ['never lifts a block', withoutEndings((measure) => measure === 'block')],
  ['never ends an extension before its last day', withoutEndings((measure) => measure === 'extension')],
  ['unseals the journal and never the login', withoutEndings((measure) => measure === 'lock')],
  ['takes the lock for a part of the seal', withMeasures((one) => (one.kind === 'lock' ? null : one))],
  ['counts days in UTC', withReceipts(({ performedAt }) => `${performedAt.slice(0, 10)}T10:00:00.000Z` as Instant)],
  ['knows at every moment what the register has said since', { ...theProgram, knownBy: (answers) => answers }],
  [
    'forgets what was seen at the very instant',
    {
      ...theProgram,
      knownBy: (answers, at) => theProgram.knownBy(answers, new Date(Date.parse(at) - 1).toISOString() as Instant),
    },
  ],
  ['judges every day by the newest answer of the register', withAnswers((answers) => answers.slice(-1))],
  [
    'sees a change of the register a day late',
    withAnswers((answers) =>
      answers.map((one) => ({ ...one, at: `${daysFrom(legalDateOf(one.at), 1)}T10:00:00.000Z` as Instant })),
    ),
  ],
  [
    'forgets the death of a guardian',
    withAnswers((answers) =>
      answers.map((one) => ({ ...one, guardians: one.guardians.map((who) => ({ ...who, deceasedOn: null })) })),
    ),
  ],
  [
    'forgets the protection of guardians',
    withAnswers((answers) =>
      answers.map((one) => ({
        ...one,
        guardians: one.guardians.map((who) => ({ ...who, protection: 'none' as const })),
      })),
    ),
  ],
  [
    'tells nothing of former guardians',
    {
      ...theProgram,
      accessOn: (facts, ...asked) =>
        theProgram
          .accessOn(facts, ...asked)
          .filter(
            ({ reader, relation }) =>
              relation === 'self' || facts.register.at(-1)?.guardians.some(({ id }) => id === reader),
          ),
    },
  ],
  ['lets the patient read a sealed journal', { ...theProgram, accessOn: sealForGuardiansOnly }],
  ['counts a death from the day it was seen', { ...theProgram, accessOn: deathFromTheDayItWasSeen }],
  ['ends the automatic access a year late', { ...theProgram, accessOn: automaticAYearLonger }],
  [
    'takes a leap birthday to be on 1 March',
    {
      ...theProgram,
      accessOn: (facts, ...asked) =>
        theProgram.accessOn(
          facts.patient.birthDate.endsWith('-02-29')
            ? {
                ...facts,
                patient: { ...facts.patient, birthDate: `${facts.patient.birthDate.slice(0, 4)}-03-01` as never },
              }
            : facts,
          ...asked,
        ),
    },
  ],
];
