import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { controllers, developmentControllers } from '../../apps/api/openapi/described-controllers';
import { documentOf } from '../../apps/api/openapi/document';
import { markup, prose } from '../../apps/api/openapi/markup';
import { pageOf } from '../../apps/api/openapi/page';

const document = documentOf([...controllers, ...developmentControllers]);
const { html: page, styleHash } = pageOf(document);

const all = (pattern: RegExp): readonly string[] => [...page.matchAll(pattern)].map(([, found = '']) => found);

describe('the page that describes the API', () => {
  it('shows every operation and every schema', () => {
    const ids = all(/ id="([^"]+)"/g);
    const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
    for (const { operationId } of operations) expect(ids).toContain(operationId);
    for (const name of Object.keys(document.components.schemas)) expect(ids).toContain(`schema-${name}`);
    expect([...new Set(ids)]).toEqual(ids);
  });

  it('has no link that leads nowhere', () => {
    const ids = all(/ id="([^"]+)"/g);
    const targets = all(/ href="#([^"]+)"/g);
    expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
    expect(all(/ href="([^#"][^"]*)"/g)).toEqual(['/openapi.json']);
  });

  it('runs nothing and takes nothing from elsewhere', () => {
    expect(page).not.toMatch(/<script|<iframe|<link|<img| on[a-z]+=|url\(|@import| style=/i);
    const [style = ''] = all(/<style>([\s\S]*?)<\/style>/g);
    expect(`sha256-${createHash('sha256').update(style).digest('base64')}`).toBe(styleHash);
  });

  it('can be read by everybody: language, title, landmarks, headings in order, tables with headers', () => {
    expect(page).toMatch(/^<!doctype html>\s*<html lang="en">/);
    expect(all(/<title>([^<]+)<\/title>/g)).toEqual(['Sigill: the API']);
    for (const landmark of ['header', 'nav', 'main'])
      expect(all(new RegExp(`<(${landmark})[ >]`, 'g'))).toHaveLength(1);
    const levels = all(/<h([1-6])[ >]/g).map(Number);
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.every((level, index) => level <= (levels[index - 1] ?? 0) + 1)).toBe(true);
    const tables = all(/<table>([\s\S]*?)<\/table>/g);
    expect(tables.length).toBeGreaterThan(50);
    expect(tables.filter((table) => !/<caption>/.test(table) || !/<th\s+scope="col"/.test(table))).toEqual([]);
    expect(all(/<(th)>/g)).toEqual([]);
  });

  it('closes what it opens', () => {
    for (const tag of ['article', 'section', 'table', 'tr', 'td', 'th', 'ul', 'li', 'p', 'code', 'a', 'div']) {
      expect([tag, all(new RegExp(`<(${tag})[ >]`, 'g')).length]).toEqual([
        tag,
        all(new RegExp(`</(${tag})>`, 'g')).length,
      ]);
    }
  });
});

describe('text on the page', () => {
  it('is escaped, unless it is markup already', () => {
    expect(markup`<p title="${'"'}">${"<b> & '"}${markup`<i>${'<'}</i>`}</p>`.html).toBe(
      '<p title="&quot;">&lt;b&gt; &amp; &#39;<i>&lt;</i></p>',
    );
  });

  it('has code between backticks', () => {
    expect(prose('Send `If-Match`\nor <nothing>.').html).toBe('Send <code>If-Match</code><br>or &lt;nothing&gt;.');
  });
});
