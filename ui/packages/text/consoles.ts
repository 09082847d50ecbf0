import { console as enConsole } from "./en/console";
import { firm as enFirm } from "./en/firm";
import { ops as enOps } from "./en/ops";
import { useText } from "./TextProvider";
import { console as zhConsole } from "./zh/console";
import { firm as zhFirm } from "./zh/firm";
import { ops as zhOps } from "./zh/ops";

/** The words of the consoles. They are no part of the desk's first script. */
export const consoleMessages = {
  zh: { console: zhConsole, firm: zhFirm, ops: zhOps },
  en: { console: enConsole, firm: enFirm, ops: enOps },
};

/** The words of the consoles in the language of now. */
export function useConsoleText() {
  const { lang } = useText();
  return { lang, text: consoleMessages[lang] };
}
