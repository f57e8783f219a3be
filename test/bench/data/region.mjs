// A made-up region in the format of POPULATION_FILE and DIRECTORY_FILE: one file is both. Numbers are from the ranges that
// Skatteverket keeps for tests (birth numbers 238, 239 and 980 to 999); names and HSA-ids are invented.

const organisation = 'SE2321000131';
const dayMs = 86_400_000;
const unitCount = 50;
const birthNumbers = [238, 239, ...Array.from({ length: 20 }, (_, at) => 980 + at)];

/** @param count of patients, all minors on the day @param today ms since 1970
 *  @returns `{ register, units, patients }`: the file's content, who works where, and `{ number, bornMs, protection, guardians }` */
export function makeRegion(count, today, draw) {
  const units = Array.from({ length: unitCount }, (_, at) => unitAt(at + 1));
  const executors = Array.from({ length: 10 }, (_, at) =>
    member(`9${two(at)}`, `executor-${at}`, servicedesk.hsaId, 'executor'),
  );
  const auditor = member('980', 'auditor', null, 'auditor');
  const { patients, population } = peopleOf(count, today, draw);
  const register = {
    provider: { hsaId: `${organisation}-E000000000001`, name: 'Västra Götalandsregionen' },
    units: [...units.map(({ entry }) => entry), servicedesk],
    staff: [...units.flatMap(({ clinicians, head }) => [...clinicians, head]), ...executors, auditor],
    delegations: [],
    population,
  };
  return { register, units, executors, auditor, patients };
}

function unitAt(number) {
  const hsaId = `${organisation}-E0000009910${two(number)}`;
  const clinicians = [1, 2].map((at) => member(`1${two(number)}${at}`, `clinician${at}-${number}`, hsaId, 'staff'));
  const head = member(`2${two(number)}`, `head-${number}`, hsaId, 'decision-maker');
  const entry = {
    hsaId,
    name: `Närhälsan Vårdcentral ${two(number)}`,
    kind: 'primary-care',
    recordSystem: 'AsynjaVisph',
    email: `enhet-${number}@vgr.example`,
    head: head.hsaId,
  };
  return { hsaId, entry, clinicians, head };
}

const servicedesk = {
  hsaId: `${organisation}-E000000992000`,
  name: 'VGR-IT servicedesk',
  kind: 'it',
  recordSystem: null,
  email: 'it@vgr.example',
  head: null,
};

const member = (number, persona, unit, role) => ({
  persona,
  hsaId: `${organisation}-P00000099${number.padStart(4, '0')}`,
  name: `Test Personal-${number}`,
  unit,
  roles: [role],
  email: `${persona}@vgr.example`,
  phone: '010-473 71 00',
  vgrId: `v9${number.padStart(4, '0')}`,
});

/** Families of one to three children; one in ten has one guardian, one in thirty a child with protected identity. */
function peopleOf(count, today, draw) {
  const numbers = new Set();
  const patients = [];
  const population = [];
  while (patients.length < count) {
    const guardians = Array.from({ length: draw.chance(0.1) ? 1 : 2 }, () =>
      numberAt(draw, numbers, today - 48 * 365 * dayMs, today - 25 * 365 * dayMs),
    );
    for (const [at, { number }] of guardians.entries())
      population.push(person(number, `Test Förälder-${population.length}-${at + 1}`));
    const children = Math.min(draw.between(1, 3), count - patients.length);
    for (let child = 0; child < children; child += 1) {
      const born = numberAt(draw, numbers, today - Math.floor(17.9 * 365.25) * dayMs, today - 60 * dayMs);
      const protection = draw.chance(0.03) ? 'secrecy-marking' : 'none';
      const patient = { ...born, protection, guardians: guardians.map(({ number }) => number) };
      patients.push(patient);
      population.push({
        ...person(born.number, `Test Barn-${patients.length}`, protection),
        guardians: patient.guardians,
      });
    }
  }
  return { patients, population };
}

const person = (personalNumber, name, protection = 'none') => ({ personalNumber, name, protection });

/** A number that nobody has yet, of somebody born between the two. */
function numberAt(draw, taken, fromMs, untilMs) {
  for (;;) {
    const bornMs = fromMs + draw.between(0, Math.floor((untilMs - fromMs) / dayMs)) * dayMs;
    const date = new Date(bornMs).toISOString().slice(0, 10).replaceAll('-', '');
    const nine = `${date.slice(2)}${draw.pick(birthNumbers)}`;
    const number = `${date.slice(0, 2)}${nine}${checkDigit(nine)}`;
    if (taken.has(number)) continue;
    taken.add(number);
    return { number, bornMs };
  }
}

/** Luhn's, over the nine digits. */
function checkDigit(nine) {
  const sum = [...nine].reduce((so, digit, at) => {
    const weighed = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return so + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return (10 - (sum % 10)) % 10;
}

const two = (number) => String(number).padStart(2, '0');
