import { defineConfig } from 'vitest/config';
import { setTemporaryFolder } from './tests/setup/temporary-folder.ts';

setTemporaryFolder();

/** Fast ones first; the databases and the browser are set up once, and only when a test needs them. */
export default defineConfig({
  test: {
    env: { TZ: 'UTC' },
    // Two cores: more workers would only make the slow ones slower.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['tests/{domain,web,etl}/**/*.test.ts'],
          // They leave nothing behind: what they import is loaded once a worker, not once a file.
          isolate: false,
          // Some do seconds of pure work, and the machine may be shared.
          testTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'databases',
          // Each file has databases of its own; what they import is loaded once a worker.
          isolate: false,
          include: ['tests/{data,api,cli,attack}/**/*.test.ts'],
          globalSetup: 'tests/setup/databases.ts',
          testTimeout: 180_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: 'tests/setup/browser.ts',
          testTimeout: 300_000,
          hookTimeout: 300_000,
          // Drawing on software GL takes both cores: two at a time take longer than one after the other.
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
