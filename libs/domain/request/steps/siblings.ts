import { Identity, PersonId } from '../../terms';
import { barTo } from '../rules/bar';
import { GivenSiblingAnswer, SiblingAnswer } from '../beside';
import { CommandOf } from '../commands';
import { Context } from '../context';
import { acting, RequestEvent } from '../events';
import { FieldFault, FieldFaultCode, invalidBody, Refusal } from '../refusal';
import { RequestState } from '../state';

/** What the assessment says of the siblings, and who they are. */
export interface SiblingsAssessed {
  readonly answers: readonly SiblingAnswer[];
  readonly identities: readonly Identity[];
}

/** @throws Refusal `invalid-body` where the procedure asks of no siblings, or somebody named is none */
export function assessSiblings(
  given: readonly GivenSiblingAnswer[] | null | undefined,
  { procedure, siblings }: Pick<Context, 'procedure' | 'siblings'>,
): SiblingsAssessed {
  if (given === null || given === undefined) return { answers: [], identities: [] };
  if (procedure.assessesSiblings !== true) throw invalidBody('/siblings', 'not-applicable');
  const registered = given.map(({ person }) => siblings.find(({ identity }) => identity.id === person));
  refuseAt(
    given.map(({ person }, index): FieldFaultCode | null => {
      if (registered[index] === undefined) return 'not-in-the-case';
      return given.findIndex((other) => other.person === person) < index ? 'repeated' : null;
    }),
    (index) => `/siblings/${index}/person`,
  );
  return {
    answers: given.flatMap(({ answer, note }, index): readonly SiblingAnswer[] => {
      const found = registered[index];
      if (found === undefined) return [];
      return [{ person: found.identity.id, answer, note: note ?? null, protection: found.protection }];
    }),
    identities: registered.flatMap((one) => (one === undefined ? [] : [one.identity])),
  };
}

/** Before anything is opened in the siblings' files. @throws Refusal */
export function judgeSiblings(command: CommandOf<'siblings'>, state: RequestState, context: Context): void {
  const bar = barTo('siblings', state, context);
  if (bar !== null) throw new Refusal(bar);
  const { persons } = command.data;
  const inNeed = state.said.siblings.filter(({ answer }) => answer === 'needs-block').map(({ person }) => person);
  refuseAt(
    persons.map((person, index): FieldFaultCode | null => {
      if (!inNeed.includes(person)) return 'not-in-the-case';
      return persons.indexOf(person) < index ? 'repeated' : null;
    }),
    (index) => `/persons/${index}`,
  );
}

/** Which requests were opened for siblings; nothing where this request knows of them all. */
export function recordOpened(command: CommandOf<'siblings'>, state: RequestState, context: Context): RequestEvent[] {
  judgeSiblings(command, state, context);
  if (context.beside === null) throw new Error('siblings are recorded after the openings in their files');
  const { opened, refused } = context.beside;
  const known = (person: PersonId): boolean =>
    state.said.siblings.some((one) => one.person === person && one.request !== null);
  const news = opened.filter(({ person }) => !known(person));
  if (news.length === 0) return [];
  return [
    {
      type: 'RelatedRequestsOpened',
      occurredAt: context.now,
      persons: [],
      data: { ...acting(context), opened: news, refused },
    },
  ];
}

function refuseAt(codes: readonly (FieldFaultCode | null)[], pointer: (index: string) => string): void {
  const faults = codes.flatMap((code, index): FieldFault[] =>
    code === null ? [] : [{ pointer: pointer(String(index)), code }],
  );
  if (faults.length > 0) throw new Refusal('invalid-body', { faults });
}
