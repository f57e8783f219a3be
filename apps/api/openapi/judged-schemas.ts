import { actions, deadlineKinds, refusalCodes, warningTexts } from '@sigill/domain';
import { AllowedAction, DeadlineView, WarningView } from '@sigill/projections';
import { described, enumeration, flag, instant, list, MayBeAbsent, ref, shape, text } from './schema';

const deadline = shape<DeadlineView>({
  kind: enumeration(deadlineKinds),
  dueAt: instant,
});

const warning = shape<WarningView>({
  code: enumeration(Object.keys(warningTexts)),
  message: described(text, 'In the language asked for.'),
  persons: new MayBeAbsent(
    described(list(ref('Person')), 'Of a warning about persons: those of them whom the caller may see.'),
  ),
});

const allowedAction = shape<AllowedAction>({
  action: enumeration(actions),
  allowed: flag,
  because: new MayBeAbsent(described(enumeration(refusalCodes), 'Why not; only where it is not allowed.')),
});

/** Parts of the view that are judged when they are asked for. */
export const judgedSchemas = { Deadline: deadline, Warning: warning, AllowedAction: allowedAction };
