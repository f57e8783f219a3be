import {
  LegalDate,
  OpenRequest,
  PersonId,
  Procedure,
  procedureNamed,
  RequestState,
  Track,
  UnitRef,
} from '@sigill/domain';
import { daysFrom } from '../../domain/access/days';
import { found, roads } from '../../support/domain/journey';
import { father, lerum, mother, partille, stepfather } from '../../support/domain/people';
import { pick } from './pick';

/** What somebody asks to have opened, and where. */
export interface Asked extends Pick<OpenRequest, 'guardians' | 'concerns' | 'validFrom' | 'validUntil'> {
  readonly procedure: Procedure;
  readonly track: Track;
  readonly unit: UnitRef;
}

/** By number, among what can be opened: an ending is about one of the requests before it. */
export function openingBy(twist: number, before: readonly RequestState[], today: LegalDate): Asked {
  const begun = (procedure: Procedure) =>
    before.filter(({ procedure: { name }, receipts }) => {
      return procedure.concerns?.begunBy.includes(name) === true && Object.keys(receipts).length > 0;
    });
  const open = roads.filter(([name]) => {
    const procedure = procedureNamed(name)!;
    return procedure.concerns === null || begun(procedure).length > 0;
  });
  // Seals hide everything else: the other measures come more often.
  const others = open.filter(([name]) => !name.startsWith('seal'));
  const extensions = open.filter(([name]) => name.startsWith('extension'));
  const endings = open.filter(([name]) => name === 'extension-end' || name === 'block-end');
  const [name, track] = pick([...open, ...others, ...extensions, ...extensions, ...endings, ...endings], twist);
  const procedure = procedureNamed(name)!;
  const urgent = track === 'urgent';
  return {
    ...{ procedure, track, unit: pick([partille, partille, lerum], twist >> 3) },
    guardians: pick(guardiansFor(procedure), twist >> 5).map((id) => found({ id })),
    concerns: procedure.concerns === null ? null : pick(begun(procedure), twist >> 7).id,
    validFrom: !urgent && twist % 4 === 0 ? daysFrom(today, (twist >> 4) % 30) : null,
    validUntil: procedure.endsByTime && (twist >> 6) % 2 === 0 ? daysFrom(today, 10 + ((twist >> 2) % 90)) : null,
  };
}

function guardiansFor({ guardians: { min, max } }: Procedure): readonly (readonly PersonId[])[] {
  const choices: readonly (readonly PersonId[])[] = [
    ...[[], [mother.id], [father.id], [mother.id], [mother.id, father.id], [stepfather.id]],
  ];
  return choices.filter(({ length }) => min <= length && length <= max);
}
