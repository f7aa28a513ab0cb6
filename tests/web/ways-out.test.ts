import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const WEB = path.resolve('web');

/** Where the way out stands right beside what is empty, on every screen. */
const BESIDE: Readonly<Record<string, string>> = {
  'agencies/Agencies.tsx': 'the form that makes an agency is above',
  'panel/Panel.tsx': 'the panel has its way back above',
  'panel/ScopePanel.tsx': 'the panel has its way back above',
  'patrols/LogEntries.tsx': 'the form that writes the first entry is above',
};

it('whatever is empty offers a way out', () => {
  const files = readdirSync(WEB, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.tsx'),
  );
  const uses = files.flatMap((file) => {
    const text = readFileSync(path.join(WEB, file), 'utf8');
    return [...text.matchAll(/<Empty\s[^>]*?(\/?)>/g)].map(([, close]) => ({
      file,
      isBare: close === '/',
    }));
  });
  expect(uses.filter(({ isBare }) => !isBare).length).toBeGreaterThan(20);
  const bare = new Set(uses.filter(({ isBare }) => isBare).map(({ file }) => file));
  expect([...bare].sort()).toEqual(Object.keys(BESIDE).sort());
});
