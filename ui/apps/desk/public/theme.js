// Light or dark as the system says, set before the first paint so that nothing flashes, and followed while open.
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const follow = () => {
  document.documentElement.dataset.theme = dark.matches ? "dark" : "light";
};
follow();
dark.addEventListener("change", follow);
