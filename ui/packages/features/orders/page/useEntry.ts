import type { ChangeEvent, CompositionEvent, KeyboardEvent } from "react";
import type { ProblemView } from "#host/generated";
import { isComposing } from "#kit/keys";
import { headCell, refusal, type HeadField } from "./fields";
import { inputId, problemId, useHeadForm } from "./headForm";

type Box = HTMLInputElement | HTMLTextAreaElement;

/** Goes from a box of the form to the next one, which stores it as every leaving does; `false` if it is the last. */
function goOn(box: Element): boolean {
  const boxes = [
    ...(box.closest("[data-form]")?.querySelectorAll<HTMLElement>(":is(input, textarea, select):enabled") ??
      []),
  ];
  const next = boxes[boxes.indexOf(box as HTMLElement) + 1];
  next?.focus();
  return next !== undefined;
}

/** What every field of the head shares: what it shows, what is wrong with it, and how it is typed into and stored. */
export function useEntry(field: HeadField, multiline = false) {
  const { order, drafts } = useHeadForm();
  const cell = headCell(order, field);
  const failure = drafts.failed[field];
  const problems: ProblemView[] = failure ? [{ ...failure, field }, ...cell.problems] : cell.problems;
  const typed = drafts.drafts[field]?.text;
  const locked = refusal(order, field) !== null;
  return {
    cell,
    typed,
    unsaved: drafts.drafts[field]?.stored === false,
    problems,
    locked,
    type: (text: string) => {
      drafts.type(field, text, false);
    },
    attributes: {
      id: inputId(field),
      readOnly: locked,
      autoComplete: "off",
      spellCheck: false,
      "aria-invalid": problems.some((problem) => problem.severity === "error"),
      "aria-describedby": problems.length > 0 ? problemId(field) : undefined,
      onChange: (event: ChangeEvent<Box>) => {
        drafts.type(field, event.target.value, (event.nativeEvent as InputEvent).isComposing);
      },
      onCompositionEnd: (event: CompositionEvent<Box>) => {
        drafts.type(field, event.currentTarget.value, false);
      },
      onBlur: () => {
        drafts.leave(field);
      },
      onKeyDown: (event: KeyboardEvent<Box>) => {
        if (isComposing(event)) return;
        if (event.key === "Escape" && typed !== undefined) {
          event.preventDefault();
          event.stopPropagation();
          drafts.drop(field);
        }
        if (event.key === "Enter" && (!multiline || event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          if (!goOn(event.currentTarget)) drafts.leave(field);
        }
      },
    },
  };
}
