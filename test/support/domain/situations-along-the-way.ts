import { Answers, barToGrant, Procedure, RefusalCode, RequestCommand, RequestState } from '@sigill/domain';
import { addDays } from '../../../libs/domain/words/dates';
import { begin, grantingAnswers, Journey, nextHour, plainCommand, step, walk } from './journey';
import { clinician, colleague, date, delegation, executor } from './people';
import { Situation } from './situation';

const today = date('2026-11-23');
const yesterday = addDays(today, -1);
const always = (): boolean => true;
const byHead = (procedure: Procedure): boolean => procedure.decided.by === 'head';
const byRight = (procedure: Procedure): boolean => procedure.decided.by === 'right';

const taking = (journey: Journey, command: RequestCommand, facts: Parameters<typeof step>[2] = {}): unknown =>
  step(journey, command, facts);
const at = (procedure: Procedure, state: RequestState['state']): Journey => walk(begin(procedure, 'ordinary'), state);
const plain = (journey: Journey, action: Parameters<typeof plainCommand>[0]): RequestCommand =>
  plainCommand(action, journey, nextHour(journey.state));
const answering = (procedure: Procedure, changes: Answers): RequestCommand => ({
  action: 'assessment',
  data: { answers: { ...grantingAnswers(procedure), ...changes }, recommendation: 'grant' },
});

/** Answers that stand in the way of a grant with this code; null where there are none. */
function answersBarring(procedure: Procedure, code: RefusalCode): Answers | null {
  const all = grantingAnswers(procedure);
  const other = procedure.checklist.flatMap(({ id, answer, options }): readonly Answers[] =>
    answer === 'yes-no'
      ? [{ ...all, [id]: { answer: false } }]
      : (options ?? []).map(({ value }) => ({ ...all, [id]: { answer: value, note: 'Skäl.' } })),
  );
  const none = Object.fromEntries(procedure.checklist.map(({ id }) => [id, { answer: false, note: 'Skäl.' }]));
  return [...other, none].find((answers) => barToGrant(procedure, answers) === code) ?? null;
}

const decidedOn = (procedure: Procedure, answers: Answers): unknown => {
  const assessed = step(begin(procedure, 'ordinary'), answering(procedure, answers));
  const consulted = walk(assessed, 'consulted');
  return taking(consulted, plain(consulted, 'decision'));
};
const deciding = (procedure: Procedure, facts: Parameters<typeof step>[2], reason: object = {}): unknown => {
  const journey = at(procedure, 'consulted');
  const command = plain(journey, 'decision');
  return taking(journey, { ...command, data: { ...command.data, ...reason } } as RequestCommand, facts);
};
const openToDesignees = ({ decided }: Procedure): boolean => decided.by === 'head' && decided.designee;
const barring =
  (code: RefusalCode) =>
  (procedure: Procedure): boolean =>
    byHead(procedure) && answersBarring(procedure, code) !== null;

