import { CommandOf, FieldFault, RegisteredSibling, RequestEvent } from '@sigill/domain';
import { as, Asked, given, stateAfter } from '../../../support/domain/asking';
import { assess, assessed, hour, past, refused, urgentPast, withdrawn } from '../../../support/domain/block-case';
import { along, begin, plainCommand, procedureOf } from '../../../support/domain/journey';
import { child, clinician, halfSibling, mother, requestId, sibling } from '../../../support/domain/people';

type Given = NonNullable<CommandOf<'assessment'>['data']['siblings']>;

const registered: readonly RegisteredSibling[] = [
  { identity: sibling, protection: 'none' },
  { identity: halfSibling, protection: 'secrecy-marking' },
];
const assessing = (siblings: Given) => ({ ...assess, data: { ...assess.data, siblings } });
const asked: Asked = as(clinician, { now: hour(9), siblings: registered });
const inNeed = { person: sibling.id, answer: 'needs-block', note: 'Bor i samma hem.' } as const;
const without = { person: halfSibling.id, answer: 'no-need' } as const;

const event = given(...past.registered)
  .when(assessing([inNeed, without]), asked)
  .event();
const known: readonly RequestEvent[] = [past.registered[0], event];

describe('the siblings of an assessment', () => {
  it('are recorded with the register’s word of their protection, and introduced', () => {
    given(...past.registered)
      .when(assessing([inNeed, without]), asked)
      .then({
        ...assessed,
        persons: [sibling, halfSibling],
        data: {
          ...assessed.data,
          siblings: [
            { ...inNeed, protection: 'none' },
            { ...without, note: null, protection: 'secrecy-marking' },
          ],
        },
      });
    expect(stateAfter(known).said.siblings.map(({ person, request }) => [person, request])).toStrictEqual([
      [sibling.id, null],
      [halfSibling.id, null],
    ]);
  });

  it('are left out of the event where none is named', () => {
    for (const siblings of [[], null])
      given(...past.registered)
        .when({ ...assess, data: { ...assess.data, siblings } }, asked)
        .then(assessed);
  });

  const fault = (pointer: string, code: FieldFault['code']): FieldFault => ({ pointer, code });
  it.each([
    [
      'a person who is no child of theirs',
      [inNeed, { ...without, person: mother.id }],
      fault('/siblings/1/person', 'not-in-the-case'),
    ],
    ['the patient', [{ ...inNeed, person: child.id }], fault('/siblings/0/person', 'not-in-the-case')],
    ['a number that nobody has', [{ ...inNeed, person: null }], fault('/siblings/0/person', 'not-in-the-case')],
    ['the same child twice', [inNeed, { ...without, person: sibling.id }], fault('/siblings/1/person', 'repeated')],
  ] as const)('cannot be %s', (_, siblings, expected) => {
    given(...past.registered)
      .when(assessing(siblings), asked)
      .refused('invalid-body', expected);
  });

  it.each(['seal.protected-identity', 'seal.staff', 'extension.minor', 'seal.patient'])(
    'are not asked for by %s',
    (name) => {
      const journey = begin(procedureOf(name), 'ordinary');
      const plain = plainCommand('assessment', journey, hour(9)) as CommandOf<'assessment'>;
      const command = { ...plain, data: { ...plain.data, siblings: [inNeed] } };
      along(journey)
        .when(command, { siblings: registered })
        .refused('invalid-body', fault('/siblings', 'not-applicable'));
    },
  );
});

describe('the requests opened for siblings', () => {
  const opening = (...persons: (typeof sibling.id)[]) => ({ action: 'siblings', data: { persons } }) as const;
  const opened = [{ person: sibling.id, request: requestId(700) }];
  const done = (changes: Partial<Asked> = {}): Asked => as(clinician, { beside: { opened, refused: [] }, ...changes });

  it('are recorded in one event, with those that could not be opened', () => {
    const refusals = [{ person: halfSibling.id, code: 'deceased' }];
    const recorded = given(...known)
      .when(opening(sibling.id), done({ beside: { opened, refused: refusals } }))
      .event();
    expect([recorded.type, recorded.data]).toStrictEqual([
      'RelatedRequestsOpened',
      { by: clinician, at: recorded.data.at, opened, refused: refusals },
    ]);
    expect(stateAfter([...known, recorded]).said.siblings[0]?.request).toBe(requestId(700));
    given(...known, recorded)
      .when(opening(sibling.id), done())
      .then();
  });

  it('are nothing to record where none could be opened', () => {
    given(...known)
      .when(opening(sibling.id), done({ beside: { opened: [], refused: [] } }))
      .then();
  });

  it.each([
    ['one who is said to need nothing', [sibling.id, halfSibling.id], '/persons/1', 'not-in-the-case'],
    ['one of whom nothing is said', [mother.id], '/persons/0', 'not-in-the-case'],
    ['one twice', [sibling.id, sibling.id], '/persons/1', 'repeated'],
  ] as const)('cannot be for %s', (_, persons, pointer, code) => {
    given(...known)
      .when(opening(...persons), done())
      .refused('invalid-body', { pointer, code });
  });

  it.each([
    ['refused', [...past.refused.slice(0, 3), refused]],
    ['withdrawn', [past.registered[0], event, withdrawn]],
    ['overturned', [...urgentPast.consulted, refused]],
  ] as const)('cannot follow from a case that is %s', (_, events) => {
    given(...events)
      .when(opening(sibling.id), done())
      .refused('not-allowed-in-state');
  });

  it('are opened from a block alone', () => {
    along(begin(procedureOf('seal.protected-identity'), 'ordinary'))
      .when(opening(sibling.id))
      .refused('not-allowed-in-state');
  });
});
