import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** The page: built into dist/web, which our own server serves; in development its API calls go to port 8080. */
export default defineConfig({
  root: 'web',
  plugins: [react(), compressed()],
  resolve: {
    // The build of MapLibre whose worker is a file of its own, so that our policy needs no blob: workers.
    alias: [{ find: /^maplibre-gl$/, replacement: 'maplibre-gl/dist/maplibre-gl-csp.js' }],
  },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    // Our policy allows no data: fonts or scripts, so nothing is inlined.
    assetsInlineLimit: 0,
    sourcemap: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [{ name: 'start', test: isOfStart() }],
          includeDependenciesRecursively: false,
        },
      },
    },
    // MapLibre alone is larger than the default limit; the bench prints what the first view costs.
    chunkSizeWarningLimit: 1100,
  },
  server: {
    host: '127.0.0.1',
    fs: { allow: ['..'] },
    proxy: { '/api': 'http://127.0.0.1:8080' },
  },
});

/**
 * What the page always begins with, as one file: thirty small ones, each shared with some page that is loaded later,
 * would come one behind the other. What asks the server before them (main.ts) stays apart.
 */
function isOfStart(): (id: string) => boolean {
  const before = staticImports('web/main.ts');
  const start = staticImports('web/start.tsx');
  const libraries =
    /node_modules\/(react|react-dom|scheduler|i18next|react-i18next|use-sync-external-store)\//;
  return (id) => libraries.test(id) || (start.has(id) && !before.has(id));
}

/** A file of ours with all that it imports, but for types and what is loaded later. */
function staticImports(entry: string): Set<string> {
  const found = new Set<string>();
  const walk = (file: string) => {
    if (found.has(file)) return;
    found.add(file);
    for (const [, what, from] of readFileSync(file, 'utf8').matchAll(
      /^import ([^'"]*)['"](\.[^'"]+\.tsx?)['"]/gm,
    )) {
      if (!what?.startsWith('type ')) walk(path.resolve(path.dirname(file), from as string));
    }
  };
  walk(path.join(import.meta.dirname, entry));
  return found;
}

/** Puts a Brotli copy beside each script and sheet: what never changes is compressed once, and as well as can be. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    writeBundle({ dir }) {
      const assets = path.join(dir ?? '', 'assets');
      for (const name of readdirSync(assets).filter((file) => /\.(js|css)$/.test(file))) {
        const params = { [constants.BROTLI_PARAM_QUALITY]: 10 };
        const bytes = brotliCompressSync(readFileSync(path.join(assets, name)), { params });
        writeFileSync(path.join(assets, `${name}.br`), bytes);
      }
    },
  };
}
