import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { z } from 'zod';

/**
 * `npm run sbom [-- FILE]`: what the product is made of, as CycloneDX 1.5 (JSON); what only builds and tests is marked
 * `cdx:npm:package:development`. Not `--omit dev`: npm 11 then leaves out packages that both need.
 */

const bomSchema = z.looseObject({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.string().regex(/^1\.[5-9]$/),
  serialNumber: z.string().regex(/^urn:uuid:[0-9a-f-]{36}$/),
  version: z.int().min(1),
  metadata: z.looseObject({
    timestamp: z.string(),
    component: z.looseObject({ 'bom-ref': z.string(), name: z.string(), version: z.string() }),
  }),
  components: z.array(
    z.looseObject({
      'bom-ref': z.string(),
      type: z.enum(['library', 'application', 'framework']),
      name: z.string().min(1),
      version: z.string().min(1),
      purl: z.string().regex(/^pkg:npm\//),
      hashes: z.array(z.object({ alg: z.string(), content: z.string().regex(/^[0-9a-f]+$/) })).optional(),
    }),
  ),
  dependencies: z.array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()) })),
});
export type Bom = z.infer<typeof bomSchema>;

/** The bill of materials, checked: required fields, unique references, no reference into the void. */
export function makeBom(): Bom {
  const text = execFileSync(
    'npm',
    ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only'],
    { encoding: 'utf8', maxBuffer: 64 << 20, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const bom = bomSchema.parse(JSON.parse(text));
  const refs = new Set([bom.metadata.component['bom-ref'], ...bom.components.map((one) => one['bom-ref'])]);
  if (refs.size !== bom.components.length + 1) throw new Error('a reference is given twice');
  const lost = bom.dependencies
    .flatMap(({ ref, dependsOn }) => [ref, ...dependsOn])
    .filter((ref) => !refs.has(ref));
  if (lost.length > 0) throw new Error(`references to nothing: ${lost.join(', ')}`);
  return bom;
}

if (process.argv[1]?.endsWith('sbom.ts')) {
  const file = process.argv[2] ?? 'sbom.cdx.json';
  const bom = makeBom();
  writeFileSync(file, `${JSON.stringify(bom, null, 2)}\n`);
  process.stdout.write(`${file}: CycloneDX ${bom.specVersion}, ${bom.components.length} components\n`);
}
