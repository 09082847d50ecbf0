import { useCallback } from "react";
import { confirm } from "#kit/confirm";
import { keyText } from "#kit/KeyCap";
import { toast } from "#kit/toast";
import { useText } from "#text/TextProvider";
import { grouped } from "#kit/figures";
import type { LineSheet } from "./LineSheet";
import { remove, undo } from "./ranges";
import { rowRuns } from "./selection";

const figure = (count: number) => grouped(count);

/** 【-】 (YW-ORD-11): asks, removes the selected lines, and offers to take that back for ten seconds. */
export function useRemoving(sheet: LineSheet, readOnly: boolean, focus: () => void) {
  const { text } = useText();
  const ask = useCallback(async () => {
    const words = text.lines.remove;
    const { selection, lines } = sheet.state;
    const runs = rowRuns(selection, sheet.shape).filter((run) => run.top < lines);
    const first = runs[0];
    if (readOnly || !first) return;
    const rows = runs.flatMap((run) =>
      Array.from({ length: run.bottom - run.top + 1 }, (_, at) => run.top + at),
    );
    const count = new Set(rows).size;
    const linked = rows.filter((row) => sheet.pages.row(row)?.linked).length;
    const answer = await confirm({
      title:
        runs.length > 1
          ? words.several(figure(count))
          : words.title(figure(first.top + 1), figure(first.bottom + 1)),
      text: linked > 0 ? words.linked(figure(linked)) : words.text,
      answers: [
        { key: "keep", label: words.keep },
        { key: "remove", label: words.yes(figure(count)), tone: "danger" },
      ],
    });
    focus();
    if (answer !== "remove") return;
    const removed = await remove(sheet);
    if (removed === 0) return;
    const back = {
      label: text.lines.toolbar.undo,
      keys: keyText("edit.undo"),
      run: () => void undo(sheet, false),
    };
    toast.show({ text: words.done(figure(removed)), undo: back, seconds: 10 });
  }, [sheet, readOnly, focus, text]);
  return useCallback(() => void ask(), [ask]);
}
