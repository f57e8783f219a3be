import type { FormContent, FormField, FormSignature } from '@sigill/domain';
import { styles } from './masthead';
import { TextStyle } from './sheet';
import { stockholmTime } from './stockholm';

/** A framed field: label over value. */
export interface Field extends FormField {
  /** Of the form's width. */
  readonly share: number;
  readonly style?: TextStyle;
  /** Room for a pen. */
  readonly open?: boolean;
}

export function dateRow({ ending, validFrom, validUntil, reviewBy }: FormContent): readonly Field[] {
  const from = {
    label: ending ? 'Upphör från och med' : 'Gäller från och med',
    value: validFrom,
    style: styles.strong,
  };
  const until = { label: 'Gäller till och med', value: validUntil ?? 'tills vidare', style: styles.strong };
  const review = reviewBy === null ? [] : [{ label: 'Omprövas senast', value: reviewBy }];
  const row = ending ? [from, ...review] : [from, until, ...review];
  return row.map((field) => ({ ...field, share: 1 / row.length }));
}

export function decisionRows({ decision }: FormContent): readonly (readonly Field[])[] {
  const { outcome, on, by, capacity, onBehalfOf } = decision;
  const first: Field[] = [
    { label: 'Utfall', value: outcome, share: 2 / 3, style: styles.strong },
    { label: 'Beslutsdatum', value: on, share: 1 / 3, style: styles.strong },
  ];
  const decider: Field[] = [
    { label: 'Beslutsfattare', value: by, share: onBehalfOf === undefined ? 2 / 3 : 1 / 3 },
    { label: 'I egenskap av', value: capacity, share: 1 / 3 },
  ];
  const delegation: Field[] =
    onBehalfOf === undefined ? [] : [{ label: 'På uppdrag av', value: onBehalfOf, share: 1 / 3 }];
  return [first, [...decider, ...delegation]];
}

export function requesterRows({ requester, responsibleHead }: FormContent): readonly (readonly Field[])[] {
  return [
    [
      { label: 'Namn', value: requester.name, share: 1 / 3 },
      { label: 'VGR-id', value: requester.vgrId ?? '–', share: 1 / 3 },
      { label: 'Telefon', value: requester.phone, share: 1 / 3 },
    ],
    [
      { label: 'E-post', value: requester.email, share: 1 / 3 },
      { label: 'Ansvarig verksamhetschef', value: responsibleHead ?? '–', share: 2 / 3 },
    ],
  ];
}

/** The patient's own hand, where the patient orders; then that of whoever decided. */
export function signatureRows({ signature, patientSigns }: FormContent): readonly (readonly Field[])[] {
  const ofPatient = patientSigns ? [patientRow(signature)] : [];
  return [...ofPatient, signatureRow(signature)];
}

function patientRow(signature: FormSignature): readonly Field[] {
  const label = 'Patientens underskrift';
  if (signature === null) return penRow(label);
  const paper = signature.method === 'paper';
  return [
    {
      label,
      value: paper ? 'På papper' : 'Ingen: styrkte sin identitet vid ett personligt besök, enligt ärendet',
      share: 1,
    },
  ];
}

const penRow = (label: string): readonly Field[] => [
  { label: 'Ort och datum', value: '', share: 1 / 4, open: true },
  { label, value: '', share: 3 / 8, open: true },
  { label: 'Namnförtydligande', value: '', share: 3 / 8, open: true },
];

function signatureRow(signature: FormSignature): readonly Field[] {
  if (signature === null) return penRow('Underskrift');
  const how = signature.method === 'paper' ? 'På papper' : 'Genom det registrerade beslutet';
  return [
    { label: 'Undertecknad av', value: signature.by, share: 1 / 3, style: styles.strong },
    { label: 'Tidpunkt', value: stockholmTime(signature.at), share: 1 / 4 },
    { label: 'Sätt', value: how, share: 5 / 12 },
  ];
}

/** Two to a row, the last alone over the whole width; three are one row. */
export function inRows(fields: readonly FormField[]): readonly (readonly Field[])[] {
  const most = fields.length === 3 ? 3 : 2;
  const rows: Field[][] = [];
  for (let index = 0; index < fields.length; index += most) {
    const pair = fields.slice(index, index + most);
    rows.push(pair.map((field) => ({ ...field, share: 1 / pair.length })));
  }
  return rows;
}
