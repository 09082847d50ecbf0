import { useLayoutEffect } from "react";
import type { Preferences } from "#host/generated";

/** Puts theme and density on the page, follows the system's theme, and leaves the mirror that `theme.js` reads. */
export function useLook({ theme, density, language }: Preferences) {
  useLayoutEffect(() => {
    const page = document.documentElement;
    const mirror = { theme, density, lang: language };
    for (const [name, value] of Object.entries(mirror)) localStorage.setItem(`xinbao.${name}`, value);
    page.dataset.density = density;
    const dark = window.matchMedia("(prefers-color-scheme: dark)");
    const paint = () => {
      page.dataset.theme = theme === "system" ? (dark.matches ? "dark" : "light") : theme;
    };
    paint();
    dark.addEventListener("change", paint);
    return () => {
      dark.removeEventListener("change", paint);
    };
  }, [theme, density, language]);
}
