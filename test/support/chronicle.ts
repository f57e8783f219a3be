import { accepted, Case } from './case';
import { HistoryItem, View } from './contract';

/** Judged when asked: no part of the past. */
const judgedWhenAsked = ['measures', 'effects', 'deadlines', 'warnings', 'allowedActions'] as const;

export const withoutJudgements = (view: View): View => ({
  ...view,
  ...Object.fromEntries(judgedWhenAsked.map((name) => [name, []])),
});

/** What the unit's staff saw of a case after each of its events, to hold its history against. */
export class Chronicle {
  readonly views: View[] = [];

  constructor(
    private readonly story: Case,
    private readonly reader = 'clinician-partille',
  ) {}

  /** Takes a step and notes what the case looks like after it, to the unit's staff. */
  async after(step: () => Promise<unknown>): Promise<View> {
    await step();
    return this.note();
  }

  async note(): Promise<View> {
    const answer = accepted(await this.story.program.as(this.reader).get<View>(this.story.path), 200);
    expect(answer.etag).toBe(`"${String(answer.body.revision)}"`);
    /** The past tells of those siblings alone whom the assessment names. */
    const siblings = answer.body.siblings.filter((one) => one.answer !== null);
    this.views.push({ ...answer.body, siblings });
    return answer.body;
  }

  /** What the history should say of each event: exactly the fields that differ from the view before. */
  changes(): readonly { readonly before: object; readonly after: object }[] {
    return this.views.map((view, index) => changed(this.views[index - 1] ?? null, view));
  }

  /** The history as told to the unit's staff, held against everything that was seen. Answers its items. */
  async holdAgainstHistory(types: readonly string[]): Promise<readonly HistoryItem[]> {
    const items = await this.story.history(this.reader);
    expect(items.map(({ type }) => type)).toEqual(types);
    expect(items.map(({ revision }) => revision)).toEqual(types.map((_, index) => index + 1));
    expect(items.map(({ before, after }) => ({ before, after }))).toEqual(this.changes());
    expect(new Set(items.map(({ eventId }) => eventId)).size).toBe(types.length);
    for (const { summary, hash, eventId } of items) {
      expect(summary).toEqual({ sv: expect.stringMatching(/\S/), en: expect.stringMatching(/\S/) });
      expect(hash).toMatch(/^[\w+/=-]{40,}$/);
      expect(eventId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/);
    }
    await this.holdAgainstThePast(items);
    return items;
  }

  /** `?revision=` and `?at=` answer what was seen then. */
  private async holdAgainstThePast(items: readonly HistoryItem[]): Promise<void> {
    const { program, path } = this.story;
    const client = program.as(this.reader);
    for (const [index, view] of this.views.entries()) {
      const answer = accepted(await client.get<View>(`${path}?revision=${String(index + 1)}`), 200);
      expect(answer.body).toEqual(withoutJudgements(view));
      expect(answer.etag).toBe(`"${String(index + 1)}"`);
      const { recordedAt } = items[index] as HistoryItem;
      const last = items.findLastIndex((item) => item.recordedAt === recordedAt);
      const then = accepted(await client.get<View>(`${path}?at=${encodeURIComponent(recordedAt)}`), 200);
      expect(then.body).toEqual(withoutJudgements(this.views[last] as View));
    }
    const [first] = items;
    const early = new Date(Date.parse(first?.recordedAt ?? '') - 1).toISOString();
    const never = [`?revision=0`, `?revision=${String(items.length + 1)}`, `?at=${encodeURIComponent(early)}`];
    for (const query of never) expect((await client.get(path + query)).status).toBe(404);
  }
}

function changed(before: View | null, after: View) {
  const fields = Object.keys(withoutFields(after)) as (keyof View)[];
  const names = fields.filter((name) => before === null || !equal(before[name], after[name]));
  const pick = (view: View) => Object.fromEntries(names.map((name) => [name, view[name]]));
  return { before: before === null ? {} : pick(before), after: pick(after) };
}

function withoutFields(view: View): Partial<View> {
  return Object.fromEntries(
    Object.entries(view).filter(([name]) => !(judgedWhenAsked as readonly string[]).includes(name)),
  );
}

const equal = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
