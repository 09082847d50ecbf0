import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The operators' console: the server embeds what is built here and shows it at /ops.
export default defineConfig({
  root: "apps/ops",
  base: "/ops/",
  plugins: [react()],
  resolve: { tsconfigPaths: true },
  build: {
    outDir: "../../dist-consoles/ops",
    emptyOutDir: true,
    target: "safari16",
    // The server allows no inline script.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
});
