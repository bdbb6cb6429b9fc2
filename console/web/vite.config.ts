import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const local = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What the heaviest page loads, the frame around it included. */
const MOST_BYTES = 250 * 1024;

const size: Plugin = {
  name: "shopbell:size",
  writeBundle({ dir = "dist" }, files) {
    const bytes = new Map<string, number>();
    const needed = (name: string, found = new Set<string>()): Set<string> => {
      const chunk = files[name];
      if (chunk?.type !== "chunk" || found.has(name)) return found;
      bytes.set(name, gzipSync(readFileSync(join(dir, name))).length);
      found.add(name);
      for (const other of chunk.imports) needed(other, found);
      return found;
    };
    const chunks = Object.values(files).filter((file) => file.type === "chunk");
    const entries = chunks.filter((chunk) => chunk.isEntry).map((chunk) => chunk.fileName);
    for (const page of chunks) {
      const names = new Set([...entries, page.fileName].flatMap((name) => [...needed(name)]));
      const sum = [...names].reduce((before, name) => before + (bytes.get(name) ?? 0), 0);
      if (sum > MOST_BYTES) {
        this.error(`${page.fileName} loads ${sum} bytes gzipped; the limit is ${MOST_BYTES}`);
      }
    }
    const all = [...bytes.values()].reduce((sum, one) => sum + one, 0);
    this.info(`gzipped: ${all} bytes in all pages together`);
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
