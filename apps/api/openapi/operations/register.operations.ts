import { RegisterController } from '../../controllers/register.controller';
import { json, Operations } from '../operation';

export const registerOperations: Operations<RegisterController> = {
  changes: {
    tag: 'Access',
    summary: 'Tell of changes in the population register',
    description:
      "The register is read anew and looked at for each patient. What differs from what was seen last is written into the patient's file, with all that follows from it, before this answers. Idempotent by itself.",
    manner: 'question',
    answers: json('RegisterChanges'),
    headers: ['Sigill-Position'],
    problems: ['person-number-type'],
    example: { patients: ['20170101-2393'] },
  },
};
