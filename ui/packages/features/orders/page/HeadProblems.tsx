import type { OrderView, ProblemView } from "#host/generated";
import { Icon } from "#kit/Icon";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import styles from "./BuyerForm.module.css";
import { problemOf } from "#host/forms";
import { problemId } from "./headForm";
import type { HeadDrafts } from "./useHeadDrafts";

interface HeadProblemsProps {
  order: OrderView;
  failed: HeadDrafts["failed"];
  /** Why a choice could not be stored. */
  edit: ProblemView | null;
  restored: boolean;
}

/** The block's head line: why it cannot be changed, what could not be stored, what is wrong where; each leads there. */
export function HeadProblems({ order, failed, edit, restored }: HeadProblemsProps) {
  const { lang, text } = useText();
  const locked = order.allowed.edit_head;
  const failures = Object.entries(failed).map(([field, problem]) => ({ ...problem, field }));
  const problems: ProblemView[] = [
    ...(locked ? [problemOf(locked, { severity: "warning" })] : []),
    ...(edit ? [edit] : []),
    ...failures,
    ...order.problems,
  ];
  return (
    <ul className={styles.problems} aria-live="polite">
      {restored && <li className={styles.note}>{text.orders.typing.restored}</li>}
      {problems.map((problem) => (
        <li
          key={`${problem.code} ${problem.field ?? ""}`}
          id={problem.field ? problemId(problem.field) : undefined}
          className={problem.severity === "error" ? styles.error : styles.warning}
        >
          <button
            type="button"
            onClick={() => {
              goTo(problem.field);
            }}
          >
            <Icon name="triangle" small />
            <span>{sentence(problem, lang)}</span> <code>{problem.code}</code>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Puts the focus into the field that a sentence is about. */
function goTo(field: string | null) {
  document.querySelector<HTMLElement>(`[data-field="${field ?? ""}"] :is(input, textarea, select)`)?.focus();
}
