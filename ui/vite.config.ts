import react from "@vitejs/plugin-react";
import type { HtmlTagDescriptor, Plugin } from "vite";
import { defineConfig } from "vitest/config";

interface Graph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/** A module and everything that it cannot run without. */
function withImports(graph: Graph, root: string): Set<string> {
  const found = new Set([root]);
  for (const id of found) for (const next of graph.getModuleInfo(id)?.importedIds ?? []) found.add(next);
  return found;
}

/** What any start shows is one script, however many of the later ones lean on parts of it. */
let parts: { first: Set<string>; screens: Set<string> } | null = null;
const startOrLater = (id: string, graph: Graph) => {
  const root = (name: string) => withImports(graph, new URL(`apps/desk/${name}`, import.meta.url).pathname);
  parts ??= { first: root("main.ts"), screens: root("show.tsx") };
  return parts.screens.has(id) && !parts.first.has(id) ? "show" : null;
};

/**
 * The first script is small: it asks Rust and loads the screens. Named in the page, they are fetched beside it, and their
 * styles are there before anything is painted.
 */
const besideTheFirstScript: Plugin = {
  name: "beside-the-first-script",
  transformIndexHtml: {
    order: "post",
    handler: (_, { bundle }) => {
      const screens = Object.values(bundle ?? {}).find(
        (file) => file.type === "chunk" && file.name === "show",
      );
      if (screens?.type !== "chunk") return [];
      const link = (rel: string, href: string): HtmlTagDescriptor => ({
        tag: "link",
        attrs: { rel, href: `/${href}`, crossorigin: true },
        injectTo: "head",
      });
      const scripts = [screens.fileName, ...screens.imports].filter((name) => {
        const chunk = bundle?.[name];
        return chunk?.type === "chunk" && !chunk.isEntry;
      });
      const styles = screens.viteMetadata?.importedCss ?? [];
      return [
        ...scripts.map((script) => link("modulepreload", script)),
        ...[...styles].map((style) => link("stylesheet", style)),
      ];
    },
  },
};

// One app for now; the consoles get their own entry beside it.
export default defineConfig({
  root: "apps/desk",
  plugins: [react(), besideTheFirstScript],
  resolve: { tsconfigPaths: true },
  // The address that tauri.conf.json names.
  server: { port: 5173 },
  build: {
    outDir: "../../dist",
    emptyOutDir: true,
    target: "safari16",
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: { codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: startOrLater }] } },
    },
  },
  test: {
    root: ".",
    environment: "jsdom",
    testTimeout: 60_000,
    include: ["packages/**/*.test.{ts,tsx}", "apps/**/*.test.{ts,tsx}"],
    css: { modules: { classNameStrategy: "non-scoped" } },
    setupFiles: ["./packages/kit/testSetup.ts"],
  },
});
