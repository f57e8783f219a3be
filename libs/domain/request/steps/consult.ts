import { CommandOf } from '../commands';
import { Context } from '../context';
import { RequestEvent } from '../events';
import { invalidBody } from '../refusal';
import { RequestState } from '../state';

/** A party has been heard; when the last required one has, the case can be decided. More may follow. */
export function consult(command: CommandOf<'consultation'>, state: RequestState, context: Context): RequestEvent[] {
  const { party, with: heard, heldAt, opinion } = command.data;
  const { consults } = context.procedure;
  if (!consults.some((one) => one.party === party)) throw invalidBody('/party', 'not-an-option');
  const parties = [party, ...state.consultations.map((one) => one.party)];
  const allHeard = consults.every((one) => !one.required || parties.includes(one.party));
  const { actor: by, now: at } = context;
  return [
    {
      type: 'ConsultationHeld',
      occurredAt: heldAt,
      persons: [],
      data: { by, at, party, with: heard, heldAt, opinion, completes: state.state === 'assessed' && allHeard },
    },
  ];
}
