import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// One app for now; the consoles get their own entry beside it.
export default defineConfig({
  root: "apps/desk",
  plugins: [react()],
  resolve: { tsconfigPaths: true },
  // The address that tauri.conf.json names.
  server: { port: 5173 },
  build: { outDir: "../../dist", emptyOutDir: true, target: "safari16" },
  test: {
    root: ".",
    environment: "jsdom",
    testTimeout: 60_000,
    include: ["packages/**/*.test.{ts,tsx}", "apps/**/*.test.{ts,tsx}"],
    css: { modules: { classNameStrategy: "non-scoped" } },
    setupFiles: ["./packages/kit/testSetup.ts"],
  },
});
