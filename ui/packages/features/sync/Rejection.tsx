import { useState } from "react";
import { Link, useNavigate } from "react-router";
import type { AttentionView, Take } from "#host/generated";
import { Button } from "#kit/Button";
import { Message } from "#kit/Field";
import { grouped } from "#kit/figures";
import { Radio } from "#kit/Radio";
import { changeName, fieldName } from "#text/names";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import styles from "./Conflict.module.css";
import { useResolve } from "./useResolve";
import { useShown } from "./useShown";

/** What the server did not take: why, what was written, and whether to write it once more. */
export function Rejection({ item }: { item: AttentionView }) {
  const { lang, text } = useText();
  const words = text.sync;
  const goto = useNavigate();
  const [take, setTake] = useState<Take>("theirs");
  const show = useShown();
  const resolve = useResolve(item.row.id);
  const { row, edits } = item;
  const name = row.order_no ?? text.orders.draftNo(row.order.slice(-6).toUpperCase());
  const place = (edit: (typeof edits)[number]) =>
    edit.line === null ? "" : edit.number === null ? words.lineGone : words.lineAt(grouped(edit.number));
  return (
    <>
      <header className="page-head">
        <span className={styles.crumb}>
          <Link to="/attention">{words.crumb}</Link> <span aria-hidden="true">/</span>{" "}
          <Link to={`/orders/${row.order}`}>{name}</Link> <span aria-hidden="true">/</span>
        </span>
        <h1>{words.rejectedTitle}</h1>
      </header>
      <div className={styles.rejection}>
        <p>{words.rejectedLead}</p>
        <dl>
          <div>
            <dt>{words.rejectedWhy}</dt>
            <dd>
              {sentence(row.problem, lang)} <code>{row.problem.code}</code>
            </dd>
          </div>
          <div>
            <dt>{words.rejectedWhat}</dt>
            <dd>
              {changeName(row.step, lang)}
              {row.step.lines > 0 && ` ${words.rejectedLines(grouped(row.step.lines))}`}{" "}
              <span className="hint">{[item.person, row.at].filter(Boolean).join(" ")}</span>
              <ul className={styles.edits}>
                {edits.map((edit) => (
                  <li key={`${edit.line ?? ""} ${edit.field}`}>
                    <span className={styles.field}>
                      {place(edit)} {fieldName(edit.field, lang)}
                    </span>
                    {edit.before && <del>{show(edit.field, edit.before)}</del>}
                    {edit.before && <span aria-hidden="true">→</span>}
                    <ins>{edit.after ? show(edit.field, edit.after) : words.empty}</ins>
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        </dl>
        <Radio
          bare
          label={words.attentionTitle}
          value={take}
          onChange={setTake}
          choices={[
            { value: "theirs", label: words.drop, hint: words.dropText },
            { value: "mine", label: words.again, hint: words.againText },
          ]}
        />
      </div>
      <footer className={styles.foot}>
        <span className="hint">{words.kept}</span>
        <span className={styles.grow} />
        <Message
          problem={resolve.problem && { text: sentence(resolve.problem, lang), code: resolve.problem.code }}
        />
        <Button quiet onClick={() => void goto("/attention")}>
          {words.later}
        </Button>
        <Button
          tone="primary"
          disabled={resolve.pending}
          onClick={() => {
            resolve.run(row.id, [{ key: "", take }]);
          }}
        >
          {take === "mine" ? words.again : words.drop}
        </Button>
      </footer>
    </>
  );
}
