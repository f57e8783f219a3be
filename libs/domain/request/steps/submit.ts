import { CommandOf } from '../commands';
import { Context } from '../context';
import { acting, RequestEvent } from '../events';
import { Refusal } from '../refusal';

/** The signed form leaves for the executor. It was rendered before, so that the event can carry its hash;
 *  a paper signature stands under the draft of the same decision. */
export function submit(command: CommandOf<'submission'>, context: Context): RequestEvent[] {
  const { signature } = command.data;
  const { form, actor: by, now: at } = context;
  if (form === null) throw new Error('a submission is decided with its form rendered');
  if (signature.method === 'paper') {
    if (signature.formSha256 !== form.draftSha256) throw new Refusal('form-changed');
  }
  return [{ type: 'FormSubmitted', occurredAt: at, persons: [], data: { by, at, signature, form: form.final } }];
}

/** The executor cannot carry out the order as it is written. */
export const sendBack = ({ data }: CommandOf<'return'>, context: Context): RequestEvent[] => [
  { type: 'FormReturned', occurredAt: context.now, persons: [], data: { ...acting(context), ...data } },
];
