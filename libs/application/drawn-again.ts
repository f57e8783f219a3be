import { AccessPolicies, formContentOf, RequestState } from '@sigill/domain';
import { Forms, Rendered } from './ports';

/** What was submitted, rendered again: the same bytes, or the form has been tampered with.
 *  @throws Error for a form of another layout */
export function drawnAgain(
  forms: Pick<Forms, 'render'>,
  policies: AccessPolicies,
  decided: RequestState,
  { signature, at, form }: NonNullable<RequestState['submission']>,
): Promise<Rendered> {
  const { region, address, staff } = form;
  if (address === undefined || staff === undefined) throw new Error('the form is of an earlier layout');
  return forms.render(formContentOf(decided, { signature, at }, { region, address, staff, policies }));
}
