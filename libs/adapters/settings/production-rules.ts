import { isLoopback, parseUrl } from './parsers';
import { Variables } from './variables';

/** What development forgives and production refuses. */
export function judgeProduction(variables: Variables): void {
  for (const [name, why] of required) if (!isGiven(variables, name)) variables.fault(name, why);
  for (const [name, why] of refused) if (variables.text(name) !== null) variables.fault(name, why);
  for (const name of secretFiles.filter((one) => variables.isOpenToOthers(one)))
    variables.fault(name, 'the file can be read by others: let its owner alone read it (chmod 600)');
  if (variables.text('NODE_TLS_REJECT_UNAUTHORIZED') === '0')
    variables.fault('NODE_TLS_REJECT_UNAUTHORIZED', 'refused in production: it turns certificate checks off');
  const issuer = parseUrl(variables.text('OIDC_ISSUER') ?? '', ['http:']);
  if (issuer !== null && !isLoopback(issuer.hostname))
    variables.fault('OIDC_ISSUER', 'must be https in production, or on a loopback address');
}

const required = [
  ['SMTP_URL', 'required in production, where mails are not written to files'],
  ['POPULATION_FILE', 'required in production, where the demo data are refused'],
  ['DIRECTORY_FILE', 'required in production, where the demo data are refused'],
  ['OIDC_ISSUER', 'required in production, where the embedded sign-in is refused'],
  ['KEK_FILE', 'required in production, where no key is made'],
  ['FORM_ADDRESS', 'required in production: forms say where they are to be sent'],
] as const;

/** KEK_FILE is made private, or refused, when it is read. */
const secretFiles = ['SMTP_URL_FILE', 'EVENTSTORE_URL_FILE', 'SIGNING_P12_FILE'] as const;

const refused = [
  ['CLOCK_START', 'refused in production: the clock is the machine’s'],
  ['DEBUG', 'refused in production: packages would write what they handle to the terminal'],
  ['NODE_DEBUG', 'refused in production: the runtime would write what it handles to the terminal'],
] as const;

const isGiven = (variables: Variables, name: string): boolean =>
  variables.text(name) !== null || (name === 'SMTP_URL' && variables.text('SMTP_URL_FILE') !== null);
