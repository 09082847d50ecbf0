import { createContext, use, useLayoutEffect, useState } from "react";
import type { Lang } from "#text/TextProvider";

export type Theme = "system" | "light" | "dark";
export const THEMES: readonly Theme[] = ["system", "light", "dark"];

/** How the console looks in this browser. */
export interface Look {
  lang: Lang;
  theme: Theme;
}

/** Reads a mirror that `theme.js` reads before the first paint; a browser that keeps nothing has none. */
function kept(name: string): string | null {
  try {
    return localStorage.getItem(`xinbao.${name}`);
  } catch {
    return null;
  }
}

function keep(name: string, value: string) {
  try {
    localStorage.setItem(`xinbao.${name}`, value);
  } catch {
    // It holds for as long as the page stands.
  }
}

const LANGS: readonly Lang[] = ["zh", "en"];

interface LookHere {
  look: Look;
  setLook: (change: Partial<Look>) => void;
}

export const LookContext = createContext<LookHere | null>(null);

/** How the console looks, and how to change it. */
export function useLook(): LookHere {
  const look = use(LookContext);
  if (!look) throw new Error("ConsoleProviders stands above every page of a console");
  return look;
}

/** Language and theme: kept in this browser, on the page at once (CM-UI-01). */
export function useKeptLook(): LookHere {
  const [look, setLook] = useState<Look>(() => ({
    lang: LANGS.find((one) => one === kept("lang")) ?? "zh",
    theme: THEMES.find((one) => one === kept("theme")) ?? "system",
  }));
  const { lang, theme } = look;
  useLayoutEffect(() => {
    keep("lang", lang);
    keep("theme", theme);
    const dark = window.matchMedia("(prefers-color-scheme: dark)");
    const paint = () => {
      const resolved = theme === "system" ? (dark.matches ? "dark" : "light") : theme;
      document.documentElement.dataset.theme = resolved;
    };
    paint();
    dark.addEventListener("change", paint);
    return () => {
      dark.removeEventListener("change", paint);
    };
  }, [lang, theme]);
  return {
    look,
    setLook: (change) => {
      setLook((before) => ({ ...before, ...change }));
    },
  };
}
