import { grantConditions, procedures, refusalCodes } from '@sigill/domain';
import { refusalOf } from '../../support/domain/asking';
import { situationsAtReceipts } from '../../support/domain/situations-at-receipts';
import { situationsAlongTheWay } from '../../support/domain/situations-along-the-way';
import { situationsAtOpening } from '../../support/domain/situations-at-opening';

const situations = [...situationsAtOpening, ...situationsAlongTheWay, ...situationsAtReceipts];

/** Every procedure in every situation that it can come into, so a new procedure has its rows by itself. */
const rows = procedures.flatMap((procedure) =>
  situations
    .filter(({ applies }) => applies(procedure))
    .map((situation) => [procedure.name, situation.code, situation.name, { procedure, situation }] as const),
);

const codesOf = (name: string): readonly string[] => rows.filter(([one]) => one === name).map(([, code]) => code);

describe('the table of refusals', () => {
  it.each(rows)('%s: %s when %s', (_, code, __, { procedure, situation }) => {
    expect(refusalOf(() => situation.forbidden(procedure))?.code ?? 'allowed').toBe(code);
    expect(refusalOf(() => situation.allowed(procedure))?.code ?? 'allowed').toBe('allowed');
  });

  it.each(refusalCodes)('holds the code %s', (code) => {
    expect(rows.filter(([, one]) => one === code)).not.toHaveLength(0);
  });

  it.each(procedures.map((procedure) => [procedure.name, procedure] as const))(
    'holds %s, with every condition that it names',
    (name, procedure) => {
      const codes = codesOf(name);
      expect(procedure.preconditions.filter((code) => !codes.includes(code))).toStrictEqual([]);
      expect(codes).toContain(
        procedure.decided.by === 'right' ? 'patient-identity-not-proven' : 'assessment-blocks-grant',
      );
      expect(codes.includes('no-measure-in-force')).toBe(procedure.concerns !== null);
      expect(codes.includes('urgent-not-allowed')).toBe(!procedure.urgent);
    },
  );
});

it('judges a grant by these conditions, in this order', () => {
  expect(grantConditions).toStrictEqual([
    'unknown-person',
    'deceased',
    'unit-excluded',
    'age-outside-window',
    'date-not-allowed',
    'not-a-guardian',
    'protected-identity',
    'patient-sealed',
    'guardian-blocked',
    'no-measure-in-force',
    'measure-already-in-force',
    'duplicate-request',
  ]);
});
