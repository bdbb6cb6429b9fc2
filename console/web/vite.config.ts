import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const local = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** All scripts together; a page loads a part of them. */
const MOST_BYTES = 250 * 1024;

const size: Plugin = {
  name: "shopbell:size",
  writeBundle({ dir = "dist" }, files) {
    const scripts = Object.keys(files).filter((name) => name.endsWith(".js"));
    const sizes = scripts.map((name) => gzipSync(readFileSync(join(dir, name))).length);
    const bytes = sizes.reduce((sum, one) => sum + one, 0);
    if (bytes > MOST_BYTES) {
      this.error(`the console's scripts have ${bytes} bytes gzipped; the limit is ${MOST_BYTES}`);
    }
  },
};

export default defineConfig({
  base: "/console/",
  plugins: [react(), size],
  resolve: {
    alias: {
      // Radix locks scrolling with a <style> element, which the console's CSP refuses. Nothing behind
      // a dialog of ours scrolls with the page, so no lock is needed.
      "react-remove-scroll": local("./src/ui/RemoveScroll.tsx"),
    },
  },
  build: { assetsDir: "assets", assetsInlineLimit: 0, target: "es2022", sourcemap: false },
  test: { name: "console", environment: "happy-dom", include: ["tests/**/*.test.{ts,tsx}"] },
  server: {
    proxy: { "/api": "http://127.0.0.1:8000", "/ws": { target: "ws://127.0.0.1:8000", ws: true } },
  },
});
