import type { console as zh } from "../zh/console";

export const console: typeof zh = {
  menu: "Main menu",
  simulated: "Simulated",
  theme: "Look",
  themes: { system: "As the system", light: "Light", dark: "Dark" },
  otherLanguage: "中文",
  signOut: "Sign out",
  faulty: "Something is wrong with this page.",
  reload: "Open it again",
  nowhere: "There is no such page.",
  nowhereDo: "Choose one from the menu.",
};
