import {
  DataFolder,
  embeddedProvider,
  Log,
  openSigningKey,
  ownKeys,
  publicPart,
  RemoteKeys,
  Settings,
  SystemClock,
  TokenVerifier,
} from '@sigill/adapters';
import { Directory } from '@sigill/application';
import { ServerParts } from './http/server';

interface SignInParts {
  readonly settings: Settings;
  readonly folder: DataFolder;
  readonly directory: Directory;
  readonly lines: Log;
}

/** Tokens of the embedded provider in development, of any other issuer where one is set. */
export async function signInOf(parts: SignInParts): Promise<Pick<ServerParts, 'verify' | 'signIn'>> {
  const { issuer, audience, claims } = parts.settings.identity;
  if (issuer === null) return embedded(parts);
  const verifier = new TokenVerifier({
    issuer,
    audience,
    claims,
    clock: new SystemClock(),
    keys: new RemoteKeys(issuer),
  });
  return { verify: (token) => verifier.verify(token), signIn: null };
}

async function embedded({ settings, folder, directory, lines }: SignInParts): ReturnType<typeof signInOf> {
  const { audience, claims } = settings.identity;
  const key = await openSigningKey(folder.file('signingKey'));
  const issuer = `${settings.publicUrl}/oidc`;
  const keys = ownKeys([publicPart(key)]);
  const verifier = new TokenVerifier({ issuer, audience, claims, clock: new SystemClock(), keys });
  const signIn = embeddedProvider({
    issuer,
    audience,
    key,
    staffList: () => directory.staffList(),
    units: () => directory.units(),
    onFault: (fault) => lines.fault(fault),
  });
  return { verify: (token) => verifier.verify(token), signIn };
}
