import { useState } from "react";
import type { OrderView, ProblemView } from "#host/generated";
import { useAction } from "#kit/actions";
import { Icon } from "#kit/Icon";
import { unsavedNow } from "#kit/unsaved";
import { useText } from "#text/TextProvider";
import { HEAD_FIELDS } from "./fields";
import { problemOf } from "#host/forms";
import styles from "./SaveButton.module.css";
import type { HeadDrafts } from "./useHeadDrafts";

interface SaveButtonProps {
  order: OrderView;
  drafts: HeadDrafts;
  /** Tells what 暂存 found, such as a line that was typed and not added; `null` if nothing. */
  onTold: (problem: ProblemView | null) => void;
}

/** 【暂存】 (YW-ORD-06): stores what is typed and says when everything was on the disk. It never says so before it is. */
export function SaveButton({ order, drafts, onTold }: SaveButtonProps) {
  const { text } = useText();
  const words = text.orders.save;
  const [pressed, setPressed] = useState(false);
  const unsaved = HEAD_FIELDS.filter((field) => drafts.drafts[field]?.stored === false);
  const failed = unsaved.some((field) => drafts.failed[field]);
  const waiting = unsaved.length > 0;
  const truth = drafts.saving
    ? words.saving
    : failed
      ? words.failed
      : waiting
        ? words.waiting
        : words.saved(order.saved_at);

  const save = async () => {
    setPressed(true);
    await drafts.flush();
    onTold((await unsavedNow()).length > 0 ? problemOf("LINE_NOT_ADDED", { severity: "warning" }) : null);
  };
  useAction("order.save", () => void save());

  return (
    <>
      <button type="button" className={styles.save} onClick={() => void save()}>
        <Icon name="disk" />
        {words.button} <span className={failed ? styles.failed : styles.truth}>{truth}</span>
      </button>
      <span className="visually-hidden" role="status">
        {pressed && truth}
      </span>
    </>
  );
}
