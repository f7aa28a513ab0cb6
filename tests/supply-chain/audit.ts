import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { auditReportSchema, exceptionsSchema, type Finding, judgeAudit } from './audit-policy.ts';

const EXCEPTIONS_FILE = new URL('../../docs/audit-exceptions.json', import.meta.url);
const WITHIN_MS = 60_000;

export type AuditOutcome = { asked: true; findings: Finding[] } | { asked: false; why: string };

/** The exceptions as they are written down. */
export function readExceptions() {
  return exceptionsSchema.parse(JSON.parse(readFileSync(EXCEPTIONS_FILE, 'utf8')));
}

/** Asks the registry what is known; one that can't be asked is told as such, never as a clean result. */
export function auditDependencies(today: string): AuditOutcome {
  const reports = [['--omit=dev'], []].map((more) => {
    const run = spawnSync('npm', ['audit', '--json', ...more], { encoding: 'utf8', timeout: WITHIN_MS });
    try {
      return JSON.parse(run.stdout);
    } catch {
      return { message: run.error?.message ?? 'no answer' };
    }
  });
  const [production, all] = reports.map((one) => auditReportSchema.safeParse(one));
  if (!production?.success || !all?.success) {
    return {
      asked: false,
      why: String(reports.find(({ message }) => message)?.message ?? 'no audit report'),
    };
  }
  return { asked: true, findings: judgeAudit(all.data, production.data, readExceptions(), today) };
}

/** Prints what is known, and whether the build may go on. */
export function auditStep(say: (line: string) => void): boolean {
  const outcome = auditDependencies(new Date().toISOString().slice(0, 10));
  if (!outcome.asked) {
    say(`npm audit: NOT CHECKED, the registry could not be asked (${outcome.why}). docs/security.md`);
    return true;
  }
  for (const { verdict, severity, package: name, advisory, title } of outcome.findings) {
    say(`npm audit: ${verdict}: ${severity} ${name} ${advisory} ${title}`);
  }
  const blocking = outcome.findings.filter(({ verdict }) => verdict === 'blocks').length;
  say(`npm audit: ${outcome.findings.length} advisories, ${blocking} that stop the build`);
  return blocking === 0;
}
