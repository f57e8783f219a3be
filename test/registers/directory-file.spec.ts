import { HsaId, regionNamed } from '@sigill/domain';
import { openDirectory } from '../../libs/adapters/registers/file-directory';
import { faultsOf, fileOf } from './register-folder';

const head = {
  persona: 'head',
  hsaId: 'SE2321000131-P000000990103',
  name: 'Lena Sund',
  unit: 'SE2321000131-E000000990001',
  roles: ['decision-maker'],
  email: 'head@vgr.example',
  phone: '010-473 703 00',
  vgrId: 'v90103',
};
const unit = {
  hsaId: 'SE2321000131-E000000990001',
  name: 'Enhet',
  kind: 'primary-care',
  recordSystem: null,
  email: 'enhet@vgr.example',
  head: head.hsaId,
};
const delegation = {
  by: head.hsaId,
  to: head.hsaId,
  unit: unit.hsaId,
  procedures: ['block-end'],
  from: '2026-01-01',
  until: '2026-12-31',
};
const provider = { hsaId: 'SE2321000131-E000000000001', name: 'Regionen' };
const sound = { provider, units: [unit], staff: [head], delegations: [delegation] };

describe('the directory', () => {
  it('gives everybody of a name and every delegation to a member, in the order of the file', async () => {
    const namesake = { ...head, persona: 'namesake', hsaId: 'SE2321000131-P1', vgrId: 'v01', name: 'LENA SUND' };
    const later = { ...delegation, from: '2027-01-01', until: '2027-12-31' };
    const toOther = { ...delegation, to: namesake.hsaId };
    const content = { ...sound, staff: [head, namesake], delegations: [delegation, toOther, later] };
    const directory = await openDirectory(await fileOf(content), regionNamed('vgr'));
    expect((await directory.staffByName(' lena sund')).map(({ persona }) => persona)).toEqual(['head', 'namesake']);
    expect(await directory.delegations(head.hsaId as HsaId)).toEqual([delegation, later]);
    expect(await directory.delegations('SE2321000131-P2' as HsaId)).toEqual([]);
    directory.close();
  });

  it('tells who is on call; nobody is of whom it does not say so', async () => {
    const doctor = { ...head, persona: 'doctor', hsaId: 'SE2321000131-P1', vgrId: 'v01', onCall: true };
    const not = { ...head, persona: 'not', hsaId: 'SE2321000131-P3', vgrId: 'v03', onCall: false };
    const directory = await openDirectory(await fileOf({ ...sound, staff: [head, doctor, not] }), regionNamed('vgr'));
    expect((await directory.staffList()).map(({ persona, onCall }) => [persona, onCall])).toEqual([
      ...[
        ['head', false],
        ['doctor', true],
        ['not', false],
      ],
    ]);
    directory.close();
  });
});

describe('a fault in the directory file', () => {
  const hsaId = 'an HSA-id (SE, ten digits, -, 1-18 letters and digits)';
  const cases: [string, object, ...string[]][] = [
    ['nothing', sound],
    [
      'an empty file',
      {},
      'units is missing',
      'staff is missing',
      'delegations is missing',
      'provider is not an object',
      'provider.hsaId is missing',
      'provider.name is missing',
    ],
    ['a wrong HSA-id', { ...sound, provider: { ...provider, hsaId: 'E1' } }, `provider.hsaId is not ${hsaId}`],
    [
      'a head who is not staff',
      { ...sound, units: [{ ...unit, head: 'SE2321000131-P1' }] },
      'units[0].head is not in the directory',
    ],
    ['a unit twice', { ...sound, units: [unit, unit] }, 'units[1].hsaId stands in an earlier entry too'],
    [
      'an exclusion without its day',
      { ...sound, units: [{ ...unit, excludedFromDirectAccess: { listedAs: 'Ungdomsmottagningar' } }] },
      'units[0].excludedFromDirectAccess.since is missing',
    ],
    [
      'an exclusion that the region does not list',
      { ...sound, units: [{ ...unit, excludedFromDirectAccess: { listedAs: 'BUP', since: '2016-06-01' } }] },
      'units[0].excludedFromDirectAccess.listedAs is not a line of the region’s list of units that are excluded from direct access',
    ],
    [
      'an exclusion that it lists',
      {
        ...sound,
        units: [{ ...unit, excludedFromDirectAccess: { listedAs: 'Rättspsykiatri', since: '2016-06-01' } }],
      },
    ],
    ['a doctor on call', { ...sound, staff: [{ ...head, onCall: true }] }],
    [
      'a word for a doctor on call',
      { ...sound, staff: [{ ...head, onCall: 'yes' }] },
      'staff[0].onCall is neither true nor false',
    ],
    ['an unknown role', { ...sound, staff: [{ ...head, roles: ['chief'] }] }, 'staff[0].roles[0] is not a role'],
    [
      'a strange address',
      { ...sound, staff: [{ ...head, email: 'Lena <l@vgr.example>' }] },
      'staff[0].email is not one plain e-mail address',
    ],
    [
      'a strange telephone',
      { ...sound, staff: [{ ...head, phone: 'call me' }] },
      'staff[0].phone is not a telephone number of 3-30 characters',
    ],
    [
      'a member of no unit we know',
      { ...sound, staff: [{ ...head, unit: 'SE2321000131-E2' }] },
      'staff[0].unit is not in the directory',
    ],
    [
      'the same member twice',
      { ...sound, staff: [head, { ...head, vgrId: 'V90103' }] },
      'staff[1].hsaId stands in an earlier entry too',
      'staff[1].persona stands in an earlier entry too',
      'staff[1].vgrId stands in an earlier entry too',
    ],
    [
      'a wrong personal number',
      { ...sound, staff: [{ ...head, personalNumber: '19890301-2386' }] },
      'staff[0].personalNumber is not a personal number (twelve digits, right check digit)',
    ],
    [
      'a delegation that ends before it begins',
      { ...sound, delegations: [{ ...delegation, until: '2025-12-31' }] },
      'delegations[0].until lies before from',
    ],
    [
      'a delegation of no procedure',
      { ...sound, delegations: [{ ...delegation, procedures: ['Block'] }] },
      'delegations[0].procedures[0] is not the name of a procedure',
    ],
    [
      'a delegation to a stranger',
      { ...sound, delegations: [{ ...delegation, to: 'SE2321000131-P2' }] },
      'delegations[0].to is not in the directory',
    ],
  ];

  it.each(cases)('is told by its place: %s', async (_name, content, ...lines) => {
    const faults = await faultsOf(openDirectory(await fileOf(content), regionNamed('vgr')));
    expect(faults).toEqual(lines.map((line) => `DIRECTORY_FILE: ${line}`));
  });
});
