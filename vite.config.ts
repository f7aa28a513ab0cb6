import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The page: built into dist/web, which our own server serves; in development its API calls go to port 8080. */
export default defineConfig({
  root: 'web',
  plugins: [react()],
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
    // MapLibre alone is larger than the default limit; the bench prints what the first view costs.
    chunkSizeWarningLimit: 1100,
  },
  server: {
    host: '127.0.0.1',
    fs: { allow: ['..'] },
    proxy: { '/api': 'http://127.0.0.1:8080' },
  },
});
