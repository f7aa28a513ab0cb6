import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Fewer rules that pass mean a page that was not there. */
const FEWEST_PASSES = 10;

/** What axe-core finds, as one line each; our policy forbids scripts from elsewhere, so it comes through the debugger. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const results = await page.evaluate(() =>
    (window as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run(),
  );
  if (results.passes.length <= FEWEST_PASSES) throw new Error(`axe-core looked at nothing on ${page.url()}`);
  return results.violations.map(
    ({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  );
}
