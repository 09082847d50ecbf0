import { sentence } from "#text/sentence";
import type { ImportOptions, OrderView, PreviewView } from "#host/generated";
import { confirm } from "#kit/confirm";
import { useText } from "#text/TextProvider";
import { rowsTaken } from "./counts";
import { grouped } from "#kit/figures";
import type { Import } from "./useImport";

/** What is asked before something is stored or given up. */
export function useQuestions(
  order: OrderView,
  preview: PreviewView,
  options: ImportOptions,
  run: Import,
  onLeave: () => void,
) {
  const { lang, text } = useText();
  const words = text.orderImport.ask;
  const file = text.orderImport.choose;

  return {
    /** Everything, or the good rows after a second look; warnings are acknowledged all at once (YW-IMP-13). */
    store: async (onlyGood: boolean, withDuplicates: boolean) => {
      const take = grouped(rowsTaken(preview, withDuplicates));
      const leave = preview.faulty + (withDuplicates ? 0 : preview.duplicates);
      const facts = [
        ...preview.problems.filter(({ code }) => code === "IMP_SAME_FILE").map((one) => sentence(one, lang)),
        ...(options.replace && preview.lines_now > 0 ? [words.clears(grouped(preview.lines_now))] : []),
        ...(preview.warned > 0 ? [words.warned(grouped(preview.warned))] : []),
        ...(onlyGood ? [words.goodText] : []),
      ];
      if (facts.length > 0) {
        if (!onlyGood && leave > 0) facts.push(words.leave(grouped(leave)));
        const answer = await confirm({
          title: onlyGood ? words.good(take, grouped(leave)) : words.all(take),
          text: facts.join(lang === "zh" ? "" : " "),
          answers: [
            { key: "back", label: words.back },
            ...(onlyGood ? [{ key: "report" as const, label: words.report }] : []),
            { key: "take", label: words.take(take), tone: "primary" },
          ],
        });
        if (answer === "back") return;
        if (answer === "report" && !(await run.saveReport())) return;
      }
      await run.store(preview, onlyGood, withDuplicates);
    },
    /** Append or replace; replacing is asked with the number of lines that it removes (YW-IMP-14). */
    replace: async (replace: boolean) => {
      if (replace && order.row.line_count > 0) {
        const answer = await confirm({
          title: words.replace(grouped(order.row.line_count)),
          text: words.replaceText,
          answers: [
            { key: "keep", label: words.keepLines },
            { key: "clear", label: words.clearLines, tone: "danger" },
          ],
        });
        if (answer === "keep") return;
      }
      await run.start({ ...options, replace });
    },
    /** Leaves the import; asks only where corrections would be lost. */
    giveUp: async () => {
      if (preview.corrected > 0) {
        const answer = await confirm({
          title: words.discard,
          text: words.discardText(grouped(preview.corrected)),
          answers: [
            { key: "stay", label: words.stay },
            { key: "drop", label: words.drop, tone: "danger" },
          ],
        });
        if (answer === "stay") return;
      }
      await run.cancel();
      onLeave();
    },
    /** A file was dropped on the preview. */
    readOther: async (path: string) => {
      const name = path.split(/[/\\]/).at(-1) ?? path;
      const answer = await confirm({
        title: file.replacePreview(name),
        text: file.replacePreviewText,
        answers: [
          { key: "keep", label: file.keepPreview },
          { key: "read", label: file.readOther, tone: "primary" },
        ],
      });
      if (answer === "read") await run.startFile(path);
    },
  };
}
