import { defineConfig } from "vitest/config";

// The consoles as they are shipped: out of the server's own program, over its own API, in a real browser. One server, one
// story: its parts build on each other.
export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    environment: "node",
    include: ["apps/**/*.spec.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    bail: 1,
  },
});
