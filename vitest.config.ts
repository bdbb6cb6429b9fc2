import { existsSync } from "node:fs";
import { defineConfig } from "vitest/config";

const projects = ["conversations/web", "connectors/widget", "console/web"];

export default defineConfig({
  test: { projects: projects.filter((folder) => existsSync(`${folder}/vite.config.ts`)) },
});
