import { createHash, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { karin, publicJwk, seconds, sign, SmallIssuer, testKey } from '../../identity/small-issuer';
import { problemOf } from '../../support/client';
import { runProgram, RunningProgram, startProgram, temporaryFolder } from '../../support/program';
import { families, partille } from '../../support/samples';

/** Production has a log of many processes only over an encrypted connection. */
const embedded = { EVENT_STORE: 'sqlite', EVENTSTORE_URL: '' };
const errorLines = (stderr: string): readonly string[] => stderr.split('\n').filter((line) => line !== '');

describe('a program in production', () => {
  it('does not start on what development forgives, and says each thing in a line', async () => {
    const { code, stdout, stderr } = await runProgram({
      ...embedded,
      NODE_ENV: 'production',
      KEK_FILE: '',
      CLOCK_START: '2026-11-20T08:00:00Z',
      DEBUG: '*',
    });
    expect([code, stdout]).toEqual([1, '']);
    const named = errorLines(stderr).map((line) => line.split(':')[0]);
    expect(named).toEqual([
      ...['SMTP_URL', 'POPULATION_FILE', 'DIRECTORY_FILE', 'OIDC_ISSUER', 'KEK_FILE', 'FORM_ADDRESS'],
      ...['CLOCK_START', 'DEBUG'],
    ]);
  });

  describe('with everything it needs', () => {
    let program: RunningProgram;
    let issuer: SmallIssuer;
    let token: string;

    beforeAll(async () => {
      const key = testKey('one');
      issuer = await SmallIssuer.start();
      issuer.keys = [publicJwk(key)];
      const now = seconds(new Date().toISOString());
      token = await sign(key, { ...karin, iss: issuer.url, aud: 'sigill', iat: now, exp: now + 600, sub: 'karin' });
      const folder = await temporaryFolder();
      const file = async (name: string, content: string) => {
        await writeFile(join(folder, name), content, { mode: 0o600 });
        return join(folder, name);
      };
      program = await startProgram({
        smtp: true,
        env: {
          ...embedded,
          NODE_ENV: 'production',
          MAIL_INTERNAL_DOMAINS: 'vgr.example',
          OIDC_ISSUER: issuer.url,
          FORM_ADDRESS: 'VGR-IT, Box 1, 405 44 Göteborg',
          KEK_FILE: await file('kek', randomBytes(32).toString('hex')),
          POPULATION_FILE: await file('population.json', JSON.stringify({ population })),
          DIRECTORY_FILE: await file('directory.json', JSON.stringify(directory)),
        },
      });
    });
    afterAll(() => issuer.stop());

    it('works for whoever its issuer vouches for', async () => {
      const body = { procedure: 'block', patient: child, unit: partille, guardians: [guardian], contact };
      const send = (authorization: string) => program.anyone.post('/v1/requests', body, { authorization });
      expect((await send(`Bearer ${token}`)).status).toBe(201);
      problemOf(await send(`Bearer ${token.slice(0, -8)}AAAAAAAA`), 401, 'unauthenticated');
    });

    it.each(['/dev/clock', '/dev/mail', '/oidc/token', '/oidc/.well-known/openid-configuration'])(
      'has no %s',
      async (path) => {
        expect((await program.anyone.get(path)).status).toBe(404);
        expect((await program.anyone.post(path, { now: '2030-01-01T00:00:00Z' })).status).toBe(404);
      },
    );
  });

  const [child, guardian] = ['201904152384', families.oneGuardian.guardians[0]];
  const contact = { email: 'a@vgr.example', phone: '010 000' };
  const population = [
    { personalNumber: guardian, name: 'Testo Förälder-Sex', protection: 'none' },
    { personalNumber: child, name: 'Test Barn-23', protection: 'none', guardians: [guardian] },
  ];
  const head = 'SE2321000131-P000000990103';
  const member = { unit: partille, email: 'a@vgr.example', phone: '010 000' };
  const directory = {
    provider: { hsaId: 'SE2321000131-E000000000001', name: 'Västra Götalandsregionen' },
    units: [
      { hsaId: partille, name: 'Partille', kind: 'primary-care', recordSystem: 'Melior', email: 'e@vgr.example', head },
    ],
    staff: [
      { ...member, persona: 'karin', hsaId: karin.employeeHsaId, name: karin.name, roles: ['staff'], vgrId: 'v90101' },
      { ...member, persona: 'lena', hsaId: head, name: 'Lena Sund', roles: ['decision-maker'], vgrId: 'v90103' },
    ],
    delegations: [],
  };
});

describe('a data folder', () => {
  let program: RunningProgram;
  beforeAll(async () => {
    program = await startProgram();
  });

  it('is held by one process: a second is refused in one line, and leaves the first at work', async () => {
    const { code, stdout, stderr } = await runProgram({ DATA_DIR: program.dataDir });
    expect([code, stdout, errorLines(stderr)]).toEqual([1, '', [expect.stringMatching(/^DATA_DIR: .*in use/)]]);
    expect((await program.as('clinician-partille').get('/v1/inbox')).status).toBe(200);
  });

  it('is let go by a stop and by a kill', async () => {
    expect(await program.stop()).toMatchObject({ code: 0, signal: null });
    await program.start();
    expect(await program.kill()).toMatchObject({ code: null, signal: 'SIGKILL' });
    await program.start();
    expect((await program.anyone.get('/health/ready')).status).toBe(200);
  });

  it('is not opened with another key', async () => {
    await program.stop();
    const key = join(await temporaryFolder(), 'kek');
    await writeFile(key, createHash('sha256').update('another').digest('hex'));
    const { code, stderr } = await runProgram({ DATA_DIR: program.dataDir, KEK_FILE: key });
    expect([code, errorLines(stderr)]).toEqual([1, [expect.stringContaining('KEK_FILE')]]);
    await program.start();
  });

  it('is not needed to see that the port is taken', async () => {
    const { code, stderr } = await runProgram({ PORT: new URL(program.url).port });
    expect([code, errorLines(stderr)]).toEqual([1, [expect.stringContaining(new URL(program.url).port)]]);
  });
});

describe('development, where /dev takes no token', () => {
  it.each<Readonly<Record<string, string>>>([
    { HOST: '0.0.0.0', OIDC_ISSUER: 'https://idp.vgr.example' },
    { HOST: '0.0.0.0', NODE_ENV: 'test', OIDC_ISSUER: 'https://idp.vgr.example' },
    { HOST: '::' },
  ])('is not put on the network: %j', async (env) => {
    const { code, stdout, stderr } = await runProgram(env);
    expect([code, stdout, errorLines(stderr)]).toEqual([1, '', [expect.stringMatching(/^HOST: .*loopback/)]]);
  });

  it.each(['Production', 'PRODUCTION', 'prod', 'staging'])(
    'is not what a program runs in that is told %s',
    async (NODE_ENV) => {
      const { code, stdout, stderr } = await runProgram({ NODE_ENV });
      expect([code, stdout, errorLines(stderr)]).toEqual([1, '', [expect.stringMatching(/^NODE_ENV: /)]]);
    },
  );
});

describe('settings that cannot be used', () => {
  it('stop the start, in a line each', async () => {
    const { code, stdout, stderr } = await runProgram({
      PORT: 'http',
      HOST: '0.0.0.0',
      CLOCK_START: 'yesterday',
      LOG_LEVEL: 'loud',
      SMTP_URL: 'smtp://localhost:25',
    });
    expect([code, stdout]).toEqual([1, '']);
    expect(
      errorLines(stderr)
        .map((line) => line.split(':')[0])
        .sort(),
    ).toEqual([...['CLOCK_START', 'EXECUTOR_ADDRESS', 'HOST', 'LOG_LEVEL', 'MAIL_FROM', 'PORT']]);
  });

  it('stop the start where a file is not there', async () => {
    const { code, stderr } = await runProgram({ DIRECTORY_FILE: '/nowhere/directory.json' });
    expect([code, errorLines(stderr)]).toEqual([1, [expect.stringMatching(/^DIRECTORY_FILE: /)]]);
  });
});
