import { formFilename, mailText, mayCarryForm, OutgoingMail } from '@sigill/adapters';
import { EffectIntent, EffectState, MailAddress, Sha256 } from '@sigill/domain';
import { EffectPorts, EffectSettings } from './ports';

/** A mail ready to be sent, or why there is none: `permanent` where asking again would not help. */
export type PreparedMail =
  | { readonly ready: true; readonly mail: OutgoingMail; readonly attached: Sha256 | null }
  | { readonly ready: false; readonly permanent: boolean; readonly code: string };

/** Everything that may change between intent and sending is asked for here: address, form, time. */
export async function prepareMail(
  intent: EffectIntent,
  state: EffectState,
  ports: Pick<EffectPorts, 'recipients' | 'forms' | 'clock'>,
  settings: EffectSettings,
): Promise<PreparedMail> {
  const to = await answerOf(ports.recipients.resolve(intent.recipient));
  if (to === noAnswer) return { ready: false, permanent: false, code: 'EDIRECTORY' };
  if (to === null) return { ready: false, permanent: true, code: 'ENORECIPIENT' };
  const attached = formFor(intent, to, settings);
  const bytes = attached === null ? null : await answerOf(ports.forms.read(intent.request, attached));
  if (bytes === noAnswer) return { ready: false, permanent: false, code: 'EFORM' };
  const { caseNumber, request, id: effectId } = intent;
  const reminder = state.uncertainties > 0;
  const facts = { caseNumber, request, publicUrl: settings.publicUrl, formAttached: bytes !== null, reminder };
  const mail = {
    effectId,
    messageId: state.messageId ?? `<${effectId}@${settings.messageIdDomain}>`,
    to,
    ...mailText(intent.template, facts),
    attachment: bytes === null ? null : { filename: formFilename(caseNumber), bytes },
    date: ports.clock.now(),
  };
  return { ready: true, mail, attached };
}

const noAnswer = Symbol('no answer');

/** A register or a folder that fails is asked again later; the failure is recorded with the effect. */
const answerOf = <T>(asked: Promise<T>): Promise<T | typeof noAnswer> => asked.catch(() => noAnswer);

const formFor = (intent: EffectIntent, to: MailAddress, settings: EffectSettings): Sha256 | null =>
  intent.recipient.role === 'executor' && mayCarryForm(to, settings.mailInternalDomains) ? intent.attachForm : null;