/** At the steps between the opening and the end. */
export const situationsAlongTheWay: readonly Situation[] = [
  {
    code: 'party-to-case',
    name: 'assessed by the patient',
    applies: always,
    forbidden: (procedure) => {
      const journey = at(procedure, 'registered');
      return taking(journey, plain(journey, 'assessment'), { actorPerson: journey.state.patient });
    },
    allowed: (procedure) => at(procedure, byRight(procedure) ? 'decided' : 'assessed'),
  },
  {
    code: 'not-allowed-in-state',
    name: 'assessed twice',
    applies: always,
    forbidden: (procedure) => {
      const journey = at(procedure, byRight(procedure) ? 'decided' : 'assessed');
      return taking(journey, plain(journey, 'assessment'));
    },
    allowed: (procedure) => at(procedure, byRight(procedure) ? 'decided' : 'assessed'),
  },
  {
    code: 'invalid-body',
    name: 'with an answer to a question that nobody asked',
    applies: always,
    forbidden: (procedure) => taking(at(procedure, 'registered'), answering(procedure, { X0: { answer: true } })),
    allowed: (procedure) => taking(at(procedure, 'registered'), answering(procedure, {})),
  },
  {
    code: 'incomplete-assessment',
    name: 'with no answers at all',
    applies: always,
    forbidden: (procedure) =>
      taking(at(procedure, 'registered'), { action: 'assessment', data: { answers: {}, recommendation: 'grant' } }),
    allowed: (procedure) => taking(at(procedure, 'registered'), answering(procedure, {})),
  },
  {
    code: 'patient-identity-not-proven',
    name: 'without an identity shown',
    applies: byRight,
    forbidden: (procedure) =>
      taking(at(procedure, 'registered'), answering(procedure, { 'identity-shown': { answer: false } })),
    allowed: (procedure) => taking(at(procedure, 'registered'), answering(procedure, {})),
  },
  {
    code: 'consultation-missing',
    name: 'granted where the guardian is said to have been consulted and was not',
    applies: ({ name }) => name === 'extension.minor',
    forbidden: (procedure) => decidedOn(procedure, { ...grantingAnswers(procedure), EM4: { answer: 'consulted' } }),
    allowed: (procedure) => decidedOn(procedure, grantingAnswers(procedure)),
  },
  {
    code: 'consultation-missing',
    name: 'decided before the consultation',
    applies: byHead,
    forbidden: (procedure) => {
      const journey = at(procedure, 'assessed');
      return taking(journey, plain(journey, 'decision'));
    },
    allowed: (procedure) => deciding(procedure, {}),
  },
  {
    code: 'same-person',
    name: 'decided by whoever assessed it',
    applies: byHead,
    forbidden: (procedure) => deciding(procedure, { actor: { ...clinician, role: 'decision-maker' } }),
    allowed: (procedure) =>
      deciding(procedure, { actor: { ...clinician, role: 'decision-maker' } }, { treatingReason: 'Enda läkaren.' }),
  },
  {
    code: 'no-mandate',
    name: 'decided by staff without a delegation',
    applies: byHead,
    forbidden: (procedure) => deciding(procedure, { actor: colleague }),
    allowed: (procedure) => deciding(procedure, {}),
  },
  {
    code: 'delegation-not-valid',
    name: 'decided on a delegation that ended yesterday',
    applies: openToDesignees,
    forbidden: (procedure) =>
      deciding(procedure, { actor: colleague, delegations: [delegation([procedure.name], { until: yesterday })] }),
    allowed: (procedure) =>
      deciding(procedure, { actor: colleague, delegations: [delegation([procedure.name], { until: today })] }),
  },
  ...(['child-objects', 'assessment-blocks-grant'] as const).map((code) => ({
    code,
    name: 'granted against the answers',
    applies: barring(code),
    forbidden: (procedure: Procedure) => decidedOn(procedure, answersBarring(procedure, code) ?? {}),
    allowed: (procedure: Procedure) => deciding(procedure, {}),
  })),
  {
    code: 'form-changed',
    name: 'signed on another paper',
    applies: always,
    forbidden: (procedure) => signing(procedure, 'e'.repeat(64)),
    allowed: (procedure) => signing(procedure, 'd'.repeat(64)),
  },
  {
    code: 'receipts-missing',
    name: 'documented before it is executed',
    applies: always,
    forbidden: (procedure) => {
      const journey = at(procedure, 'submitted');
      return taking(journey, plain(journey, 'documentation'));
    },
    allowed: (procedure) => at(procedure, 'closed'),
  },
  {
    code: 'not-authorized',
    name: 'corrected by somebody of another role',
    applies: always,
    forbidden: (procedure) => correcting(procedure, { actor: clinician }),
    allowed: (procedure) => correcting(procedure, { actor: executor }),
  },
];

const signing = (procedure: Procedure, formSha256: string): unknown => {
  const journey = at(procedure, 'decided');
  const signature = { method: 'paper', signedAt: journey.state.changedAt, signedBy: 'Maria Jonsson', formSha256 };
  return taking(journey, { action: 'submission', data: { signature } } as RequestCommand);
};

const correcting = (procedure: Procedure, facts: Parameters<typeof step>[2]): unknown => {
  const journey = at(procedure, 'executed');
  const [item] = Object.keys(journey.state.receipts);
  const receipts = [{ item: item ?? '', voided: true }];
  return taking(journey, { action: 'correction', data: { step: 'execution', reason: 'Fel.', receipts } }, facts);
};
