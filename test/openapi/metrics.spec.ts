import { Case } from '../support/case';
import { RunningProgram, startProgram } from '../support/program';

describe('the figures for supervision', () => {
  let program: RunningProgram;
  beforeAll(async () => {
    program = await startProgram();
  });

  /** Every sample by its name and labels. */
  async function figures(): Promise<Readonly<Record<string, number>>> {
    const { text, headers } = await program.anyone.get('/metrics');
    expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const lines = text.split('\n');
    expect(lines.at(-1)).toBe('');
    const samples = lines.filter((line) => line !== '' && !line.startsWith('#'));
    return Object.fromEntries(
      samples.map((line) => {
        const [, name = '', value = ''] = /^([a-z_]+(?:\{[^}]*\})?) ([0-9]+)$/.exec(line) ?? [];
        expect(name).not.toBe('');
        return [name, Number(value)];
      }),
    );
  }

  it('count answers by route and status, and say where the log, its readers and the mails are', async () => {
    const empty = await figures();
    // The region's own event.
    expect(empty['sigill_log_head_position']).toBe(1);
    const story = await Case.open(program);
    await story.to('submitted');
    await program.as('executor').get('/v1/requests/nothing');
    await program.as('executor').get('/v1/nothing');
    await program.moveClock(new Date(Date.parse(await program.now()) + 60_000).toISOString());
    const after = await figures();
    const commands = story.view.revision;
    expect(after).toMatchObject({
      sigill_ready: 1,
      'sigill_http_requests_total{method="POST",route="/v1/requests",status="201"}': 1,
      'sigill_http_requests_total{method="POST",route="/v1/requests/:id/decision",status="200"}': 1,
      'sigill_http_requests_total{method="GET",route="/v1/requests/:id",status="404"}': 1,
      'sigill_http_requests_total{method="GET",route="none",status="404"}': 1,
      'sigill_effects{state="sent"}': 2,
      'sigill_effects{state="requested"}': 0,
    });
    expect(after['sigill_log_head_position']).toBeGreaterThan(commands);
    expect(after['sigill_read_model_position']).toBe(after['sigill_log_head_position']);
    expect(after['process_resident_memory_bytes']).toBeGreaterThan(10_000_000);
  });

  it('name nobody and no case', async () => {
    const { text } = await program.anyone.get('/metrics');
    expect(text).not.toMatch(/[0-9]{8}-?[0-9]{4}|[0-9a-f]{8}-[0-9a-f]{4}|SE[0-9]{10}/);
  });
});
