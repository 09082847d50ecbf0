import { changeNames } from "#text/catalogue";
import { useText } from "#text/TextProvider";
import { grouped } from "#kit/figures";
import type { Said } from "./sheetState";

/** What was done or found, in words; `null` for nothing. */
export function useSaid(said: Said | null): string | null {
  const { lang, text } = useText();
  const words = text.lines.said;
  const figure = (count: number) => grouped(count);
  if (!said) return null;
  switch (said.what) {
    case "copied":
      return words.copied(figure(said.rows), figure(said.columns));
    case "cut":
      return words.cut(figure(said.rows), figure(said.columns));
    case "pasted":
      return (
        words.pasted(figure(said.changed), figure(said.added)) +
        (said.wrong > 0 ? words.pastedWrong(figure(said.wrong)) : "") +
        (said.leftOut > 0 ? words.pastedLeftOut(figure(said.leftOut)) : "")
      );
    case "added":
      return words.added(figure(said.number));
    case "notFound":
      return words.notFound(said.text);
    case "noneWrong":
      return words.noneWrong;
    case "noneTwice":
      return words.noneTwice;
    case "undone":
    case "redone": {
      const names = changeNames as Record<string, { zh: string; en: string } | undefined>;
      const step = text.lines.toolbar.step(names[said.change]?.[lang] ?? said.change, said.lines);
      return said.what === "undone" ? words.undone(step) : words.redone(step);
    }
  }
}
