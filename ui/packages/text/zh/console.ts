// Notes for translators: what stands around every page of a console in a browser.
export const console = {
  menu: "主菜单",
  simulated: "模拟环境",
  theme: "外观",
  themes: { system: "跟随系统", light: "浅色", dark: "深色" },
  otherLanguage: "English",
  signOut: "退出",
  faulty: "这个页面出了问题。",
  reload: "重新打开页面",
  nowhere: "没有这个页面。",
  nowhereDo: "请从左侧菜单选择。",
};
