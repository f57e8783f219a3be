import { found } from './checked';
import { Copies } from './checked-copies';
import { spoil } from './planting';

let copies: Copies;
beforeAll(async () => (copies = await Copies.make()), 120_000);

describe('of the read models, it names', () => {
  const faults: readonly (readonly [string, string, (request: string) => readonly unknown[]])[] = [
    [
      'a row that was changed',
      `update requests set state = 'executed', due_at = null where request = '<closed>'`,
      (request) => ['I-11', `place-${request}`, null, null, 'requests: a row differs from the log in state'],
    ],
    [
      'a state that was sealed for another row',
      `update requests set sealed = (select sealed from requests where request <> '<closed>') where request = '<closed>'`,
      (request) => ['I-11', `place-${request}`, null, null, 'requests: a row differs from the log in sealed'],
    ],
    [
      'a row that is missing',
      `delete from milestones where request = '<closed>' and milestone = 'closed'`,
      (request) => ['I-11', `place-${request}`, null, null, 'milestones: a row that the log gives is missing'],
    ],
    [
      'a row too many',
      `insert into inbox select '<closed>', action, audience, unit, procedure, since, due from inbox limit 1`,
      (request) => ['I-11', `place-${request}`, null, null, 'inbox: a row that the log does not give'],
    ],
    [
      'an effect that was said to be sent',
      `insert into effects select '00000000-0000-4000-8000-000000000000', request, asked, kind, template, state, at, folded
         from effects where request = '<closed>' limit 1`,
      () => [
        'I-11',
        'effect-00000000-0000-4000-8000-000000000000',
        null,
        null,
        'effects: a row that the log does not give',
      ],
    ],
    [
      'a checkpoint ahead of the log',
      'update checkpoint set position = position + 1',
      () => ['I-12', null, null, 70, 'the read models are ahead of the log (69)'],
    ],
  ];

  it.each(faults)('%s', async (_name, sql, expected) => {
    const dataDir = await copies.spoilt();
    const { closed } = copies.requests;
    spoil(dataDir, 'readModels', (db) => {
      db.exec(sql.replaceAll('<closed>', closed));
    });
    expect(await found(dataDir)).toEqual([expected(closed)]);
  });

  it('a milestone that was moved in time', async () => {
    const dataDir = await copies.spoilt();
    spoil(dataDir, 'readModels', (db) => {
      db.exec(
        `update milestones set day = '2020-01-01' where request = '${copies.requests.closed}' and milestone = 'opened'`,
      );
    });
    expect((await found(dataDir)).map(([invariant, , , , what]) => [invariant, what])).toEqual([
      ['I-11', 'milestones: a row differs from the log in day'],
    ]);
  });
});
