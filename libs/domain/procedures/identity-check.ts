import { Answers } from '../request/events';
import { yesNo } from './answers';
import { Question } from './procedure';

const documents = [
  { value: 'passport', title: { sv: 'Pass', en: 'Passport' } },
  { value: 'identity-card', title: { sv: 'Id-kort', en: 'Identity card' } },
  { value: 'driving-licence', title: { sv: 'Körkort', en: 'Driving licence' } },
] as const;

/** How the patient's identity is proven: in person, with a document (domain.md 4.6, by analogy with the routine for spärr; V3, V4). */
export const identityCheck: readonly Question[] = [
  yesNo('identity-shown', 'Har patienten styrkt sin identitet?', 'Has the patient proven his or her identity?', {
    required: true,
    grantNeeds: true,
    source: '4.6; V3, V4',
  }),
  {
    id: 'identity-document',
    question: { sv: 'Vilken identitetshandling visades?', en: 'Which identity document was shown?' },
    answer: 'choice',
    options: documents,
    required: true,
    source: '4.6; V3, V4',
  },
  yesNo('in-person', 'Skedde det vid ett personligt besök?', 'Was it done in person?', {
    required: true,
    grantNeeds: true,
    source: '4.6; V3, V4',
  }),
];

/** The line of the form that says how the identity was proven. */
export const identityField = (answers: Answers): { readonly label: string; readonly value: string } => ({
  label: 'Identitetshandling',
  value: documents.find(({ value }) => value === answers['identity-document']?.answer)?.title.sv ?? '–',
});
