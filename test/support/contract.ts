/** The shapes of the HTTP contract, as its callers know them. */

export interface Person {
  readonly id: string;
  readonly personalNumber: string | null;
  readonly name: string | null;
  readonly protected: boolean;
}

export interface Actor {
  readonly hsaId: string;
  readonly name: string;
  readonly role: string;
  readonly unit: string | null;
  readonly onBehalfOf?: string;
}

export interface Wording {
  readonly sv: string;
  readonly en: string;
}

export interface PlanItem {
  readonly item: string;
  readonly title: Wording;
  readonly required: boolean;
  readonly receipt: {
    readonly performedAt: string;
    readonly reference: string | null;
    readonly at: string;
    readonly by: Actor;
  } | null;
}

export interface Assessment {
  readonly answers: Readonly<Record<string, { readonly answer: boolean | string; readonly note?: string }>>;
  readonly recommendation: string;
  readonly at: string;
  readonly by: Actor;
}

export interface Consultation {
  readonly party: string;
  readonly with: string;
  readonly heldAt: string;
  readonly opinion: string | null;
  readonly at: string;
  readonly by: Actor;
}

export interface Decision {
  readonly outcome: string;
  readonly grounds: string | null;
  readonly at: string;
  readonly by: Actor;
  readonly capacity: string;
  readonly treatingReason?: string | null;
  readonly guardians?: readonly { readonly guardian: string; readonly outcome: string }[] | null;
}

export interface Submission {
  readonly method: string;
  readonly at: string;
  readonly by: Actor;
  readonly formSha256: string;
}

export interface Documentation {
  readonly recordSystem: string;
  readonly documentedAt: string;
  readonly at: string;
  readonly by: Actor;
}

export interface Effect {
  readonly id: string;
  readonly kind: string;
  readonly template: string;
  readonly state: string;
  readonly at: string;
}

export interface AllowedAction {
  readonly action: string;
  readonly allowed: boolean;
  readonly because?: string;
}

export interface Warning {
  readonly code: string;
  readonly message: string;
  readonly persons?: readonly Person[];
}

export interface Reasoned {
  readonly reason: string | null;
  readonly at: string;
  readonly by: Actor;
}

export interface MeasureView {
  readonly kind: string;
  readonly person: string;
  readonly unit: string | null;
  readonly from: string;
  readonly until: string | null;
  readonly inForce: boolean;
  readonly endedBy: string | null;
}

/** api.md 6.1 */
export interface View {
  readonly id: string;
  readonly caseNumber: string;
  readonly procedure: string;
  readonly procedureVersion: number;
  readonly kind: string;
  readonly track: string;
  readonly state: string;
  readonly outcome: string | null;
  readonly revision: number;
  readonly incident: boolean;
  readonly patient: Person;
  readonly guardians: readonly Person[];
  readonly unit: { readonly hsaId: string; readonly name: string };
  readonly concerns: string | null;
  readonly endingRequest: string | null;
  readonly validFrom: string;
  readonly validUntil: string | null;
  readonly reviewBy: string | null;
  readonly registryReference: string | null;
  readonly openedAt: string;
  readonly openedBy: Actor;
  readonly contact: { readonly email: string; readonly phone: string } | null;
  readonly caller: Readonly<Record<string, string>> | null;
  readonly responsibleHead: string | null;
  readonly assessment: Assessment | null;
  readonly siblings: readonly Sibling[];
  readonly consultations: readonly Consultation[];
  readonly decision: Decision | null;
  readonly submission: Submission | null;
  readonly documentation: Documentation | null;
  readonly withdrawal: Reasoned | null;
  readonly returns: readonly (Reasoned & { readonly errors: readonly string[] })[];
  readonly corrections: readonly (Reasoned & { readonly step: string; readonly revision: number })[];
  readonly execution: {
    readonly plan: readonly PlanItem[];
    readonly notes: readonly { readonly note: string | null; readonly at: string; readonly by: Actor }[];
  };
  readonly measures: readonly MeasureView[];
  readonly form: { readonly name: string; readonly sha256: string | null; readonly draft: boolean };
  readonly effects: readonly Effect[];
  readonly deadlines: readonly { readonly kind: string; readonly dueAt: string }[];
  readonly warnings: readonly Warning[];
  readonly allowedActions: readonly AllowedAction[];
}

export interface Sibling {
  readonly person: Person;
  readonly answer: 'needs-block' | 'no-need' | null;
  readonly note: string | null;
  readonly request: string | null;
}

export interface SiblingsAnswer extends View {
  readonly refused: readonly { readonly person: Person; readonly code: string }[];
}

export interface HistoryItem {
  readonly revision: number;
  readonly type: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly actor: Actor;
  readonly summary: Wording;
  readonly before: Partial<View>;
  readonly after: Partial<View>;
  readonly eventId: string;
  readonly hash: string;
}

export interface History {
  readonly items: readonly HistoryItem[];
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

export interface InboxItem {
  readonly request: {
    readonly id: string;
    readonly caseNumber: string;
    readonly procedure: string;
    readonly state: string;
    readonly unit: { readonly hsaId: string; readonly name: string };
  };
  readonly action: string;
  readonly title: Wording;
  readonly since: string;
  readonly dueAt: string | null;
  readonly overdue: boolean;
}

/** api.md 6.3 */
export interface AccessEntry {
  readonly reader: Omit<Person, 'protected'> & { readonly relation: 'self' | 'guardian' };
  readonly service: 'journal' | 'e-services';
  readonly access: 'all' | 'units' | 'none';
  readonly units: readonly string[];
  readonly reason: string;
  readonly ground: { readonly rule: string; readonly source: string; readonly request: string | null };
  readonly from: string;
  readonly until: string | null;
}

export interface AccessAnswer {
  readonly patient: Person;
  readonly on: string;
  readonly knownAt: string;
  readonly entries: readonly AccessEntry[];
  readonly nextChange: { readonly date: string; readonly cause: string } | null;
}

export interface Preview {
  readonly on: string;
  readonly before: readonly AccessEntry[];
  readonly after: readonly AccessEntry[];
  readonly warnings: readonly Warning[];
}

/** RFC 9457 with the members of api.md 1. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: string;
  readonly traceId: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly message: string }[];
  readonly allowedActions?: readonly string[];
  readonly existing?: string;
  readonly currentRevision?: number;
}
