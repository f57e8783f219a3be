import { grantConditions } from '@sigill/domain';
import { ProblemCode } from '../../http/problem-texts';
import { RequestsController } from '../../controllers/requests.controller';
import { json, Operation, Operations } from '../operation';

const command = (
  summary: string,
  description: string,
  example: object,
  problems: readonly ProblemCode[] = [],
): Operation => ({ tag: 'Requests', summary, description, manner: 'command', answers: view, problems, example });

const view = json('RequestView');
const at = '2026-11-22T08:00:00.000Z';

export const requestsOperations: Operations<RequestsController> = {
  open: {
    tag: 'Requests',
    summary: 'Open a request',
    description: 'On the ordinary track, for the own unit.',
    manner: 'opening',
    answers: view,
    problems: ['party-to-case', 'person-number-type', ...grantConditions],
    example: {
      procedure: 'block',
      patient: '20170101-2393',
      unit: 'SE2321000131-E000000990001',
      guardians: ['19890301-2386', '19890301-2394'],
      contact: { email: 'ssk@vgr.example', phone: '010-473 71 00' },
    },
  },
  openUrgent: {
    tag: 'Requests',
    summary: 'Open an urgent request',
    description: 'A call that cannot wait: it is executed first, and assessed, decided and signed afterwards.',
    manner: 'opening',
    answers: view,
    problems: [
      'party-to-case',
      'urgent-not-allowed',
      'person-number-type',
      'unknown-person',
      'deceased',
      'age-outside-window',
      'not-a-guardian',
      'measure-already-in-force',
      'duplicate-request',
    ],
    example: {
      procedure: 'block',
      patient: '20180102-2383',
      guardians: ['19860301-2397'],
      unit: 'SE2321000131-E000000990001',
      caller: { name: 'Karin Vik', vgrId: 'v90101', email: 'ssk@vgr.example', phone: '010-473 71 00' },
      responsibleHead: 'Lena Sund',
    },
  },
  assess: command(
    'Record the assessment',
    'Answers to the checklist of the procedure. For a patient’s own request the decision by right is recorded with it.',
    {
      answers: { B4: { answer: true, note: 'Told at the visit.' }, B9: { answer: true } },
      recommendation: 'grant',
      siblings: [{ person: '20220614-2396', answer: 'needs-block', note: 'Lives in the same household.' }],
    },
    ['incomplete-assessment', 'patient-identity-not-proven', ...grantConditions],
  ),
  consult: command(
    'Record that a party was heard',
    'The request is consulted when the required parties have been heard; more may follow.',
    { party: 'head-of-operations', with: 'Lena Sund', heldAt: at, opinion: 'Agrees.' },
  ),
  decide: command(
    'Decide',
    'By the head of the unit, or by a designee with a delegation for the procedure. Whoever assessed does not decide.',
    { outcome: 'granted', grounds: 'Concern for the child.', reviewBy: '2027-05-31' },
    [
      'consultation-missing',
      'same-person',
      'no-mandate',
      'delegation-not-valid',
      'child-objects',
      'assessment-blocks-grant',
      ...grantConditions,
    ],
  ),
  submit: command(
    'Submit the signed form',
    'Renders the form, keeps it, and hands it to the executor by mail.',
    { signature: { method: 'decision-record' } },
    ['form-changed', 'receipts-missing'],
  ),
  execute: command(
    'Record what was executed',
    'Receipts for items of the plan; partial ones are kept.',
    { receipts: [{ item: 'minor-access-checked', performedAt: at, reference: 'AJ-2026-17' }] },
    ['extension-still-set', 'guardian-blocked', 'patient-sealed', 'date-not-allowed'],
  ),
  sendBack: command('Return the form', 'The executor cannot work with it: back to decided, to be submitted anew.', {
    reason: 'The signature is missing.',
    errors: ['missing-signature'],
  }),
  document: command(
    'Record the documentation',
    'The case is documented in the record system and closed.',
    { recordSystem: 'Melior', documentedAt: at },
    ['receipts-missing'],
  ),
  withdraw: command('Withdraw', 'Ends a request that is not to be carried out.', { reason: 'Opened by mistake.' }),
  correct: command(
    'Correct a step',
    'A new event: nothing is erased, the state stays, and the request is marked as an incident. By the role that did the step.',
    { step: 'documentation', reason: 'Wrong system named.', recordSystem: 'AsynjaVisph', documentedAt: at },
    ['guardian-blocked', 'patient-sealed', 'date-not-allowed'],
  ),
  siblings: {
    ...command(
      'Open requests for siblings',
      'One for each, in the file of each child: of the same procedure and unit, of those guardians in the case who are the child’s. The same again opens only what is not there.',
      { persons: ['3f0c1a52-6b1e-4b57-9d0a-0f3c8e5a7b11'] },
    ),
    answers: json('SiblingsAnswer'),
  },
  review: command(
    'Record a review',
    'Of the block or the seal that the request began: it stays, and is to be reviewed again by the day named.',
    { reviewBy: '2027-11-30', grounds: 'The threat remains.' },
    ['no-mandate', 'date-not-allowed', 'no-measure-in-force'],
  ),
};
