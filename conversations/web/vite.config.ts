import { defineConfig } from "vitest/config";

export default defineConfig({ test: { name: "conversations", include: ["tests/**/*.test.ts"] } });
