import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { defineConfig } from "vitest/config";

const MOST_BYTES = 30 * 1024;

export default defineConfig({
  build: {
    target: ["chrome111", "firefox113", "safari16.4"],
    // light-dark() is left as it is: every browser has had it since May 2024.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    lib: {
      entry: "src/main.tsx",
      formats: ["iife"],
      name: "shopbellWidget",
      fileName: () => "widget.js",
    },
  },
  plugins: [
    {
      name: "shopbell:size",
      writeBundle({ dir = "dist" }) {
        const bytes = gzipSync(readFileSync(join(dir, "widget.js"))).length;
        if (bytes > MOST_BYTES) {
          this.error(`widget.js has ${bytes} bytes gzipped; shops are promised ${MOST_BYTES}`);
        }
      },
    },
  ],
  test: {
    name: "widget",
    environment: "happy-dom",
    include: ["tests/**/*.test.{ts,tsx}"],
  },
});
