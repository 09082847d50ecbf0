// Light or dark and the row height, set before the first paint so that nothing flashes. The mirror is written by the page,
// which reads the real settings a moment later.
const kept = (name) => {
  try {
    return window.localStorage.getItem(name);
  } catch {
    return null; // A profile that keeps nothing: as the system says.
  }
};
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const choice = kept("xinbao.theme");
document.documentElement.dataset.theme =
  choice === "dark" || choice === "light" ? choice : dark.matches ? "dark" : "light";
document.documentElement.dataset.density =
  kept("xinbao.density") === "comfortable" ? "comfortable" : "compact";
if (kept("xinbao.lang") === "en") document.documentElement.lang = "en";
// What draws the page on Linux; base.css knows what it cannot draw.
const agent = navigator.userAgent;
if (agent.includes("Linux") && agent.includes("AppleWebKit") && !/Chrom(e|ium)/.test(agent)) {
  document.documentElement.dataset.engine = "webkitgtk";
}
