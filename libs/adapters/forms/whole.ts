import type { FormContent } from '@sigill/domain';
import { isPrintedWhole } from './typefaces';

/** Everything that is printed is shown as it is: no box stands for anything. */
export const isWhole = (form: FormContent): boolean => textsIn(form).every(isPrintedWhole);

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
