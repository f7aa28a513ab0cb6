import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readExceptions } from '../supply-chain/audit.ts';
import { type AuditReport, judgeAudit, LONGEST_EXCEPTION_DAYS } from '../supply-chain/audit-policy.ts';
import { isAllowed, LICENCES_FILE, licencesPage, lockedPackages } from '../supply-chain/licences.ts';
import { makeBom } from '../supply-chain/sbom.ts';

const DAY_MS = 86_400_000;

/** A report of one advisory a package, as npm writes it. */
function report(...found: [name: string, severity: string][]): AuditReport {
  return {
    auditReportVersion: 2,
    vulnerabilities: Object.fromEntries(
      found.map(([name, severity]) => [
        name,
        {
          via: [
            { name, title: 'a hole', severity, url: `https://github.com/advisories/GHSA-${name}` },
            'other',
          ],
        },
      ]),
    ),
  };
}

describe('what the product is made of', () => {
  it.each([
    ['critical in a test tool', report(['aaaa', 'critical']), report(), 'blocks'],
    ['high in production', report(['aaaa', 'high']), report(['aaaa', 'high']), 'blocks'],
    ['moderate in production', report(['aaaa', 'moderate']), report(['aaaa', 'moderate']), 'blocks'],
    ['moderate in a test tool', report(['aaaa', 'moderate']), report(), 'told'],
    ['low in production', report(['aaaa', 'low']), report(['aaaa', 'low']), 'told'],
  ])('%s: %#', (_what, all, production, verdict) => {
    expect(judgeAudit(all, production, [], '2026-11-23').map((one) => one.verdict)).toEqual([verdict]);
  });

  it('an exception holds for its advisory and package to the end of its last day', () => {
    const all = report(['aaaa', 'high']);
    const exception = {
      advisory: 'GHSA-aaaa',
      package: 'aaaa',
      reason: 'only reached with a file that we never open',
      since: '2026-11-01',
      until: '2026-11-30',
    };
    const on = (day: string) => judgeAudit(all, all, [exception], day)[0]?.verdict;
    expect([on('2026-11-30'), on('2026-12-01')]).toEqual(['excepted', 'blocks']);
    expect(judgeAudit(all, all, [{ ...exception, package: 'bbbb' }], '2026-11-30')[0]?.verdict).toBe(
      'blocks',
    );
  });

  it('the exceptions that are written down have a reason and end within 90 days of their beginning', () => {
    for (const { since, until } of readExceptions()) {
      const days = (Date.parse(until) - Date.parse(since)) / DAY_MS;
      expect(days).toBeGreaterThan(0);
      expect(days).toBeLessThanOrEqual(LONGEST_EXCEPTION_DAYS);
    }
  });

  it('no package came in whose licence is not allowed', () => {
    expect(lockedPackages().filter((one) => !isAllowed(one))).toEqual([]);
    expect(isAllowed({ name: 'x', licence: 'GPL-3.0-only' })).toBe(false);
    expect(isAllowed({ name: 'x', licence: '(MIT OR GPL-3.0-only)' })).toBe(true);
    expect(isAllowed({ name: 'x', licence: 'MIT AND AGPL-3.0-only' })).toBe(false);
    expect(isAllowed({ name: 'x', licence: 'unknown' })).toBe(false);
  });

  it('the list of licences is current: npm run licences', () => {
    expect(readFileSync(LICENCES_FILE, 'utf8')).toBe(licencesPage(lockedPackages()));
  });

  it('the bill of materials is CycloneDX and holds every package of production', () => {
    const known = new Set(makeBom().components.map(({ name, version }) => `${name}@${version}`));
    const missing = lockedPackages().filter(
      ({ name, version, isDevelopment }) => !isDevelopment && !known.has(`${name}@${version}`),
    );
    expect(missing).toEqual([]);
  });
});
