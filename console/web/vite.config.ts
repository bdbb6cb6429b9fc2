import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const local = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  base: "/console/",
  plugins: [react()],
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
