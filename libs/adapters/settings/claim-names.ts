import { ClaimNames, claimsOfInera, inerasNames } from './settings';

/** `OIDC_CLAIMS`: a JSON object whose keys are claims as Inera names them; those left out keep their names. */
export function parseClaimNames(text: string): ClaimNames | null {
  const given = parseObject(text);
  if (given === null) return null;
  const names = { ...inerasNames };
  for (const [key, value] of Object.entries(given)) {
    const claim = claimsOfInera.find((each) => each === key);
    if (claim === undefined || typeof value !== 'string' || value === '') return null;
    names[claim] = value;
  }
  return names;
}

function parseObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
