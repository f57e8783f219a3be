import { FieldFault, RequestEvent, RequestState } from '@sigill/domain';
import { canonicalJson } from '@sigill/event-log';
import { as, given, refusalOf } from '../../../support/domain/asking';
import { allReceipts, blocked, execute, hour, past, receipt, requiredItems } from '../../../support/domain/block-case';
import {
  along,
  begin,
  found,
  grantingAnswers,
  inForceBefore,
  Journey,
  nextHour,
  opened,
  procedureOf,
  step,
  walk,
} from '../../../support/domain/journey';
import { executor, father, instant, mother, teenager } from '../../../support/domain/people';

const fault = (pointer: string, code: FieldFault['code']): FieldFault => ({ pointer, code });
const itemsOf = ({ plan }: Pick<RequestState, 'plan'>): readonly string[] => plan.map(({ item }) => item);
const done = (journey: Journey, ...items: readonly string[]): Journey =>
  step(journey, execute(...items.map((item) => receipt(item, nextHour(journey.state)))));

describe('the plan at a receipt', () => {
  it('is recorded only where it changed, also when the log gives it back with its fields in another order', () => {
    const stored = past.submitted.map((event) => JSON.parse(canonicalJson(event, 32)) as RequestEvent);
    const { data } = given(...stored)
      .when(execute(...allReceipts(hour(13))), as(executor))
      .event();
    expect(data).toMatchObject({ plan: null });
  });

  const block = () =>
    walk(
      opened(procedureOf('block'), 'ordinary', {
        number: 1,
        at: instant('2026-11-23T06:00:00.000Z'),
        changes: { patient: found(teenager) },
      }),
      'submitted',
    );
  const extension = inForceBefore('extension.guardian', 500);

  it('is judged once more: an extension set meanwhile is cleared before its guardian is blocked', () => {
    const journey = { ...block(), others: [extension] };
    expect(itemsOf(journey.state)).not.toContain('minor-access-removed');
    const refusal = refusalOf(() => done(journey, blocked(mother.id)));
    expect(refusal?.code).toBe('extension-still-set');
    expect(refusal?.details.plan?.map(({ item }) => item)).toContain('minor-access-removed');
    const { state } = done(journey, 'minor-access-removed', blocked(mother.id));
    expect(itemsOf(state)).toContain('minor-access-removed');
    expect(state.state).toBe('submitted');
    expect(done({ ...journey, state }, 'minor-access-checked', blocked(father.id)).state.state).toBe('executed');
  });

  it('lets the other guardian be blocked before the extension is cleared', () => {
    const journey = { ...block(), others: [extension] };
    expect(Object.keys(done(journey, blocked(father.id)).state.receipts)).toStrictEqual([blocked(father.id)]);
    const after = done(journey, 'minor-access-removed');
    along(after)
      .when(execute(receipt(blocked(mother.id), nextHour(after.state))))
      .accepted();
  });

  it('forgets an item that was not done and is no longer needed', () => {
    const journey = walk(
      opened(procedureOf('block'), 'ordinary', {
        number: 1,
        at: instant('2026-11-23T06:00:00.000Z'),
        others: [extension],
        changes: { patient: found(teenager) },
      }),
      'submitted',
    );
    expect(itemsOf(journey.state)).toContain('minor-access-removed');
    const alone = { ...journey, others: [] };
    along(alone)
      .when(execute(receipt('minor-access-removed', nextHour(alone.state))))
      .refused('invalid-body', fault('/receipts/0/item', 'not-in-the-case'));
    expect(done(alone, ...requiredItems).state.state).toBe('executed');
  });

  it('makes the last of two unseals open the journal, in whatever order their receipts come', () => {
    const seals = [inForceBefore('seal.staff', 500), inForceBefore('seal.protected-identity', 501)];
    const at = instant('2026-11-23T06:00:00.000Z');
    const unseals = seals.map(({ id }, index) =>
      walk(
        opened(procedureOf('unseal.staff'), 'ordinary', {
          number: 10 + index,
          at,
          others: seals,
          changes: { concerns: id },
        }),
        'submitted',
      ),
    );
    const [one, two] = [unseals[0]!, unseals[1]!];
    expect([one, two].map(({ state }) => itemsOf(state).includes('seal-still-set'))).toStrictEqual([true, true]);
    const checked = [one, two].map((journey) => done(journey, 'blocks-checked'));
    const [first, second] = [checked[0]!, checked[1]!];
    const kept = done({ ...first, others: [...seals, second.state] }, 'seal-still-set');
    expect(kept.state.state).toBe('executed');
    const last = { ...second, others: [...seals, kept.state] };
    const { faults, plan } = refusalOf(() => done(last, 'seal-still-set'))?.details ?? {};
    expect(plan).toContainEqual({ item: 'journal-unsealed', required: true });
    expect(faults).toStrictEqual([fault('/receipts/0/item', 'not-in-the-case')]);
    expect(done(last, 'journal-unsealed', 'login-unlocked').state.state).toBe('executed');
  });
});

describe('an item that the assessment made required', () => {
  const called = walk(begin(procedureOf('seal.staff'), 'urgent'), 'called');
  const sealed = step(called, execute(receipt('journal-sealed', hour(6))));
  const answers = { ...grantingAnswers(sealed.procedure), SS4: { answer: true } };
  const assessed = step(sealed, { action: 'assessment', data: { answers, recommendation: 'grant' } });

  it('leaves the case executed provisionally until then', () => {
    expect(sealed.state.state).toBe('executed-provisionally');
  });

  it.each(['assessed', 'consulted', 'decided'] as const)(
    'is receipted when the case is %s, and completes it again',
    (state) => {
      const journey = walk(assessed, state);
      const after = done(journey, 'login-locked');
      expect(after.events.at(-1)?.data).toMatchObject({ completes: true });
      expect(after.state.state).toBe(state);
    },
  );

  it('is needed before the form is sent', () => {
    const decided = walk(assessed, 'decided');
    const submission = { action: 'submission', data: { signature: { method: 'decision-record' } } } as const;
    along(decided).when(submission).refused('receipts-missing');
    expect(step(done(decided, 'login-locked'), submission).state.state).toBe('executed');
  });
});
