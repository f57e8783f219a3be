import { openBody } from '../../support/case';
import { problemOf } from '../../support/client';
import { RunningProgram, startProgram } from '../../support/program';
import { contact, families, lerum, numberOf, partille, urgentCaller, written } from '../../support/samples';
import { inBothLanguages, faults, Stillness, wordsOf } from '../../support/unchanged';

const { child, guardians } = families.blockOfBoth;

describe('an opening that cannot be used', () => {
  let program: RunningProgram;
  let stillness: Stillness;
  beforeAll(async () => {
    program = await startProgram({ clockStart: '2026-11-20T08:00:00Z' });
    stillness = await Stillness.begin(program);
  });

  const open = (body: unknown, by = 'clinician-partille') =>
    inBothLanguages((language) => program.as(by).post('/v1/requests', body, { 'accept-language': language }));

  it.each<readonly [string, object, string]>([
    ['an unknown field', { extra: 1 }, '/extra unknown-field'],
    ['no procedure', { procedure: undefined }, '/procedure missing'],
    ['an unknown procedure', { procedure: 'blockering' }, '/procedure not-an-option'],
    ['a procedure that is a number', { procedure: 7 }, '/procedure wrong-type'],
    ['a procedure named like a built-in', { procedure: 'toString' }, '/procedure not-an-option'],
    ['no patient', { patient: undefined }, '/patient missing'],
    ['a patient that is null', { patient: null }, '/patient missing'],
    ['a patient that is a number', { patient: 201701012393 }, '/patient wrong-type'],
    ['a patient that is a list', { patient: ['201701012393'] }, '/patient wrong-type'],
    ['a wrong check digit', { patient: '201701012394' }, '/patient wrong-number'],
    ['a number of another form', { patient: '2017-01-01-2393' }, '/patient no-number'],
    ['a number with blanks', { patient: ' 201701012393' }, '/patient no-number'],
    ['a date that never was', { patient: numberOf('20170230', '239') }, '/patient wrong-number'],
    ['birth number 000', { patient: numberOf('20170101', '000') }, '/patient wrong-number'],
    ['a birth in the future', { patient: numberOf('20261121', '239') }, '/patient wrong-number'],
    ['other digits than ours', { patient: '２０１７０１０１２３９３' }, '/patient no-number'],
    ['no guardians', { guardians: undefined }, '/guardians missing'],
    ['guardians that are null', { guardians: null }, '/guardians missing'],
    ['guardians that are one text', { guardians: guardians[0] }, '/guardians wrong-type'],
    ['no guardian', { guardians: [] }, '/guardians wrong-count'],
    ['three guardians', { guardians: [...guardians, '198603012389'] }, '/guardians wrong-count'],
    ['a guardian twice', { guardians: [guardians[0], written(guardians[0])] }, '/guardians repeated'],
    ['a guardian that is no number', { guardians: [guardians[0], '198903012395'] }, '/guardians/1 wrong-number'],
    ['51 guardians', { guardians: Array.from({ length: 51 }, () => guardians[0]) }, '/guardians wrong-count'],
    ['no unit', { unit: undefined }, '/unit missing'],
    ['a unit that is no HSA-id', { unit: 'Partille' }, '/unit no-hsa-id'],
    ['no contact', { contact: undefined }, '/contact missing'],
    ['a contact that is a list', { contact: [contact] }, '/contact wrong-type'],
    ['a contact that is a text', { contact: 'ssk@vgr.example' }, '/contact wrong-type'],
    ['a contact without phone', { contact: { email: contact.email } }, '/contact/phone missing'],
    [
      'two addresses',
      { contact: { ...contact, email: 'a@vgr.example, b@vgr.example' } },
      '/contact/email no-mail-address',
    ],
    [
      'a line break in an address',
      { contact: { ...contact, email: 'a@b.se\r\nBcc: c@d.se' } },
      '/contact/email no-mail-address',
    ],
    [
      'a name with an address',
      { contact: { ...contact, email: 'Ssk <ssk@vgr.example>' } },
      '/contact/email no-mail-address',
    ],
    ['a phone of letters', { contact: { ...contact, phone: 'ring mig' } }, '/contact/phone no-phone'],
    ['a phone too short', { contact: { ...contact, phone: '11' } }, '/contact/phone no-phone'],
    ['an unknown field in the contact', { contact: { ...contact, fax: '1' } }, '/contact/fax unknown-field'],
    ['a day that is none', { validFrom: '2026-02-30' }, '/validFrom no-date'],
    ['a day in another form', { validFrom: '22/11/2026' }, '/validFrom no-date'],
    ['an instant for a day', { validFrom: '2026-11-22T00:00:00Z' }, '/validFrom no-date'],
    ['the last day of all', { validFrom: '9999-12-31' }, '/validFrom no-date'],
    ['a last day for a block', { validUntil: '2027-01-01' }, '/validUntil not-applicable'],
    [
      'a case it concerns, for a block',
      { concerns: '3f0c1a52-6b1e-4b57-9d0a-0f3c8e5a7b11' },
      '/concerns not-applicable',
    ],
    ['a case that is no id', { concerns: 'nej' }, '/concerns no-id'],
    ['a reference too long', { registryReference: 'x'.repeat(101) }, '/registryReference too-long'],
    ['a blank reference', { registryReference: ' ' }, '/registryReference no-text'],
    ['a control character', { registryReference: 'RS\u0007' }, '/registryReference no-text'],
    ['a line break in a reference', { registryReference: 'RS\n2026' }, '/registryReference no-text'],
    ['a sign that the form cannot print', { registryReference: 'RS 😀' }, '/registryReference no-text'],
    ['guardians for a renewal', { procedure: 'block-renewal' }, '/guardians wrong-count'],
    ['a text that is not NFC', { registryReference: 'a\u030a' }, '/registryReference no-text'],
  ])('is refused for %s, by pointer and code', async (_, patch, fault) => {
    const { sv } = await open({ ...openBody(), ...patch });
    expect([sv.status, sv.body.code, faults(sv.body)]).toEqual([400, 'invalid-body', [fault]]);
    expect(wordsOf(sv)).not.toMatch(/\d{8}-?\d{4}/);
  });

  it('names every field that is wrong', async () => {
    const { sv } = await open({ ...openBody(), unit: 1, contact: { email: 'x', phone: 'y' }, extra: true });
    expect([...faults(sv.body)].sort()).toEqual([
      '/contact/email no-mail-address',
      '/contact/phone no-phone',
      '/extra unknown-field',
      '/unit wrong-type',
    ]);
  });

  it.each<readonly [string, string | Buffer]>([
    ['a list', '[]'],
    ['a text', '"block"'],
    ['null', 'null'],
    ['a number', '1'],
    ['nothing', ''],
    ['half of it', '{"procedure":'],
    ['two documents', '{}{}'],
    ['bytes that are no UTF-8', Buffer.from('{"procedure":"bl\u00f6ck"}', 'latin1')],
    ['a NUL', Buffer.from([0])],
    ['ten thousand lists in each other', '['.repeat(10_000) + ']'.repeat(10_000)],
  ])('is refused where its body is %s', async (_, body) => {
    const { sv } = await inBothLanguages((language) => raw(body, { 'accept-language': language }));
    expect([sv.status, sv.body.code]).toEqual([400, 'invalid-body']);
  });

  it.each([
    ['__proto__', '{"__proto__":{"admin":true}}', '/__proto__ forbidden-name'],
    ['a nested __proto__', `{"contact":{"__proto__":{}},"patient":"${child}"}`, '/contact/__proto__ forbidden-name'],
    ['constructor', '{"constructor":{"prototype":{}}}', '/constructor forbidden-name'],
    ['nine levels', `{"contact":${'{"a":'.repeat(8)}1${'}'.repeat(8)}}`, `/contact${'/a'.repeat(7)} too-deep`],
  ])('is refused for %s in its body', async (_, body, fault) => {
    const { sv } = await inBothLanguages((language) => raw(body, { 'accept-language': language }));
    expect([sv.status, sv.body.code, faults(sv.body)]).toEqual([400, 'invalid-body', [fault]]);
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'application/jsonp',
    'application/merge-patch+json',
    'nonsense',
    null,
  ])('is refused as %s', async (type) => {
    const { sv } = await inBothLanguages((language) =>
      raw(JSON.stringify(openBody()), { 'content-type': type, 'accept-language': language }),
    );
    expect([sv.status, sv.body.code]).toEqual([415, 'unsupported-media-type']);
  });

  it('is read as JSON whatever its capitals and parameters', async () => {
    const answer = await raw('{}', { 'content-type': 'Application/JSON; charset="UTF-8"' });
    problemOf(answer, 400, 'invalid-body');
  });

  it('is refused beyond 64 KiB, and read up to there', async () => {
    const padded = (bytes: number) => '{}'.padEnd(bytes);
    const { sv } = await inBothLanguages((language) => raw(padded(65_537), { 'accept-language': language }));
    expect([sv.status, sv.body.code]).toEqual([413, 'payload-too-large']);
    expect((await raw(padded(65_536))).status).toBe(400);
    const chunked = await raw(padded(65_537), { 'content-length': null, 'transfer-encoding': 'chunked' });
    problemOf(chunked, 413, 'payload-too-large');
  });

  it.each([
    ['a coordination number', numberOf('20170161', '239'), 409, 'person-number-type'],
    ['a reserve number', '20170101A39B', 409, 'person-number-type'],
    ['somebody the register does not know', '201902022393', 400, 'invalid-body'],
    ['a number the register does not know', numberOf('20190202', '239'), 409, 'unknown-person'],
    ['a deceased child', families.deceased.child, 409, 'deceased'],
  ])('is refused for %s', async (_, patient, status, code) => {
    const { sv } = await open({ ...openBody(), patient, guardians: families.deceased.guardians });
    expect([sv.status, sv.body.code]).toEqual([status, code]);
    expect(wordsOf(sv)).not.toContain(patient);
  });

  it('is refused for another unit than one’s own, and for roles that never open', async () => {
    const foreign = await open({ ...openBody(), unit: lerum });
    expect([foreign.sv.status, foreign.sv.body.code]).toEqual([403, 'not-authorized']);
    for (const by of ['executor', 'auditor', 'operator']) {
      const { sv } = await open(openBody(), by);
      expect([sv.status, sv.body.code]).toEqual([403, 'not-authorized']);
    }
  });

  it.each<readonly [string, object, string]>([
    ['a caller without VGR-id', { caller: { ...urgentCaller, vgrId: undefined } }, '/caller/vgrId missing'],
    ['a caller with more', { caller: { ...urgentCaller, title: 'dr' } }, '/caller/title unknown-field'],
    ['no caller', { caller: undefined }, '/caller missing'],
    ['no head', { responsibleHead: undefined }, '/responsibleHead missing'],
    ['a name too long', { responsibleHead: 'x'.repeat(201) }, '/responsibleHead too-long'],
    ['a name that the form cannot print', { caller: { ...urgentCaller, name: '张伟' } }, '/caller/name no-text'],
    ['a head that the form cannot print', { responsibleHead: 'Lena\u200dSund' }, '/responsibleHead no-text'],
    ['a first day', { validFrom: '2026-11-22' }, '/validFrom unknown-field'],
    ['a contact', { contact }, '/contact unknown-field'],
    ['a unit that is not there', { unit: 'SE2321000131-E000000999999' }, '/unit not-an-option'],
  ])('is refused on the urgent track for %s', async (_, patch, fault) => {
    const call = { procedure: 'block', patient: child, guardians, unit: partille, caller: urgentCaller };
    const { sv } = await inBothLanguages((language) =>
      program
        .as('executor')
        .post(
          '/v1/urgent-requests',
          { ...call, responsibleHead: 'Lena Sund', ...patch },
          { 'accept-language': language },
        ),
    );
    expect([sv.status, sv.body.code, faults(sv.body)]).toEqual([400, 'invalid-body', [fault]]);
  });

  it.each([
    ['Idempotency-Key', ''],
    ['Idempotency-Key', 'x'.repeat(256)],
    ['Idempotency-Key', 'två ord'],
    ['Idempotency-Key', 'a b'],
  ])('is refused where %s is %j', async (name, value) => {
    const { sv } = await inBothLanguages((language) =>
      program.as('clinician-partille').post('/v1/requests', openBody(), {
        [name]: Buffer.from(value).toString('latin1'),
        'accept-language': language,
      }),
    );
    expect([sv.status, sv.body.code]).toEqual([400, 'invalid-header']);
  });

  it('has left nothing behind', async () => {
    await stillness.hold();
  });

  const raw = (body: string | Buffer, headers: Readonly<Record<string, string | null>> = {}) =>
    program
      .as('clinician-partille')
      .send('POST', '/v1/requests', body, { 'content-type': 'application/json', ...headers });
});
