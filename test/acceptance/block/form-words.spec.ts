import { Case } from '../../support/case';
import { pdfText } from '../../support/pdf';
import { RunningProgram, startProgram } from '../../support/program';

let program: RunningProgram;
beforeAll(async () => {
  program = await startProgram({
    clockStart: '2026-11-23T08:00:00Z',
    env: { FORM_ADDRESS: 'VGR-IT, Testgatan 7, 000 00 Provköping' },
  });
});

const formOf = async (story: Case): Promise<string> =>
  pdfText((await program.as('clinician-partille').get(`${story.path}/form`)).bytes);

describe('a form', () => {
  it('has the VGR-id of who ordered, from the directory, and the address it is sent to', async () => {
    const story = await Case.open(program);
    await story.to('submitted');
    const form = await formOf(story);
    expect(form).toContain('Namn Karin Vik VGR-id v90101 Telefon 010-473 71 00');
    expect(form).toContain('Blanketten skickas till VGR-IT, Testgatan 7, 000 00 Provköping');
    expect(form).toContain('Ansvarig verksamhetschef Lena Sund');
    expect(form).not.toContain('ej verifierad');
  });

  it('of an urgent case marks the caller and the head whom the directory does not know', async () => {
    const caller = { name: 'Ingen Alls', vgrId: 'zz999', email: 'ingen@vgr.example', phone: '010-473 70 00' };
    const story = await Case.call(program, { caller, responsibleHead: 'Okänd Chef' });
    for (const step of ['execute', 'assess', 'consult', 'decide'] as const) await story[step]();
    const form = await formOf(story);
    expect(form).toContain('Namn Ingen Alls (ej verifierad: finns inte i katalogen)');
    expect(form).toContain('Ansvarig verksamhetschef Okänd Chef (ej verifierad: finns inte i katalogen)');
  });

  it('of an ending that the program opened is ordered by the unit', async () => {
    const story = await Case.call(program, { patient: '202603012382', guardians: ['199503012388'] });
    for (const step of ['execute', 'assess', 'consult'] as const) await story[step]();
    await story.decide({ outcome: 'refused' });
    const ending = await Case.find(program, story.view.endingRequest ?? '');
    const answers = { BE1: { answer: true }, BE2: { answer: true }, BE3: { answer: true } };
    await ending.assess({ answers });
    await ending.consult();
    await ending.decide();
    const form = await formOf(ending);
    expect(form).toContain(`Namn ${ending.view.unit.name} VGR-id – Telefon`);
  });
});
