import { z } from 'zod';

/**
 * What is known of our dependencies' holes, and what stops a build (docs/security.md): critical and high ones
 * anywhere, moderate ones in what runs in production. An exception names advisory, reason and last day.
 */

/** Longest time that an exception may run for, from the day it is written. */
export const LONGEST_EXCEPTION_DAYS = 90;

export const exceptionsSchema = z.array(
  z.strictObject({
    advisory: z.string().regex(/^GHSA(-[23456789cfghjmpqrvwx]{4}){3}$/),
    package: z.string().min(1),
    reason: z.string().min(20),
    since: z.iso.date(),
    until: z.iso.date(),
  }),
);
export type Exceptions = z.infer<typeof exceptionsSchema>;

const advisorySchema = z.object({
  name: z.string(),
  title: z.string(),
  url: z.string(),
  severity: z.string(),
});

/** As `npm audit --json` writes it, version 2: the part that is judged. */
export const auditReportSchema = z.object({
  auditReportVersion: z.literal(2),
  vulnerabilities: z.record(z.string(), z.object({ via: z.array(z.union([z.string(), advisorySchema])) })),
});
export type AuditReport = z.infer<typeof auditReportSchema>;

export interface Finding {
  advisory: string;
  package: string;
  severity: string;
  title: string;
  inProduction: boolean;
  verdict: 'blocks' | 'excepted' | 'told';
}

const BLOCKS_ANYWHERE = new Set(['critical', 'high']);
const BLOCKS_IN_PRODUCTION = new Set([...BLOCKS_ANYWHERE, 'moderate']);

/**
 * Every advisory once, with what follows from it.
 *
 * @param all audit of all dependencies.
 * @param production audit without development dependencies.
 * @param today ISO day: an exception holds to the end of its last day.
 */
export function judgeAudit(
  all: AuditReport,
  production: AuditReport,
  exceptions: Exceptions,
  today: string,
): Finding[] {
  const inProduction = new Set(advisoriesOf(production).map(({ url }) => url));
  const found = new Map(advisoriesOf(all).map((one) => [one.url, one]));
  return [...found.values()].map(({ name, title, url, severity }) => {
    const advisory = url.split('/').at(-1) ?? url;
    const blocking = inProduction.has(url) ? BLOCKS_IN_PRODUCTION : BLOCKS_ANYWHERE;
    const isExcepted = exceptions.some(
      (one) => one.advisory === advisory && one.package === name && one.until >= today,
    );
    const verdict = !blocking.has(severity) ? 'told' : isExcepted ? 'excepted' : 'blocks';
    return { advisory, package: name, severity, title, inProduction: inProduction.has(url), verdict };
  });
}

function advisoriesOf({ vulnerabilities }: AuditReport) {
  return Object.values(vulnerabilities).flatMap(({ via }) => via.filter((one) => typeof one !== 'string'));
}
