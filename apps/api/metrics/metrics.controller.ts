import { Controller, Get, Res } from '@nestjs/common';
import { Progress } from '@sigill/application';
import type { ShownEffectState } from '@sigill/domain';
import type { FastifyReply } from 'fastify';
import { Open } from '../http/roles.guard';
import { Readiness } from '../readiness';
import { contentType, exposition, Metric } from './exposition';
import { RequestCounts } from './request-counts';

/** Figures for supervision; nothing in them tells of a person or a case. */
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly progress: Progress,
    private readonly counts: RequestCounts,
    private readonly readiness: Readiness,
  ) {}

  @Get()
  @Open()
  async metrics(@Res() reply: FastifyReply): Promise<void> {
    const head = await this.progress.head();
    await reply
      .header('Content-Type', contentType)
      .send(exposition([...this.program(), ...this.data(head), ...this.nightly()]));
  }

  private program(): readonly Metric[] {
    const answers = this.counts.all.map(({ count: value, ...labels }) => ({ labels, value }));
    return [
      gauge('sigill_ready', 'Whether the program takes work.', this.readiness.ready ? 1 : 0),
      gauge('process_resident_memory_bytes', 'Resident memory of the process.', process.memoryUsage.rss()),
      {
        name: 'sigill_http_requests_total',
        help: 'Answers by method, route and status.',
        type: 'counter',
        samples: answers,
      },
    ];
  }

  /** Of the newest night of this process; before the first one, nothing. */
  private nightly(): readonly Metric[] {
    const progress = this.progress.registerSweep;
    if (progress === null) return [];
    return [
      gauge('sigill_register_sweep_persons', "Persons looked at in the night's sweep.", progress.persons),
      gauge(
        'sigill_register_sweep_changed',
        'Of them, those of whom the register said something new.',
        progress.changed,
      ),
      gauge('sigill_register_sweep_finished', "Whether the night's sweep is finished.", progress.finished ? 1 : 0),
    ];
  }

  private data(head: number): readonly Metric[] {
    return [
      gauge('sigill_log_head_position', 'Position of the newest event in the log.', head),
      gauge(
        'sigill_read_model_position',
        'Position of the newest event in the read models.',
        this.progress.readSide.position(),
      ),
      {
        name: 'sigill_effects',
        help: 'Mails by what became of them; all but sent, refused and parked are still worked on.',
        type: 'gauge',
        samples: this.effects(),
      },
    ];
  }

  private effects(): Metric['samples'] {
    const counts = new Map(this.progress.readSide.effectCounts().map(({ state, count }) => [state, count]));
    return shownStates.map((state) => ({ labels: { state }, value: counts.get(state) ?? 0 }));
  }
}

const shownStates = Object.keys({
  requested: 0,
  sent: 0,
  failed: 0,
  uncertain: 0,
  refused: 0,
  parked: 0,
} satisfies Record<ShownEffectState, 0>) as readonly ShownEffectState[];

const gauge = (name: string, help: string, value: number): Metric => ({
  name,
  help,
  type: 'gauge',
  samples: [{ value }],
});
