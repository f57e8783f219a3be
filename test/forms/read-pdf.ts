import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A node of the structure tree: texts are leaves. */
export interface ReadNode {
  readonly role: string;
  readonly alt?: string;
  readonly children: readonly (ReadNode | string)[];
}

export interface ReadPage {
  readonly tree: ReadNode;
  readonly artifacts: readonly string[];
  /** Text that is neither in the structure tree nor marked as an artifact. */
  readonly untagged: string;
  /** Left, top, right, bottom of each rectangle filled with black, in points from the upper left corner. */
  readonly squares: readonly (readonly [number, number, number, number])[];
}

export interface ReadPdf {
  readonly pages: readonly ReadPage[];
  /** Whether each font that text is set in lies in the file. */
  readonly fonts: Readonly<Record<string, boolean>>;
  readonly embedded: number;
  readonly descriptors: number;
  readonly title: string;
  readonly language: string;
  readonly marked: boolean;
  readonly displayTitle: boolean;
  readonly xmp: string;
}

/** What pdfjs finds in the files, read in one process of its own. */
export function readPdfs(files: readonly Buffer[]): readonly ReadPdf[] {
  const dir = mkdtempSync(join(tmpdir(), 'sigill-forms-'));
  try {
    const paths = files.map((bytes, index) => {
      const path = join(dir, `${String(index)}.pdf`);
      writeFileSync(path, bytes);
      return path;
    });
    const out = execFileSync(process.execPath, [resolve(__dirname, 'read-pdf.mjs'), ...paths], {
      encoding: 'utf8',
      maxBuffer: 32 << 20,
    });
    return JSON.parse(out) as ReadPdf[];
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** The texts under a role, in reading order: `texts(page.tree, 'H2')`. */
export function texts(node: ReadNode | string, role: string): readonly string[] {
  if (typeof node === 'string') return [];
  if (node.role === role) return [text(node)];
  return node.children.flatMap((child) => texts(child, role));
}

export function text(node: ReadNode | string): string {
  if (typeof node === 'string') return node;
  return node.children.map(text).join(' ').trim();
}
