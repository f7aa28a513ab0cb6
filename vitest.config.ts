import { defineConfig } from 'vitest/config';

/** Of its own, since vite.config.ts has the page's folder as its root. */
export default defineConfig({
  test: { include: ['tests/**/*.test.ts'], env: { TZ: 'UTC' } },
});
