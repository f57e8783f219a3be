/** The calendar date in Stockholm of an instant, `YYYY-MM-DD`. */
export function stockholmDate(instant: string): string {
  return stockholmTime(instant).slice(0, 10);
}

/** `YYYY-MM-DD HH:MM` on Stockholm's clocks. */
export function stockholmTime(instant: string): string {
  const parts = new Map(clock.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`;
}

const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});
