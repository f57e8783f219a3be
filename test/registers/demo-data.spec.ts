import { HsaId, PersonalNumber, regionNamed } from '@sigill/domain';
import { openDirectory } from '../../libs/adapters/registers/file-directory';
import { openPopulationRegister } from '../../libs/adapters/registers/file-population-register';

const number = (text: string): PersonalNumber => text as PersonalNumber;
const hsaId = (text: string): HsaId => text as HsaId;
const partille = hsaId('SE2321000131-E000000990001');

describe('the population register of the demo data', () => {
  it('knows a child with its guardians', async () => {
    const register = await openPopulationRegister(null);
    expect(await register.lookUp(number('201701012393'))).toEqual({
      personalNumber: '201701012393',
      name: 'Test Barn-06',
      protection: 'none',
      deceasedOn: null,
      guardians: ['198903012386', '198903012394'],
      source: 'demo-data',
    });
  });

  it('knows who is protected and who is dead', async () => {
    const register = await openPopulationRegister(null);
    expect((await register.lookUp(number('201501022386')))?.protection).toBe('secrecy-marking');
    expect((await register.lookUp(number('198103012384')))?.protection).toBe('protected-registration');
    expect((await register.lookUp(number('201609052392')))?.deceasedOn).toBe('2025-03-14');
  });

  it('knows the siblings by their guardian', async () => {
    const register = await openPopulationRegister(null);
    expect(await register.childrenOf(number('198903012386'))).toEqual(['202206142396', '201701012393']);
    expect(await register.childrenOf(number('201701012393'))).toEqual([]);
  });

  it('does not know a number that nobody bears', async () => {
    const register = await openPopulationRegister(null);
    expect(await register.lookUp(number('000000000000'))).toBeNull();
  });
});

describe('the directory of the demo data', () => {
  it('knows the region, its units and their heads', async () => {
    const directory = await openDirectory(null, regionNamed('vgr'));
    expect(await directory.provider()).toEqual({
      hsaId: 'SE2321000131-E000000000001',
      name: 'Västra Götalandsregionen',
    });
    expect(await directory.unit(partille)).toEqual({
      hsaId: 'SE2321000131-E000000990001',
      name: 'Närhälsan Partille vårdcentral',
      kind: 'primary-care',
      recordSystem: 'AsynjaVisph',
      email: 'enhet-001@vgr.example',
      head: 'SE2321000131-P000000990103',
      excludedSince: null,
      excludedAs: null,
    });
    expect((await directory.units()).filter((unit) => unit.head === null).map((unit) => unit.name)).toEqual([
      'Närhälsan Borås barnhälsovård',
      'SÄS, barn- och ungdomsmottagningen',
      'Ungdomsmottagning Centrum',
      'VGR-IT servicedesk',
    ]);
  });

  it('knows which units are kept out of direct access', async () => {
    const directory = await openDirectory(null, regionNamed('vgr'));
    const unit = await directory.unit(hsaId('SE2321000131-E000000990020'));
    expect([unit?.excludedSince, unit?.excludedAs]).toEqual(['2016-06-01', 'Barn- och ungdomspsykiatri (BUP)']);
  });

  it('knows staff by HSA-id, VGR-id and name', async () => {
    const directory = await openDirectory(null, regionNamed('vgr'));
    const parent = {
      persona: 'parent-partille',
      hsaId: 'SE2321000131-P000000990109',
      name: 'Testa Förälder-Sex',
      unit: 'SE2321000131-E000000990001',
      roles: ['staff'],
      email: 'parent-partille@vgr.example',
      phone: '010-473 709 00',
      vgrId: 'v90109',
      personalNumber: '199203012381',
      onCall: false,
    };
    expect(await directory.staff(hsaId('SE2321000131-P000000990109'))).toEqual(parent);
    expect(await directory.staffByVgrId('V90109')).toEqual(parent);
    expect(await directory.staffByName('testa förälder-sex')).toEqual([parent]);
    expect(await directory.staffList()).toHaveLength(18);
  });

  it('does not know strangers', async () => {
    const directory = await openDirectory(null, regionNamed('vgr'));
    expect(await directory.unit(hsaId('SE2321000131-E000000999999'))).toBeNull();
    expect(await directory.staff(hsaId('SE2321000131-P000000999999'))).toBeNull();
    expect(await directory.staffByVgrId('v00000')).toBeNull();
    expect(await directory.staffByName('Testa')).toEqual([]);
  });

  it('gives delegations by who holds them, also those that have run out', async () => {
    const directory = await openDirectory(null, regionNamed('vgr'));
    expect(await directory.delegations(hsaId('SE2321000131-P000000990110'))).toEqual([
      {
        by: 'SE2321000131-P000000990103',
        to: 'SE2321000131-P000000990110',
        unit: 'SE2321000131-E000000990001',
        procedures: ['extension.minor', 'extension.guardian'],
        from: '2025-01-01',
        until: '2025-12-31',
      },
    ]);
    expect(await directory.delegations(hsaId('SE2321000131-P000000990101'))).toEqual([]);
  });
});
