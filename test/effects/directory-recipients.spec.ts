import { openDirectory } from '@sigill/adapters';
import { HsaId, MailAddress, regionNamed } from '@sigill/domain';
import { DirectoryRecipients } from '@sigill/effects';

describe('who is told', () => {
  const executor = 'executor@vgr.example' as MailAddress;
  let recipients: DirectoryRecipients;
  beforeAll(
    async () => (recipients = new DirectoryRecipients(await openDirectory(null, regionNamed('vgr')), executor)),
  );
  const unit = (number: string) => `SE2321000131-E000000990${number}` as HsaId;

  it('is the executor at the address of the settings', async () => {
    expect(await recipients.resolve({ role: 'executor' })).toBe(executor);
  });

  it('is the head of the unit', async () => {
    expect(await recipients.resolve({ role: 'head', unit: unit('001') })).toBe('head-partille@vgr.example');
  });

  it('is the unit where it has no head', async () => {
    expect(await recipients.resolve({ role: 'head', unit: unit('003') })).toBe('enhet-003@vgr.example');
  });

  it('is the unit at its own address', async () => {
    expect(await recipients.resolve({ role: 'unit', unit: unit('001') })).toBe('enhet-001@vgr.example');
  });

  it('is nobody for a unit that the directory does not know', async () => {
    expect(await recipients.resolve({ role: 'unit', unit: unit('999') })).toBeNull();
    expect(await recipients.resolve({ role: 'head', unit: unit('999') })).toBeNull();
  });
});
