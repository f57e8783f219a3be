import { measuresOf, PlanItem, planCatalogue, procedures, RequestState, Track } from '@sigill/domain';
import { execute, receipt } from '../../support/domain/block-case';
import {
  begin,
  found,
  grantingAnswers,
  inForceBefore,
  nextHour,
  opened,
  procedureOf,
  step,
  walk,
} from '../../support/domain/journey';
import { father, instant, mother, partille, teenager, youth } from '../../support/domain/people';

const at = instant('2026-11-23T06:00:00.000Z');
/** `item!` is required; then what its receipt does, in words. */
const lines = (plan: readonly PlanItem[]): readonly string[] =>
  plan.map(({ item, required, effects }) => {
    const words = effects.map((effect) => `${effect.does} ${effect.measure} from ${effect.from}`);
    const name = item.replace(mother.id, 'mother').replace(father.id, 'father');
    return [`${name}${required ? '!' : ''}`, ...words].join(', ');
  });
const decidedPlan = (name: string, track: Track = 'ordinary'): readonly string[] =>
  lines(walk(begin(procedureOf(name), track), 'decided').state.plan);
const noted = 'registry-reference-noted';

describe('the execution plan', () => {
  it.each([
    ['extension.minor', ['minor-access-set!, begin extension from valid-from', noted]],
    ['extension.guardian', ['minor-access-set!, begin extension from valid-from', noted]],
    ['extension-end', ['minor-access-removed!, end extension from valid-from', noted]],
    [
      'block',
      [
        'minor-access-checked!',
        'guardian-blocked:mother!, begin block from valid-from',
        'guardian-blocked:father!, begin block from valid-from',
        noted,
      ],
    ],
    ['block-renewal', ['block-still-set:mother!', 'block-still-set:father!', noted]],
    [
      'block-end',
      [
        'guardian-unblocked:mother!, end block from valid-from',
        'guardian-unblocked:father!, end block from valid-from',
        noted,
      ],
    ],
    [
      'seal.protected-identity',
      [
        'journal-sealed!, begin seal from valid-from',
        'login-locked!, begin lock from valid-from',
        'proxy-links-checked!',
        noted,
      ],
    ],
    ['seal.staff', ['journal-sealed!, begin seal from valid-from', 'login-locked!, begin lock from valid-from', noted]],
    [
      'seal.patient',
      ['journal-sealed!, begin seal from valid-from', 'login-locked!, begin lock from valid-from', noted],
    ],
    [
      'unseal.staff',
      [
        'blocks-checked!',
        'journal-unsealed!, end seal from valid-from',
        'login-unlocked!, end lock from valid-from',
        noted,
      ],
    ],
    [
      'unseal.patient',
      ['journal-unsealed!, end seal from valid-from', 'login-unlocked!, end lock from valid-from', noted],
    ],
  ])('of %s', (name, expected) => expect(decidedPlan(name)).toStrictEqual(expected));

  it.each(['block', 'seal.protected-identity', 'seal.staff'])(
    'of an urgent %s counts from the receipt alone',
    (name) => {
      const urgent = lines(walk(begin(procedureOf(name), 'urgent'), 'called').state.plan);
      expect(urgent.some((line) => line.includes('from receipt'))).toBe(true);
      expect(urgent.some((line) => line.includes('valid-from'))).toBe(false);
    },
  );

  it('of an extension is for one reader, one unit, and its last day', () => {
    const effectsOf = (name: string) => walk(begin(procedureOf(name), 'ordinary'), 'decided').state.plan[0]?.effects;
    const common = {
      does: 'begin',
      measure: 'extension',
      unit: partille.hsaId,
      from: 'valid-from',
      until: '2027-12-31',
    };
    expect(effectsOf('extension.guardian')).toStrictEqual([{ ...common, person: mother.id }]);
    expect(effectsOf('extension.minor')).toStrictEqual([{ ...common, person: teenager.id }]);
  });

  it('of protective measures names no unit and no last day', () => {
    for (const name of ['block', 'seal.protected-identity', 'seal.staff', 'seal.patient'])
      for (const { effects } of walk(begin(procedureOf(name), 'ordinary'), 'decided').state.plan)
        for (const effect of effects) expect(effect).toMatchObject({ does: 'begin', unit: null, until: null });
  });

  it('names nobody: the person is the id behind the colon', () => {
    for (const { name } of procedures)
      for (const { title } of walk(begin(procedureOf(name), 'ordinary'), 'decided').state.plan)
        expect([title.sv, title.en].some((text) => text.includes('Test '))).toBe(false);
  });
});

