/** What forms are drawn by today. */
export const formLayout = 2;

/** What is printed on a signed order: plain JSON with every name, sentence and date already resolved, in Swedish.
 *  There is no place in it for grounds, assessments, clinical text or a family's address: the executor needs none of them.
 *  FORMAT: the stored forms were rendered from this; a change of meaning or of looks is a new `layout`. */
export interface FormContent {
  readonly layout: typeof formLayout;
  /** The procedure's `formName`. */
  readonly formName: string;
  readonly caseNumber: string;
  /** A draft is marked UTKAST on every page and has room for a signature by hand. */
  readonly draft: boolean;
  readonly region: string;
  readonly unit: { readonly name: string; readonly hsaId: string };
  readonly urgent: boolean;
  /** The register protects the patient or a guardian: the whole form is marked. */
  readonly isProtected: boolean;
  readonly patient: FormPerson & { readonly title: 'Barn' | 'Patient' };
  readonly guardians: readonly (FormPerson & { readonly outcome?: string })[];
  /** What is ordered, as a sentence to the executor. */
  readonly measure: string;
  /** What else the procedure puts on its form. */
  readonly fields: readonly FormField[];
  /** Whether a measure ends: then it has a first day without it and no last day. */
  readonly ending: boolean;
  /** `YYYY-MM-DD`; `validUntil` is inclusive, null = until further notice. */
  readonly validFrom: string;
  readonly validUntil: string | null;
  readonly reviewBy: string | null;
  readonly requester: {
    readonly name: string;
    readonly vgrId: string | null;
    readonly email: string;
    readonly phone: string;
  };
  /** With a mark where the directory does not know the name; null where the unit has no head. */
  readonly responsibleHead: string | null;
  readonly decision: FormDecision;
  /** The execution plan in its order. */
  readonly orders: readonly FormOrder[];
  readonly signature: FormSignature;
  /** The patient's own order: the patient signs too. */
  readonly patientSigns: boolean;
  /** Where the signed form is sent. */
  readonly address: string;
  readonly registryReference: string | null;
  /** RFC 3339; becomes the document's creation and modification time. */
  readonly createdAt: string;
}

export interface FormPerson {
  readonly name: string;
  /** As shown: `YYYYMMDD-NNNN`. */
  readonly personalNumber: string;
  /** By the population register. */
  readonly isProtected: boolean;
}

export interface FormField {
  readonly label: string;
  readonly value: string;
}

export interface FormDecision {
  readonly outcome: string;
  /** `YYYY-MM-DD`. */
  readonly on: string;
  readonly by: string;
  /** `verksamhetschef`, `utsedd av verksamhetschefen`, `bakjour`, ... */
  readonly capacity: string;
  /** Name of the head whose delegation was used. */
  readonly onBehalfOf?: string;
}

export interface FormOrder {
  readonly text: string;
  readonly required: boolean;
}

/** `at`: RFC 3339. Null before anybody has signed. */
export type FormSignature = {
  readonly method: 'decision-record' | 'paper';
  readonly by: string;
  readonly at: string;
} | null;
