import {
  isMailDomain,
  parseCaseNumber,
  parsePersonalNumber,
  parsePhone,
  parseSha256,
  parseVgrId,
} from '@sigill/domain';

const hash = '0123456789abcdef'.repeat(4);

describe('a telephone number', () => {
  it.each(['112', '010-473 71 00', '+46 (0)10 473 71 00'])('may be %s, and stays as written', (text) =>
    expect(parsePhone(text)).toBe(text),
  );

  it.each(['', '11', '1'.repeat(31), '()-', '   ', '010.473', '010\n473', '٠١٠٤٧٣'])('is never %j', (text) =>
    expect(parsePhone(text)).toBeNull(),
  );
});

describe('a VGR-id', () => {
  it('is three to twenty letters and digits in any case, kept in lower case', () => {
    expect(['v90', 'V90101', 'anbe12', 'A'.repeat(20)].map(parseVgrId)).toEqual([
      'v90',
      'v90101',
      'anbe12',
      'a'.repeat(20),
    ]);
  });

  it.each(['', 'v9', 'a'.repeat(21), 'v90-101', ' v90101', 'åsa12', 'v90101\n'])('is never %j', (text) =>
    expect(parseVgrId(text)).toBeNull(),
  );
});

describe('a case number', () => {
  it('is a year and eight characters in any case, with its dash or without', () => {
    for (const text of ['2026-7K3QX9TM', '2026-7k3qx9tm', '20267K3QX9TM', '20267k3qx9tm'])
      expect(parseCaseNumber(text)).toBe('2026-7K3QX9TM');
  });

  it.each(['', '7K3QX9TM', '2026-7K3QX9T', '2026-7K3QX9TMA', '2026--7K3QX9TM', '2026-7K3QX9TU', '2026-7K3QX9TI\n'])(
    'is never %j',
    (text) => expect(parseCaseNumber(text)).toBeNull(),
  );
});

describe('a SHA-256', () => {
  it('is 64 hexadecimal digits in lower case', () => expect(parseSha256(hash)).toBe(hash));

  it.each(['', hash.slice(1), `${hash}0`, hash.toUpperCase(), hash.replace('0', 'g'), `${hash}\n`])(
    'is never %j',
    (text) => expect(parseSha256(text)).toBeNull(),
  );
});

describe('a personal number in a register', () => {
  it('is twelve digits, whether its holder is born yet or not', () => {
    expect(parsePersonalNumber('201701012393')).toBe('201701012393');
  });

  it.each(['20170101-2393', '1701012393', '201701012394', '201701612393', '20170101T393'])('is never %s', (text) =>
    expect(parsePersonalNumber(text)).toBeNull(),
  );
});

describe('a domain of mail', () => {
  it.each(['vgr.example', 'post.vgr.example', 'xn--vrd-qla.example'])('may be %s', (text) =>
    expect(isMailDomain(text)).toBe(true),
  );

  it.each(['', 'vgr', '10.0.0.1', 'vgr.example.', '-vgr.example', 'VGR.example'])('is never %j', (text) =>
    expect(isMailDomain(text)).toBe(false),
  );
});
