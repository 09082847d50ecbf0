import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The consoles, one a mode: the server embeds what is built here and shows it at /ops and /firm. `vite --config
// vite.consoles.config.ts --mode firm` shows one while it is worked on, over a server on this machine.
export default defineConfig(({ mode }) => {
  const name = mode === "firm" ? "firm" : "ops";
  return {
    root: `apps/${name}`,
    base: `/${name}/`,
    // One icon and one look before the first paint for both.
    publicDir: new URL("apps/ops/public", import.meta.url).pathname,
    plugins: [react()],
    resolve: { tsconfigPaths: true },
    server: { port: 5174, proxy: { "/api": "http://127.0.0.1:8787" } },
    build: {
      outDir: `../../dist-consoles/${name}`,
      emptyOutDir: true,
      target: "safari16",
      // The server allows no inline script.
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 700,
    },
  };
});
