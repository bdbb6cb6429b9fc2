import { defineConfig } from "vitest/config";

export default defineConfig({
  build: {
    target: ["chrome111", "firefox113", "safari16.4"],
    cssMinify: "lightningcss",
    lib: {
      entry: "src/main.tsx",
      formats: ["iife"],
      name: "shopbellWidget",
      fileName: () => "widget.js",
    },
  },
  test: {
    name: "widget",
    environment: "happy-dom",
    include: ["tests/**/*.test.{ts,tsx}"],
  },
});
