import { Stats } from 'node:fs';

/** May others use the file? Who is no owner of it may have been given it by its group. */
export function isOpenToOthers({ mode, uid }: Pick<Stats, 'mode' | 'uid'>): boolean {
  const isOurs = uid === process.getuid?.();
  return (mode & (isOurs ? 0o077 : 0o007)) !== 0;
}
