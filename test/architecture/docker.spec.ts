import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readSettings } from '../../libs/adapters/offline';

const read = (file: string): string => readFileSync(resolve('docker', file), 'utf8');
const dockerfile = read('Dockerfile');
const compose = read('compose.yaml');

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

/** The settings that a service is given. */
function environmentOf(service: string): Readonly<Record<string, string>> {
  const [, block = ''] =
    new RegExp(`\n  ${service}:\n(?:.*\n)*?    environment:\n((?:      .*\n)+)`).exec(compose) ?? [];
  return Object.fromEntries(
    [...block.matchAll(/^ {6}([A-Z_]+): (.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
}

describe('the image and the compose file', () => {
  it('pin every image', () => {
    expect([...floating(dockerfile), ...floating(compose)]).toEqual([]);
  });

  it('hold no secret', () => {
    expect([...givenSecrets(dockerfile), ...givenSecrets(compose)]).toEqual([]);
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

  it('give settings that production takes', () => {
    const ofImage = { NODE_ENV: 'production', HOST: '0.0.0.0', DATA_DIR: join('/', 'var', 'lib', 'sigill') };
    const given = environmentOf('sigill');
    expect(Object.keys(given).length).toBeGreaterThan(8);
    const reading = readSettings({ ...ofImage, ...given }, () => 'x');
    expect(reading.ok ? [] : reading.faults).toEqual([]);
  });
});
