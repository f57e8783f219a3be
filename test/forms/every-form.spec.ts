import { formContentOf, FormOffice, FormContent, procedures, RequestState, Track, vgrPolicies } from '@sigill/domain';
import { renderForm } from '../../libs/adapters/forms/render';
import { begin, nextHour, procedureOf, walk } from '../support/domain/journey';
import { ReadNode, ReadPdf, readPdfs, text } from './read-pdf';

const long = 'Åsa-Öst '.repeat(25).trim();
const office: FormOffice = {
  region: 'Västra Götalandsregionen',
  address: 'VGR-IT, Exempelgatan 1, 000 00 Exempelstad',
  staff: { ordererVgrId: 'v90101', head: 'Maria Jonsson', onBehalfOf: null, unverified: [] },
  policies: vgrPolicies,
};

const stretchedOffice: FormOffice = {
  ...office,
  staff: { ...office.staff, head: long, unverified: ['caller', 'head'] },
};

/** Everybody on it has a name of the longest kind and is protected. */
function stretched(state: RequestState): RequestState {
  const persons = Object.entries(state.persons).map(([id, person]) => [id, { ...person, name: long }]);
  return {
    ...shielded(state),
    unit: { ...state.unit, name: long },
    caller: state.caller && { ...state.caller, name: long },
    persons: Object.fromEntries(persons) as RequestState['persons'],
  };
}

/** The register protects the patient and every guardian. */
function shielded(state: RequestState): RequestState {
  const { patient, guardians } = state.register;
  const protection = 'protected-registration';
  return {
    ...state,
    register: {
      ...state.register,
      patient: { ...patient, protection },
      guardians: guardians.map((guardian) => ({ ...guardian, protection })),
    },
  };
}

const decided = (procedure: string, track: Track): RequestState =>
  walk(begin(procedureOf(procedure), track), 'decided').state;

const cases = procedures.flatMap(({ name, urgent }) =>
  (['ordinary', ...(urgent ? ['urgent' as const] : [])] as const).map(
    (track) => [`${name}, ${track}`, name, track] as const,
  ),
);

const figures = (node: ReadNode | string): readonly ReadNode[] =>
  typeof node === 'string' ? [] : [...(node.role === 'Figure' ? [node] : []), ...node.children.flatMap(figures)];

describe.each(cases)('the form of %s', (_, procedure, track) => {
  const state = decided(procedure, track);
  const contents: readonly FormContent[] = [
    formContentOf(state, null, office),
    formContentOf(shielded(state), { signature: { method: 'decision-record' }, at: nextHour(state) }, office),
    formContentOf(stretched(state), null, stretchedOffice),
  ];
  let read: readonly ReadPdf[];
  beforeAll(async () => {
    const files: Buffer[] = [];
    for (const content of contents) files.push(await renderForm(content));
    read = readPdfs(files);
  });

  it('is one page, of two with names of 200 letters, and loses none of them', () => {
    expect(read.map(({ pages }) => pages.length)).toEqual([1, 1, 2]);
    const letters = (read[2]?.pages ?? [])
      .map(({ tree }) => text(tree))
      .join('')
      .replaceAll(' ', '');
    expect(letters.split(long.replaceAll(' ', '')).length).toBeGreaterThan(2);
  });

  it('has no figure without a text for those who do not see it, and no text outside its structure', () => {
    const pages = read.flatMap((pdf) => pdf.pages);
    const found = pages.flatMap(({ tree }) => figures(tree));
    expect(found.length).toBe(read.length);
    expect(found.filter(({ alt }) => (alt ?? '') === '')).toEqual([]);
    expect(pages.map(({ untagged }) => untagged.trim()).join('')).toBe('');
  });

  it('says where it is sent, who ordered, and that the register protects somebody', () => {
    const [draft = '', sent = '', marked = ''] = read.map(({ pages }) => pages.map(({ tree }) => text(tree)).join(' '));
    for (const one of [draft, sent]) expect(one).toContain(`Blanketten skickas till ${office.address}`);
    expect(draft).toMatch(/VGR-id v9010\d/);
    const isMarked = [draft, sent, marked].map((one) => one.includes('SKYDDADE PERSONUPPGIFTER'));
    expect(isMarked).toEqual([false, true, true]);
    expect([draft, sent].map((one) => one.includes('Patientens underskrift'))).toEqual(
      Array(2).fill(procedure.endsWith('.patient')),
    );
  });
});
