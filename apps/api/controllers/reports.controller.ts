import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { GetReport, saysHowItStood } from '@sigill/application';
import type { Asking } from '@sigill/application';
import type { FastifyReply } from 'fastify';
import { bestOf } from '../http/accept';
import { TheAsking } from '../http/calls';
import { csvOf } from '../http/csv';
import { For } from '../http/roles.guard';
import { dateParameter, instantParameter, refuseParameters, unitParameter } from './parameters';
import type { QueryParameters } from './parameters';

/** The columns of each report's CSV, also when there are no rows. */
const columns: Readonly<Record<string, readonly string[]>> = {
  volumes: ['month', 'kind', 'procedure', 'track', 'opened', 'granted', 'refused', 'withdrawn', 'executed', 'closed'],
  'lead-times': ['procedure', 'step', 'count', 'medianHours', 'p90Hours', 'maxHours'],
  urgent: ['month', 'unit', 'calls', 'executedMinutesMedian', 'executedMinutesP90', 'withoutForm', 'overturned'],
  refusals: ['month', 'procedure', 'action', 'code', 'count'],
  measures: ['kind', 'procedure', 'unit', 'inForce', 'sealsWithoutLock', 'withoutEffect'],
  reviews: ['unit', 'procedure', 'request', 'dueOn', 'overdueDays'],
  mismatches: ['kind', 'unit', 'request', 'since'],
};

@Controller('v1/reports')
export class ReportsController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':name')
  @For('reports')
  async report(
    @Param('name') name: string,
    @TheAsking() asking: Asking,
    @Query() query: QueryParameters,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (saysHowItStood(name)) refuseParameters(query, ['from', 'to']);
    const parameters = {
      from: dateParameter(query, 'from'),
      to: dateParameter(query, 'to'),
      at: instantParameter(query, 'at'),
      unit: unitParameter(query, 'unit'),
    };
    const report = await this.queries.execute(new GetReport(asking, name, parameters));
    const type = bestOf(['application/json', 'text/csv'], reply.request.headers.accept);
    void reply.header('Vary', 'Accept');
    if (type === 'application/json') return void (await reply.send(report));
    await reply
      .header('Content-Type', 'text/csv; charset=utf-8')
      .header('Content-Disposition', `attachment; filename="${name}.csv"`)
      .send(csvOf(report.rows, columns[name] ?? []));
  }
}
