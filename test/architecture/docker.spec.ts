import { load } from 'js-yaml';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readSettings } from '../../libs/adapters/offline';

const read = (file: string): string => readFileSync(resolve('docker', file), 'utf8');
const dockerfile = read('Dockerfile');
const files = ['compose.yaml', 'compose.small.yaml', 'compose.embedded.yaml'];
const allOfCompose = files.map(read).join('\n');

/** Images with a whole version or a digest; `latest` and half versions mean another image tomorrow. */
const floating = (text: string): readonly string[] =>
  [...text.matchAll(/^(?:\s*#?\s*image: |FROM )(\S+)/gm)]
    .map(([, image = '']) => image)
    .filter((image) => !/:v?[0-9]+[.][0-9]+[.][0-9]+([-.][a-z0-9.-]+)?$|@sha256:[0-9a-f]{64}$/.test(image));

/** Lines that give a secret its value, instead of naming where it is. */
const givenSecrets = (text: string): readonly string[] =>
  text
    .split('\n')
    .filter((line) => /(PASSWORD|SECRET|TOKEN|KEY|KEK)\w*\s*[:=]/.test(line))
    .filter((line) => !/[:=]\s*(\$\{[A-Z_]+:\?\}|\/[\w./-]+)$/.test(line.trimEnd()));

type Mapping = Readonly<Record<string, unknown>>;

interface Service {
  readonly build?: unknown;
  readonly image?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly volumes?: readonly string[];
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly secrets: Mapping;
  readonly volumes: Mapping;
}

/** With what `<<` names merged in, as compose does. */
function merged(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(merged);
  if (typeof node !== 'object' || node === null) return node;
  const { '<<': base = {}, ...own } = Object.fromEntries(Object.entries(node).map(([key, one]) => [key, merged(one)]));
  return { ...(base as Mapping), ...own };
}

const composeFile = (file: string): Compose => merged(load(read(file))) as Compose;

/** The processes of the program: what each is given. */
const processesIn = ({ services }: Compose): readonly Service[] =>
  Object.values(services).filter(({ build }) => build !== undefined);

/** Every setting that the program knows: those of the README's table, and where a secret may be in a file. */
const known = [...readFileSync(resolve('README.md'), 'utf8').matchAll(/^\| `([A-Z_]+)`( \*)? \|/gm)].flatMap(
  ([, name = '', secret]) => (secret === undefined ? [name] : [name, `${name}_FILE`]),
);
const ofNode = ['NODE_EXTRA_CA_CERTS'];
const ofImage = { NODE_ENV: 'production', HOST: '0.0.0.0', DATA_DIR: join('/', 'var', 'lib', 'sigill') };
/** What a secret's file says. */
const said = (path: string): string => (path.endsWith('eventstore-url') ? 'esdb://a:b@c:2113' : 'x');

function faultsIn(environment: Readonly<Record<string, string>>): readonly string[] {
  const strange = Object.keys(environment).filter((name) => !known.includes(name) && !ofNode.includes(name));
  const reading = readSettings({ ...ofImage, ...environment }, { read: said, isOpenToOthers: () => false });
  return [...strange.map((name) => `${name}: no setting`), ...(reading.ok ? [] : reading.faults)];
}

describe('the image and the compose file', () => {
  it('pin every image', () => {
    expect([...floating(dockerfile), ...floating(allOfCompose)]).toEqual([]);
  });

  it('hold no secret', () => {
    expect([...givenSecrets(dockerfile), ...givenSecrets(allOfCompose)]).toEqual([]);
  });

  it('are seen where they do not', () => {
    expect(floating('    image: eventstore/eventstore:latest\nFROM node:24\n  image: mailpit')).toHaveLength(3);
    expect(givenSecrets('      ADMIN_PASSWORD: hunter2\n  KEK_FILE: /run/secrets/kek')).toEqual([
      '      ADMIN_PASSWORD: hunter2',
    ]);
  });

  it('run the program as nobody in particular, without the packages of development', () => {
    const [, last = ''] = dockerfile.split(/^FROM .*AS build$/m)[1]?.split(/^FROM /m) ?? [];
    expect(last).toMatch(/^USER node$/m);
    expect(last).toContain('npm ci --omit=dev --ignore-scripts');
    expect(last).not.toMatch(/COPY (apps|libs|\.) /);
    expect(dockerfile).toMatch(/^ENV NODE_ENV=production /m);
  });

  it('start the program as `npm start` does', () => {
    const { scripts } = JSON.parse(readFileSync(resolve('package.json'), 'utf8')) as { scripts: { start: string } };
    const [, command = '[]'] = /^CMD (.*)$/m.exec(dockerfile) ?? [];
    expect((JSON.parse(command) as readonly string[]).join(' ')).toBe(scripts.start);
  });

  it('copy only what there is', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.*) \S+$/gm)].flatMap(([, files = '']) =>
      files.split(' '),
    );
    expect(copied.filter((file) => !existsSync(resolve(file)))).toEqual([]);
    const sent = read('Dockerfile.dockerignore').split('\n');
    expect(copied.filter((file) => !sent.includes(`!${file}`))).toEqual([]);
  });

  describe.each(files)('%s', (file) => {
    const compose = composeFile(file);

    it('gives settings that the program knows, and all that production needs', () => {
      expect(processesIn(compose).length).toBeGreaterThan(0);
      for (const { environment = {} } of processesIn(compose)) {
        expect(Object.keys(environment).length).toBeGreaterThan(8);
        expect(faultsIn(environment)).toEqual([]);
      }
    });

    it('is seen where a setting is missing, or is none', () => {
      for (const { environment = {} } of processesIn(compose))
        for (const name of ['KEK_FILE', 'OIDC_ISSUER', 'FORM_ADDRESS']) {
          const { [name]: gone, ...rest } = environment;
          expect([gone === undefined, faultsIn(rest).length > 0]).toEqual([false, true]);
          expect(faultsIn({ ...environment, [`${name}S`]: 'x' })).toEqual([`${name}S: no setting`]);
        }
    });

    it('names secrets and volumes that there are', () => {
      for (const { secrets = [], volumes = [] } of Object.values(compose.services)) {
        expect(secrets.filter((name) => !(name in compose.secrets))).toEqual([]);
        const named = volumes.map((volume) => volume.split(':')[0] ?? '').filter((name) => !name.startsWith('.'));
        expect(named.filter((name) => !(name in compose.volumes))).toEqual([]);
      }
    });

    it('gives every process a folder of its own, read-only files beside it, and nobody’s rights', () => {
      const folders = processesIn(compose).map(({ volumes = [] }) =>
        volumes.find((one) => one.endsWith(':/var/lib/sigill')),
      );
      expect(new Set(folders).size).toBe(folders.length);
      for (const service of processesIn(compose)) expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
    });
  });

  it('the cluster has three nodes, two processes for callers and two workers, each node a part of the same', () => {
    const { services } = composeFile('compose.yaml');
    const roles = processesIn(composeFile('compose.yaml')).map(({ environment }) => environment?.['ROLES']);
    expect(roles).toEqual(['api', 'api', 'worker', 'worker']);
    const nodes = Object.entries(services).filter(([name]) => name.startsWith('eventstore-'));
    for (const [name, { environment = {} }] of nodes) {
      const others = nodes.map(([other]) => other).filter((other) => other !== name);
      expect(environment['KURRENTDB_GOSSIP_SEED']).toBe(others.map((other) => `${other}:2113`).join(','));
      expect(environment['KURRENTDB_CLUSTER_SIZE']).toBe('3');
      expect(Object.keys(environment).filter((one) => /INSECURE/.test(one))).toEqual([]);
    }
    expect(nodes).toHaveLength(3);
  });

  it('the load balancer asks whether a process is ready, and knows both', () => {
    const balancer = read('haproxy.cfg');
    expect(balancer).toContain('GET /health/ready');
    expect([...balancer.matchAll(/^ {2}server (\S+) \1:3000$/gm)].map(([, name]) => name)).toEqual(['api-1', 'api-2']);
  });
});
