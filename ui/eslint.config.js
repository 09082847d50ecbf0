import js from "@eslint/js";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

// Direction of leaning: kit, text, host → features → apps; a feature does not import a feature.
const mayNotImport = (folder, names, why) => ({
  files: [`packages/${folder}/**`],
  rules: {
    "no-restricted-imports": [
      "error",
      { patterns: [{ group: names.map((name) => `#${name}/*`), message: why }] },
    ],
  },
});

export default tseslint.config(
  {
    ignores: [
      "dist",
      "dist-consoles",
      "node_modules",
      "packages/host/api.ts",
      "packages/host/generated.ts",
      "packages/text/catalogue.ts",
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  reactHooks.configs.flat.recommended,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      "no-restricted-exports": ["error", { restrictDefaultExports: { direct: true } }],
    },
  },
  mayNotImport("kit", ["host", "text", "features"], "The kit knows neither trade nor texts nor the host."),
  mayNotImport("text", ["kit", "features"], "Texts know no screen."),
  mayNotImport("host", ["kit", "text", "features"], "The host knows no screen."),
  mayNotImport("features", ["features"], "A feature does not import a feature; the app composes them."),
  {
    files: ["*.js", "*.ts", "apps/*/public/**"],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: { document: "readonly", navigator: "readonly", window: "readonly" } },
    rules: { "no-restricted-exports": "off" },
  },
);
