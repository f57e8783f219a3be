import { FormContent, formContentOf, FormStaff, personsOnForm, RequestState, vgrPolicies } from '@sigill/domain';
import { stateAfter } from '../../../support/domain/asking';
import { urgentPast } from '../../../support/domain/block-case';
import { begin, procedureOf, walk } from '../../../support/domain/journey';
import { father, head, mother, partille } from '../../../support/domain/people';

const staff: FormStaff = { ordererVgrId: 'v90101', head: head.name, onBehalfOf: null, unverified: [] };
const office = { region: 'Västra Götalandsregionen', policies: vgrPolicies, address: 'VGR-IT, Box 1' };
const draftOf = (state: RequestState, said: Partial<FormStaff> = {}): FormContent =>
  formContentOf(state, null, { ...office, staff: { ...staff, ...said } });

describe('who is on the form', () => {
  const granted = (name: string, changes: Partial<RequestState> = {}): RequestState => ({
    ...walk(begin(procedureOf(name), 'ordinary'), 'decided').state,
    ...changes,
  });

  it('is by name whoever has Minderårig tillgång set or removed', () => {
    const orders = (name: string) => draftOf(granted(name)).orders[0]?.text;
    expect([orders('extension.minor'), orders('extension.guardian'), orders('extension-end')]).toStrictEqual([
      'Sätt Minderårig tillgång för enheten: Test Barn-Fjorton',
      `Sätt Minderårig tillgång för enheten: ${mother.name}`,
      'Ta bort Minderårig tillgång: Test Barn-Fjorton',
    ]);
  });

  it('is one guardian or several, in words that fit', () => {
    const state = granted('block');
    const measures = (one: RequestState) => draftOf(one).measure.split(' ')[0];
    expect([measures(state), measures({ ...state, guardians: [mother.id] })]).toStrictEqual([
      'Vårdnadshavarnas',
      'Vårdnadshavarens',
    ]);
    expect(draftOf(granted('block-end')).measure).toContain('vårdnadshavarnas direktåtkomst');
  });

  it('is the register’s guardians on a seal at protected identity, with the ground as a letter alone', () => {
    const state = granted('seal.protected-identity');
    const letters = ['child-protected', 'custody-under-investigation', 'guardian-protected'].map((answer) => {
      const assessment = state.assessment && { ...state.assessment, answers: { SP1: { answer } } };
      return draftOf({ ...state, assessment }).fields[0];
    });
    const label = 'Grund enligt rutinen (a, b eller c)';
    expect(letters).toStrictEqual(['a', 'b', 'c'].map((value) => ({ label, value })));
    expect(draftOf(state).guardians.map(({ name }) => name)).toStrictEqual([mother.name, father.name]);
    expect(personsOnForm(state)).toStrictEqual([state.patient, mother.id, father.id]);
  });

  it('is marked where the register protects somebody', () => {
    const state = granted('block');
    const [first, ...others] = state.register.guardians;
    if (first === undefined) throw new Error('the register names guardians');
    const guardians = [{ ...first, protection: 'secrecy-marking' as const }, ...others];
    const content = draftOf({ ...state, register: { ...state.register, guardians } });
    expect([content.isProtected, content.patient.isProtected]).toStrictEqual([true, false]);
    expect(content.guardians.map(({ isProtected }) => isProtected)).toStrictEqual([true, false]);
    const alone = draftOf({ ...state, guardians: [father.id], register: { ...state.register, guardians } });
    expect([alone.isProtected, alone.guardians.some(({ isProtected }) => isProtected)]).toStrictEqual([true, false]);
  });

  it('is marked as unverified where the directory does not know the caller or the head', () => {
    const content = draftOf(stateAfter(urgentPast.granted), { unverified: ['caller', 'head'] });
    expect([content.requester.name, content.responsibleHead]).toStrictEqual([
      'Karin Vik (ej verifierad: finns inte i katalogen)',
      `${head.name} (ej verifierad: finns inte i katalogen)`,
    ]);
  });

  it('is the unit that orders an ending which the program opened', () => {
    const state = granted('block-end');
    const by = { hsaId: 'system', name: 'Sigill', role: 'system', unit: null } as const;
    const content = draftOf({ ...state, opened: { ...state.opened, by } }, { ordererVgrId: null });
    expect(content.requester).toMatchObject({ name: partille.name, vgrId: null });
  });
});
