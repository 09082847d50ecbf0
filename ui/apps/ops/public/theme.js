// Light or dark and the language, set before the first paint so that nothing flashes; the page keeps both.
const kept = (name) => {
  try {
    return window.localStorage.getItem(name);
  } catch {
    return null; // A browser that keeps nothing: as the system says.
  }
};
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const choice = kept("xinbao.theme");
document.documentElement.dataset.theme =
  choice === "dark" || choice === "light" ? choice : dark.matches ? "dark" : "light";
if (kept("xinbao.lang") === "en") document.documentElement.lang = "en";
