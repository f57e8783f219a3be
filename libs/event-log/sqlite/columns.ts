import { Row } from './driver';

export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new TypeError(`column ${column} is no text`);
  return value;
}

/** A whole number within 2^53-1. */
export function integer(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw new TypeError(`column ${column} is no integer`);
  return value;
}

/** Shares the row's memory. */
export function bytes(row: Row, column: string): Buffer {
  return asBytes(row[column], column);
}

/** Shares the value's memory. */
export function asBytes(value: unknown, column: string): Buffer {
  if (!ArrayBuffer.isView(value)) throw new TypeError(`column ${column} is no blob`);
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
}
