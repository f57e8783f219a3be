/** What the HTTP contract fixes for the routes that there are. Words are separated by spaces. */
export interface ContractRow {
  /** Of answers that are no problems, the usual one first. */
  readonly status: readonly string[];
  readonly headers?: readonly string[];
  /** Headers of the call, by their names in the document. */
  readonly sent?: readonly string[];
  /** Members of each body that there can be: those required, those not. */
  readonly bodies?: readonly (readonly [required: string, optional: string])[];
  readonly codes: string;
}

const everyRoute = 'invalid-header expectation-failed';
const everyTokened =
  'unauthenticated not-authorized too-many-requests service-unavailable internal-error invalid-query';
const everyBody = 'unsupported-media-type payload-too-large invalid-body';
const everyOpening = `${everyRoute} ${everyTokened} ${everyBody} idempotency-key-reused read-model-behind store-unavailable`;
const everyCommand = `${everyOpening} not-found precondition-required revision-conflict not-allowed-in-state`;
const everyQuestion = `${everyRoute} ${everyTokened} read-model-behind`;
const granting = `unknown-person deceased unit-excluded age-outside-window date-not-allowed not-a-guardian protected-identity
  patient-sealed guardian-blocked no-measure-in-force measure-already-in-force duplicate-request`;

type Bodies = ContractRow['bodies'];

const opening = (bodies: Bodies, codes: string): ContractRow => ({
  status: ['201'],
  headers: ['ETag', 'Idempotency-Replayed', 'Location', 'Sigill-Position'],
  sent: ['IdempotencyKey'],
  bodies,
  codes: `${everyOpening} ${codes}`,
});

const command = (bodies: Bodies, codes = ''): ContractRow => ({
  status: ['200'],
  headers: ['ETag', 'Idempotency-Replayed', 'Sigill-Position'],
  sent: ['IdempotencyKey', 'IfMatch'],
  bodies,
  codes: `${everyCommand} ${codes}`,
});

const question = (codes = '', more: Partial<ContractRow> = {}): ContractRow => ({
  status: ['200'],
  sent: ['SigillPosition'],
  codes: `${everyQuestion} ${codes}`,
  ...more,
});

const ok = (codes = '', more: Partial<ContractRow> = {}): ContractRow => ({
  status: ['200'],
  codes: `${everyRoute} ${codes}`,
  ...more,
});

export const contract: Readonly<Record<string, ContractRow>> = {
  'POST /v1/requests': opening(
    [['procedure patient unit contact', 'guardians concerns validFrom validUntil registryReference']],
    `party-to-case person-number-type ${granting}`,
  ),
  'POST /v1/urgent-requests': opening(
    [['procedure patient unit caller responsibleHead', 'guardians']],
    `party-to-case urgent-not-allowed person-number-type unknown-person deceased age-outside-window not-a-guardian
     measure-already-in-force duplicate-request`,
  ),
  'POST /v1/requests/{id}/assessment': command(
    [['answers recommendation', 'siblings']],
    `incomplete-assessment patient-identity-not-proven ${granting}`,
  ),
  'POST /v1/requests/{id}/consultation': command([['party with heldAt opinion', '']]),
  'POST /v1/requests/{id}/decision': command(
    [['outcome grounds', 'validFrom validUntil reviewBy treatingReason guardians']],
    `consultation-missing same-person no-mandate delegation-not-valid child-objects assessment-blocks-grant ${granting}`,
  ),
  'POST /v1/requests/{id}/submission': command([['signature', '']], 'form-changed receipts-missing'),
  'POST /v1/requests/{id}/execution': command(
    [['receipts', 'note']],
    'extension-still-set guardian-blocked patient-sealed date-not-allowed',
  ),
  'POST /v1/requests/{id}/return': command([['reason errors', '']]),
  'POST /v1/requests/{id}/documentation': command([['recordSystem documentedAt', '']], 'receipts-missing'),
  'POST /v1/requests/{id}/withdrawal': command([['reason', '']]),
  'POST /v1/requests/{id}/correction': command(
    [
      ['step reason receipts', ''],
      ['step reason recordSystem documentedAt', ''],
      ['step revision reason with heldAt opinion', ''],
    ],
    'guardian-blocked patient-sealed date-not-allowed',
  ),
  'POST /v1/requests/{id}/siblings': command([['persons', '']]),
  'POST /v1/requests/{id}/review': command(
    [['reviewBy grounds', '']],
    'no-mandate date-not-allowed no-measure-in-force',
  ),
  'GET /v1/requests/{id}': question('not-found', { headers: ['ETag'] }),
  'GET /v1/requests/{id}/history': question('not-found'),
  'GET /v1/requests/{id}/preview': question('not-found not-allowed-in-state invalid-body'),
  'GET /v1/requests/{id}/form': question('not-found', { headers: ['Content-Disposition'] }),
  'POST /v1/requests/search': question(`${everyBody} person-number-type`, {
    bodies: [
      [
        '',
        'state procedure kind unit track outcome patient caseNumber guardian mine measure openedFrom openedTo overdue figure from to at code action limit cursor',
      ],
    ],
  }),
  'GET /v1/inbox': question('invalid-body'),
  'POST /v1/access/search': question(`${everyBody} unknown-person person-number-type party-to-case`, {
    bodies: [['patient', 'on knownAt']],
  }),
  'POST /v1/access/timeline': question(`${everyBody} unknown-person person-number-type party-to-case`, {
    bodies: [['patient', 'from to knownAt']],
  }),
  'POST /v1/persons': question(`${everyBody} unknown-person person-number-type party-to-case`, {
    bodies: [['number', '']],
  }),
  'POST /v1/register-changes': question(`${everyBody} person-number-type`, {
    bodies: [['patients', '']],
    headers: ['Sigill-Position'],
  }),
  'GET /v1/procedures': ok(everyTokened),
  'GET /v1/procedures/{procedure}': ok(`${everyTokened} not-found`),
  'GET /v1/reports/{name}': question('not-found', { headers: ['Content-Disposition'] }),
  'GET /health/live': ok(),
  'GET /health/ready': { status: ['200', '503'], codes: everyRoute },
  'GET /metrics': ok(),
  'GET /openapi.json': ok(),
  'GET /': ok(),
  'GET /docs': ok(),
  'GET /dev/clock': ok(),
  'POST /dev/clock': ok(`${everyBody} clock-moves-forward-only`, { bodies: [['now', '']] }),
  'GET /dev/mail': ok(),
  'GET /dev/mail/{id}': ok('not-found'),
};

export const viewMembers = `id caseNumber procedure procedureVersion kind track state outcome revision incident patient guardians
  unit concerns endingRequest validFrom validUntil reviewBy registryReference openedAt openedBy contact caller responsibleHead
  assessment siblings consultations decision submission documentation withdrawal returns corrections measures execution form effects deadlines warnings allowedActions`;