describe('the plan of a block', () => {
  const blockOf = (others: readonly RequestState[], guardians = [mother]) =>
    opened(procedureOf('block'), 'ordinary', {
      number: 1,
      at,
      others,
      changes: { patient: found(teenager), guardians: guardians.map(found) },
    }).state;

  it('clears the extension of a guardian who is blocked, on the day of the receipt', () => {
    const extension = inForceBefore('extension.guardian', 500);
    expect(lines(blockOf([extension]).plan)).toStrictEqual([
      'minor-access-checked!',
      'minor-access-removed!, end extension from receipt',
      'guardian-blocked:mother!, begin block from valid-from',
      noted,
    ]);
    expect(blockOf([extension]).plan[1]?.effects).toMatchObject([{ person: mother.id, begunBy: extension.id }]);
  });

  it('leaves the extension of another reader alone', () => {
    const others = [inForceBefore('extension.guardian', 500), inForceBefore('extension.minor', 501)];
    expect(lines(blockOf(others, [father]).plan)).toStrictEqual([
      'minor-access-checked!',
      'guardian-blocked:father!, begin block from valid-from',
      noted,
    ]);
  });
});

describe('the plan of an unseal', () => {
  const seal = (name: string, number: number, locks = true) => {
    const journey = opened(procedureOf(name), 'ordinary', {
      number,
      at: instant('2026-10-20T06:00:00.000Z'),
      changes: { patient: found(youth) },
    });
    const answers = {
      ...grantingAnswers(procedureOf(name)),
      ...(name === 'seal.staff' ? { SS4: { answer: locks } } : {}),
    };
    const assessed = step(journey, { action: 'assessment', data: { answers, recommendation: 'grant' } });
    return walk(assessed, 'executed').state;
  };
  const unsealOf = (concerns: RequestState, others: readonly RequestState[]) =>
    lines(
      opened(procedureOf('unseal.staff'), 'ordinary', {
        number: 1,
        at,
        others,
        changes: { patient: found(youth), concerns: concerns.id },
      }).state.plan,
    );

  it('leaves the journal sealed while another seal stands, and the login locked while that seal needs it', () => {
    const [staff, guard] = [seal('seal.staff', 500), seal('seal.protected-identity', 501)];
    expect(unsealOf(staff, [staff, guard])).toStrictEqual([
      'seal-still-set!, end seal from valid-from, end lock from valid-from',
      noted,
    ]);
  });

  it('leaves the login locked for a seal whose own lock is still to be set', () => {
    const staff = seal('seal.staff', 500);
    const journey = walk(
      opened(procedureOf('seal.protected-identity'), 'ordinary', {
        number: 501,
        at: instant('2026-11-20T06:00:00.000Z'),
        changes: { patient: found(youth) },
      }),
      'submitted',
    );
    const sealed = step(journey, execute(receipt('journal-sealed', nextHour(journey.state)))).state;
    expect(unsealOf(staff, [staff, sealed])[0]).toBe(
      'seal-still-set!, end seal from valid-from, end lock from valid-from',
    );
  });

  it('leaves the login locked for a seal whose own lock is still to come', () => {
    const [guard, whole] = [seal('seal.protected-identity', 500), seal('seal.staff', 501)];
    const receipts = Object.fromEntries(Object.entries(whole.receipts).filter(([item]) => item !== 'login-locked'));
    const half: RequestState = { ...whole, state: 'submitted', receipts };
    expect(unsealOf(guard, [guard, half])).toStrictEqual([
      'seal-still-set!, end seal from valid-from, end lock from valid-from',
      noted,
    ]);
  });

  it('unlocks the login where no other seal has locked it', () => {
    const [guard, staff] = [seal('seal.protected-identity', 500), seal('seal.staff', 501, false)];
    expect(unsealOf(guard, [guard, staff])).toStrictEqual([
      'seal-still-set!, end seal from valid-from',
      'login-unlocked!, end lock from valid-from',
      noted,
    ]);
  });

  it('does not unlock what it never locked', () => {
    const staff = seal('seal.staff', 500, false);
    expect(unsealOf(staff, [staff])).toStrictEqual(['journal-unsealed!, end seal from valid-from', noted]);
  });

  it('checks the blocks of a patient under sixteen', () => {
    expect(decidedPlan('unseal.staff')[0]).toBe('blocks-checked!');
    const staff = seal('seal.staff', 500);
    expect(unsealOf(staff, [staff])).not.toContain('blocks-checked!');
  });
});

describe('the catalogue of a plan', () => {
  it.each(procedures.map((procedure) => [procedure.name, procedure] as const))(
    'holds every item of %s',
    (name, procedure) => {
      const catalogue = planCatalogue(procedure).map(({ item }) => item);
      const { state } = walk(begin(procedureOf(name), 'ordinary'), 'decided');
      const items = state.plan.map(({ item }) => item.replace(/:.*$/, ':<person id>'));
      expect(items.filter((item) => !catalogue.includes(item))).toStrictEqual([]);
      expect(new Set(catalogue).size).toBe(catalogue.length);
    },
  );
});

it('a plan does nothing until its receipts come', () => {
  for (const { name } of procedures) {
    const { state, others } = walk(begin(procedureOf(name), 'ordinary'), 'submitted');
    expect(measuresOf([...others, state])).toStrictEqual(measuresOf(others));
  }
});
