import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { defineConfig } from "vitest/config";

const MOST_BYTES = 30 * 1024;
const MOST_BYTES_IN_ALL = 60 * 1024;

export default defineConfig({
  build: {
    target: ["chrome111", "firefox113", "safari16.4"],
    // light-dark() is left as it is: every browser has had it since May 2024.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    lib: { entry: "src/main.ts", formats: ["es"], fileName: () => "widget.js" },
    rolldownOptions: {
      output: {
        minify: true,
        chunkFileNames: "widget/[name]-[hash].js",
        // A classic script's constants would be the page's too.
        banner: (chunk) => (chunk.isEntry ? "(()=>{" : ""),
        footer: (chunk) => (chunk.isEntry ? "})();" : ""),
      },
    },
  },
  plugins: [
    {
      name: "shopbell:size",
      generateBundle(_options, bundle) {
        for (const chunk of Object.values(bundle)) {
          if (chunk.type === "chunk" && chunk.isEntry && chunk.imports.length > 0) {
            this.error(`${chunk.fileName} is a classic script and cannot import ${chunk.imports}`);
          }
          if (chunk.type === "chunk" && chunk.isEntry) chunk.code = besideTheScript(chunk.code);
        }
      },
      writeBundle({ dir = "dist" }) {
        const first = bytesOf(dir, ["widget.js", ...parts(dir, /^embed-/)]);
        const all = bytesOf(dir, ["widget.js", ...parts(dir, /./)]);
        this.info(`gzipped: ${first} bytes at first, ${all} in all`);
        if (first > MOST_BYTES) {
          this.error(`the script has ${first} bytes gzipped; shops are promised ${MOST_BYTES}`);
        }
        if (all > MOST_BYTES_IN_ALL) {
          this.error(`the widget has ${all} bytes gzipped; promised are ${MOST_BYTES_IN_ALL}`);
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

/** A classic script of another origin has no address to a browser: its parts are named in full. */
function besideTheScript(code: string): string {
  const found = /import\(([`"'])(\.\/widget\/[^`"']+)\1\)/g;
  const named = code.replace(found, "import(new URL($1$2$1,document.currentScript.src).href)");
  if (named === code) throw new Error("the script fetches no part");
  return named;
}

function parts(dir: string, name: RegExp): string[] {
  return readdirSync(join(dir, "widget"))
    .filter((file) => name.test(file))
    .map((file) => join("widget", file));
}

function bytesOf(dir: string, files: readonly string[]): number {
  const sizes = files.map((file) => gzipSync(readFileSync(join(dir, file))).length);
  return sizes.reduce((sum, size) => sum + size, 0);
}
