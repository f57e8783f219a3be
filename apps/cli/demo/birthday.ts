import { addDays, ageOn, birthDateOf, birthday, Instant, LegalDate, legalDateOf, PersonalNumber } from '@sigill/domain';
import { Draw } from './draw';
import { teens } from './people';
import { Session } from './session';
import { Case, Story } from './stories';

/** A young person grows up in ten lines, on the program's own clock: an extension and a block, and what two birthdays make of
 *  them. `tell` gets a line for each thing seen, every one of them an answer of the program. */
export async function tellBirthday(url: string, tell: (line: string) => void): Promise<void> {
  const life = new Life(new Session(url), tell);
  await life.begin();
  await life.extended();
  await life.blocked();
  await life.untilTheLastDay();
  await life.sixteen();
  await life.eighteen();
}

/** Nothing unlikely comes to pass: everything asked for is granted. */
class Sure extends Draw {
  override next(): number {
    return 1 - 2 ** -32;
  }
}

/** From the first step until the sixty days before the 16th birthday. */
const daysNeeded = 120;

interface Entry {
  readonly reader: { readonly personalNumber: string };
  readonly service: string;
  readonly access: string;
  readonly reason: string;
}

interface Line {
  readonly action: string;
  readonly request: { readonly id: string };
}

class Life {
  private child = { number: '', guardians: [] as readonly string[] };
  private readonly extension: Case;
  private readonly block: Case;

  constructor(
    private readonly session: Session,
    private readonly tell: (line: string) => void,
  ) {
    this.extension = new Case(session, new Sure(1));
    this.block = new Case(session, new Sure(1));
  }

  /** @throws Error where nobody of the demo data is of the age on the program's day */
  async begin(): Promise<void> {
    const today = await this.today();
    const isInBetween = (number: string): boolean =>
      this.turns(13, number) <= today && addDays(today, daysNeeded) < this.turns(16, number);
    const found = teens.find(({ number }) => isInBetween(number));
    if (found === undefined)
      throw new Error(`nobody of the demo data is 13 to 15 on ${today}: start the program with an empty DATA_DIR`);
    this.child = found;
    await this.say(
      `the child is ${String(ageOn(birthDateOf(found.number as PersonalNumber), today))}; ${await this.access()}`,
    );
  }

  async extended(): Promise<void> {
    const [mother = ''] = this.child.guardians;
    await this.through(
      this.extension.ordinary('extension.guardian', { patient: this.child.number, guardians: [mother] }),
    );
    await this.say(`an extension for the first guardian is executed; ${await this.access()}`);
  }

  async blocked(): Promise<void> {
    const [, father = ''] = this.child.guardians;
    await this.through(this.block.ordinary('block', { patient: this.child.number, guardians: [father] }));
    await this.say(`a block of the second guardian is executed; ${await this.access()}`);
  }

  async untilTheLastDay(): Promise<void> {
    await this.moveTo(addDays(this.turns(16), -60));
    await this.say(`sixty days left; the unit’s inbox has: ${await this.inbox(this.extension)}`);
    await this.moveTo(addDays(this.turns(16), -1));
    await this.say(`the last day; ${await this.access()}`);
  }

  async sixteen(): Promise<void> {
    const day = this.turns(16);
    await this.moveTo(day);
    await this.say(`16 years; ${await this.access()}`);
    await this.say(`asked again of the day before: ${await this.access(addDays(day, -1))}`);
  }

  async eighteen(): Promise<void> {
    const day = this.turns(18);
    await this.moveTo(addDays(day, -1));
    await this.say(`17 years; the block’s events: ${await this.events()}`);
    await this.moveTo(day);
    await this.say(`18 years; the block’s events: ${await this.events()}`);
    await this.say(await this.access());
  }

  private async through(story: Story): Promise<void> {
    for (let step = await story.next(); step.done !== true; step = await story.next())
      await this.session.moveTo((await this.session.now()) + step.value * 3_600_000);
  }

  private async access(on?: string): Promise<string> {
    const body = { patient: this.child.number, ...(on === undefined ? {} : { on }) };
    const { entries } = await this.session.question<{ entries: readonly Entry[] }>(
      this.staff,
      '/v1/access/search',
      body,
    );
    const read = (number: string): string => {
      const found = entries.find(
        ({ reader, service }) => service === 'journal' && reader.personalNumber.replace('-', '') === number,
      );
      return found === undefined ? 'nobody' : `${found.access} (${found.reason})`;
    };
    const [first = '', second = ''] = this.child.guardians;
    return `reads the journal: first guardian ${read(first)}, second ${read(second)}, the child ${read(this.child.number)}`;
  }

  private async inbox(of: Case): Promise<string> {
    const { items } = await this.session.question<{ items: readonly Line[] }>(this.staff, '/v1/inbox?limit=200');
    return items.flatMap(({ action, request }) => (request.id === of.id ? [action] : [])).join(', ') || 'nothing';
  }

  private async events(): Promise<string> {
    const path = `/v1/requests/${this.block.id}/history`;
    const { items } = await this.session.question<{ items: readonly { readonly type: string }[] }>(this.staff, path);
    const { type = '' } = items.at(-1) ?? {};
    return `${String(items.length)}, the last one ${type}`;
  }

  private get staff(): string {
    return this.extension.clinician;
  }

  private turns(age: number, number = this.child.number): LegalDate {
    return birthday(birthDateOf(number as PersonalNumber), age);
  }

  private async today(): Promise<LegalDate> {
    return legalDateOf(new Date(await this.session.now()).toISOString() as Instant);
  }

  private moveTo(day: LegalDate): Promise<void> {
    return this.session.moveTo(Date.parse(`${day}T08:00:00Z`));
  }

  private async say(what: string): Promise<void> {
    this.tell(`${await this.today()}  ${what}`);
  }
}
