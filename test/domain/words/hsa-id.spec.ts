import { parseHsaId } from '../../../libs/domain/words/hsa-id';

describe('an HSA-id', () => {
  it.each([
    'SE2321000131-E000000990001',
    'SE2321000131-P000000990101',
    'SE2321000131-a',
    'SE2321000131-123456789012345678',
  ])('%s follows the national rule', (text) => expect(parseHsaId(text)).toBe(text));

  it.each([
    '',
    'SE2321000131-',
    'SE2321000131-1234567890123456789',
    'se2321000131-E000000990001',
    'SE232100-0131-E000000990001',
    'SE2321000131E000000990001',
    'SE2321000131-Å',
    'SE2321000131-E@1',
    'SE2321000131-E 1',
    'SE２321000131-E1',
    ' SE2321000131-E1',
    'SE2321000131-E1\n',
    'SE2321000131-E1 SE2321000131-E2',
    `SE2321000131-${'E'.repeat(100_000)}`,
  ])('%.40j does not', (text) => expect(parseHsaId(text)).toBeNull());
});
