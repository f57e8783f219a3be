import { RequestEvent, RequestEventType } from '@sigill/domain';
import {
  called,
  executed,
  executedWith,
  granted,
  hour,
  past,
  receipt,
  refused,
  returned,
  submitted,
  withdrawn,
} from './block-case';
import { clinician, date, executor, father, head, instant, mother, requestId, sibling } from './people';

/** Every type of event and every way in which it can read, once each. */
const examples = {
  RequestOpened: [past.registered[0], called],
  RequestAssessed: [
    past.assessed[1],
    { ...past.assessed[1], data: { ...past.assessed[1].data, recommendation: 'refuse' } },
  ],
  ConsultationHeld: (['head-of-operations', 'guardian', 'child', 'patient', 'social-services', 'staff'] as const).map(
    (party) => ({
      ...past.consulted[2],
      data: { ...past.consulted[2].data, party, completes: party === 'head-of-operations' },
    }),
  ),
  RequestDecided: [
    granted,
    refused,
    { ...refused, data: { ...refused.data, endingRequest: requestId(900) } },
    { ...granted, data: { ...granted.data, capacity: 'by-right', grounds: null, by: clinician } },
  ],
  FormSubmitted: [submitted],
  ExecutionRecorded: [executed, executedWith([receipt('minor-access-checked', hour(13))], false)],
  FormReturned: [returned],
  DocumentationRecorded: [past.closed[6]],
  RequestWithdrawn: [withdrawn],
  ExecutionCorrected: [
    {
      type: 'ExecutionCorrected',
      occurredAt: hour(15),
      persons: [],
      data: {
        by: executor,
        at: hour(15),
        reason: 'Fel vårdnadshavare.',
        receipts: [
          { item: `guardian-blocked:${mother.id}`, performedAt: hour(13), reference: null, voided: true },
          { item: `guardian-blocked:${father.id}`, performedAt: hour(14), reference: 'AJ-17', voided: false },
        ],
        register: executed.data.register,
      },
    },
  ],
  DocumentationCorrected: [
    {
      type: 'DocumentationCorrected',
      occurredAt: hour(15),
      persons: [],
      data: {
        by: clinician,
        at: hour(15),
        reason: 'Fel system.',
        recordSystem: 'AsynjaVisph',
        documentedAt: instant('2026-11-23T14:30:00.000Z'),
      },
    },
  ],
  RelatedRequestsOpened: [
    {
      type: 'RelatedRequestsOpened',
      occurredAt: hour(15),
      persons: [],
      data: {
        ...{ by: clinician, at: hour(15) },
        opened: [{ person: sibling.id, request: requestId(700) }],
        refused: [],
      },
    },
  ],
  MeasureReviewed: [
    {
      type: 'MeasureReviewed',
      occurredAt: hour(15),
      persons: [],
      data: { by: head, at: hour(15), reviewBy: date('2028-12-01'), grounds: 'Skyddet behövs.' },
    },
  ],
  ConsultationCorrected: [
    {
      type: 'ConsultationCorrected',
      occurredAt: hour(15),
      persons: [],
      data: {
        by: clinician,
        at: hour(15),
        reason: 'Fel dag.',
        revision: 3,
        with: head.name,
        heldAt: hour(9),
        opinion: 'Delar bedömningen.',
      },
    },
  ],
  MeasureLapsed: [
    {
      type: 'MeasureLapsed',
      occurredAt: instant('2034-12-31T23:00:00.000Z'),
      persons: [],
      data: {
        by: { hsaId: 'system', name: 'Sigill', role: 'system', unit: null },
        at: instant('2034-12-31T23:00:01.000Z'),
        measure: 'block',
        guardians: [mother.id, father.id],
        from: date('2035-01-01'),
      },
    },
  ],
} as const satisfies { readonly [Type in RequestEventType]: readonly Extract<RequestEvent, { type: Type }>[] };

export const everyEvent: readonly RequestEvent[] = Object.values(examples).flat();
