import { existsSync } from "node:fs";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import desk from "./vite.config.ts";

// The screens' tests once more, in a browser that lays out, paints and keeps its own focus. jsdom stays for everyday work:
// it is quick and needs nothing installed.
const chromium = ["/usr/bin/chromium", "/usr/bin/google-chrome"].find((path) => existsSync(path));

export default defineConfig({
  ...desk,
  test: {
    ...desk.test,
    environment: "node",
    include: ["packages/**/*.test.tsx", "apps/**/*.test.tsx"],
    // How many rows are drawn, and so the trees and the counts, depends on a height that jsdom does not have.
    exclude: ["apps/desk/tree.test.tsx", "packages/features/lines/drawing.test.tsx"],
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      viewport: { width: 1440, height: 900 },
      provider: playwright({
        launchOptions: {
          ...(chromium === undefined ? {} : { executablePath: chromium }),
          // A browser that calls nobody, also where tests run as root.
          args: [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
          ],
        },
      }),
      instances: [{ browser: "chromium" }],
    },
  },
});
