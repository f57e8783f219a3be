import * as people from './people';
import { call, given, open, Situation } from './situation';
import { bup, lerum } from './workplaces';

const { fourteen, fifteen, nine, thirteen, twinOne } = people;

/** Refused at the opening. */
export const openings: readonly Situation[] = [
  {
    code: 'urgent-not-allowed',
    procedure: 'extension.minor',
    when: 'it is called in',
    send: call({ patient: fifteen.child }),
  },
  {
    code: 'urgent-not-allowed',
    procedure: 'unseal.staff',
    when: 'it is called in',
    send: call({ patient: people.adult.child }),
  },
  {
    code: 'person-number-type',
    procedure: 'seal.protected-identity',
    when: 'the child has a coordination number',
    send: open({ patient: '20140381-2389' }),
  },
  {
    code: 'unknown-person',
    procedure: 'seal.protected-identity',
    when: 'the register does not know the child',
    send: async (world, procedure) => {
      await world.register.remove(world.program, people.infant.child);
      return open({ patient: people.infant.child })(world, procedure);
    },
  },
  {
    code: 'deceased',
    procedure: 'block',
    when: 'the child is deceased',
    send: open({ patient: people.deceased.child, guardians: people.deceased.guardians }),
  },
  {
    code: 'unit-excluded',
    procedure: 'extension.guardian',
    when: 'the unit shows nothing',
    send: open({ patient: fourteen.child, guardians: [fourteen.guardians[0]], at: bup }),
  },
  {
    code: 'age-outside-window',
    procedure: 'extension.minor',
    when: 'the child is 9',
    send: open({ patient: nine.child }),
  },
  {
    code: 'age-outside-window',
    procedure: 'block',
    when: 'the patient is 17',
    send: open({ patient: people.seventeen.child, guardians: people.seventeen.guardians }),
  },
  {
    code: 'age-outside-window',
    procedure: 'seal.protected-identity',
    when: 'the patient is 18',
    send: open({ patient: people.eighteen.child }),
  },
  {
    code: 'age-outside-window',
    procedure: 'seal.patient',
    when: 'the patient is 15 and reads nothing',
    send: open({ patient: fifteen.child }),
  },
  {
    code: 'date-not-allowed',
    procedure: 'seal.patient',
    when: 'its first day has passed',
    send: open({ patient: people.seventeen.child, body: { validFrom: '2026-11-22' } }),
  },
  {
    code: 'not-a-guardian',
    procedure: 'block',
    when: 'a step-parent is named',
    send: open({ patient: nine.child, guardians: ['197803012397'] }),
  },
  {
    code: 'protected-identity',
    procedure: 'unseal.staff',
    when: 'the register still protects the child',
    send: given(
      { procedure: 'seal.protected-identity', patient: people.protectedChild.child },
      open({ patient: people.protectedChild.child }),
    ),
  },
  {
    code: 'protected-identity',
    procedure: 'extension.guardian',
    when: 'the guardian is protected',
    send: open({
      patient: people.protectedGuardian.child,
      guardians: [people.protectedGuardian.guardians[0]],
      body: { validFrom: '2027-01-03' },
    }),
  },
  {
    code: 'patient-sealed',
    procedure: 'extension.minor',
    when: 'the child’s account is sealed',
    send: given({ procedure: 'seal.staff', patient: thirteen.child }, open({ patient: thirteen.child })),
  },
  {
    code: 'guardian-blocked',
    procedure: 'extension.guardian',
    when: 'the guardian is blocked',
    send: given(
      { procedure: 'block', patient: twinOne.child, guardians: twinOne.guardians },
      open({ patient: twinOne.child, guardians: [twinOne.guardians[1]] }),
    ),
  },
  ...['extension-end', 'block-renewal', 'block-end', 'unseal.staff', 'unseal.patient'].map((procedure): Situation => ({
    code: 'no-measure-in-force',
    procedure,
    when: 'there is nothing to renew or end',
    send: open({ patient: people.littleSibling.child }),
  })),
  {
    code: 'measure-already-in-force',
    procedure: 'seal.staff',
    when: 'staff have sealed already',
    send: open({ patient: thirteen.child }),
  },
  {
    code: 'measure-already-in-force',
    procedure: 'block',
    when: 'one of the guardians is blocked already',
    send: open({ patient: twinOne.child, guardians: [twinOne.guardians[0]], at: lerum }),
  },
  {
    code: 'duplicate-request',
    procedure: 'seal.staff',
    when: 'the same is open at another unit',
    send: async (world, procedure) => {
      await open({ patient: people.adult.child })(world, procedure);
      return open({ patient: people.adult.child, at: lerum })(world, procedure);
    },
  },
];
