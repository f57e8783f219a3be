import { Injectable } from '@nestjs/common';
import {
  Action,
  actions,
  capacityFor,
  capacityToOpen,
  CommandAct,
  CommandRefused,
  HsaId,
  legalDateOf,
  OpeningAct,
  parseHsaId,
  parsePersonNumber,
  PersonId,
  procedureNamed,
  RequestId,
  RequestState,
  Role,
  rolesThatEver,
} from '@sigill/domain';
import { isUuid } from '@sigill/event-log';
import { CaseFiles } from './case-files';
import { Caller, Clock, Directory, PersonIds } from './ports';

/** A call that was refused, as it came in: nothing of it has been judged to be well. */
export interface CallRefused {
  readonly caller: Caller;
  readonly act: CommandAct;
  /** Of the problem that it was answered with. */
  readonly code: string;
  /** The id in its path; null: an opening, or none. */
  readonly request: string | null;
  readonly body: unknown;
  readonly traceId: string;
}

/** What a refused call was about, as far as its words have a meaning, and in which role it was tried. */
export type RefusedSubject = Pick<CommandRefused['data'], 'procedure' | 'request' | 'patient' | 'unit'> & {
  readonly role: Role | null;
};

/** A role that may never do it is refused before anything of the call is judged: its path and its body may hold anything. */
@Injectable()
export class RefusedSubjects {
  constructor(
    private readonly files: CaseFiles,
    private readonly directory: Directory,
    private readonly personIds: PersonIds,
    private readonly clock: Clock,
  ) {}

  of(refused: CallRefused): Promise<RefusedSubject> {
    const { act } = refused;
    if (act === 'opening' || act === 'urgent-opening') return this.ofOpening(act, refused);
    return this.ofRequest(act, refused);
  }

  private async ofOpening(act: OpeningAct, { caller, body }: CallRefused): Promise<RefusedSubject> {
    const hsaId = parseHsaId(wordIn(body, 'unit'));
    const unit = hsaId === null ? null : ((await this.directory.unit(hsaId))?.hsaId ?? null);
    return {
      procedure: procedureNamed(wordIn(body, 'procedure'))?.name ?? null,
      request: null,
      patient: this.patientIn(body),
      unit,
      role: roleToOpen(act, caller, unit),
    };
  }

  private patientIn(body: unknown): PersonId | null {
    const parsed = parsePersonNumber(wordIn(body, 'patient'), legalDateOf(this.clock.now()));
    return parsed.kind === 'personal' ? this.personIds.idOf(parsed.number) : null;
  }

  private async ofRequest(act: CommandAct, { caller, request }: CallRefused): Promise<RefusedSubject> {
    const id = (request ?? '').toLowerCase();
    const file = isUuid(id) ? await this.files.loadFor(id as RequestId) : null;
    const state = file?.requests.get(id as RequestId);
    if (file === null || state === undefined)
      return { procedure: null, request: null, patient: null, unit: null, role: roleFor(act, caller) };
    const action = actions.find((one) => one === act);
    const held = action === undefined ? null : roleAt(action, caller, state);
    return {
      procedure: state.procedure.name,
      request: state.id,
      patient: state.patient,
      unit: state.unit.hsaId,
      role: held ?? roleFor(act, caller),
    };
  }
}

/** In which role the act was tried at the request, or the request is read; null: in none. Whether the caller is a party was told
 *  by another answer. */
function roleAt(act: Action, caller: Caller, state: RequestState): Role | null {
  const known = { ...caller, onCall: false, person: null, wards: [] };
  const [found] = [act, 'view' as const]
    .map((one) => capacityFor(one, known, state))
    .flatMap((capacity) => (capacity.as === 'none' ? [] : [capacity.as]));
  return found ?? null;
}

function roleToOpen(act: OpeningAct, caller: Caller, unit: HsaId | null): Role | null {
  const capacity = unit === null ? null : capacityToOpen(act, caller, unit);
  return capacity === null || capacity.as === 'none' ? roleFor(act, caller) : capacity.as;
}

/** The caller's first role that may ever do it, else the caller's first. */
const roleFor = (act: CommandAct, { roles }: Caller): Role | null =>
  rolesThatEver(act).find((role) => roles.includes(role)) ?? roles[0] ?? null;

/** '' where there is none. */
function wordIn(body: unknown, name: 'procedure' | 'patient' | 'unit'): string {
  const value = typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>)[name] : null;
  return typeof value === 'string' ? value : '';
}
