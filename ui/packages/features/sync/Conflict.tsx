import { useState, type KeyboardEvent } from "react";
import { Link, useNavigate } from "react-router";
import type { AttentionView, Take } from "#host/generated";
import { Button } from "#kit/Button";
import { Message } from "#kit/Field";
import { grouped } from "#kit/figures";
import { isComposing } from "#kit/keys";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import styles from "./Conflict.module.css";
import { ContestedRow } from "./ContestedRow";
import { useResolve } from "./useResolve";

/** Two changes of one order: before, mine, the server's; one side is taken for each thing, and nothing is written before. */
export function Conflict({ item }: { item: AttentionView }) {
  const { lang, text } = useText();
  const words = text.sync;
  const goto = useNavigate();
  const [chosen, setChosen] = useState<ReadonlyMap<string, Take>>(new Map());
  const resolve = useResolve(item.row.id);
  const { contested, row } = item;
  const left = contested.length - chosen.size;
  const name = row.order_no ?? text.orders.draftNo(row.order.slice(-6).toUpperCase());
  const takeAll = (take: Take) => {
    setChosen(
      new Map(contested.map(({ key, mine_refused }) => [key, mine_refused ? "theirs" : take] as const)),
    );
  };
  const save = () => {
    if (left > 0 || resolve.pending) return;
    resolve.run(
      row.id,
      contested.map(({ key }) => ({ key, take: chosen.get(key) ?? "theirs" })),
    );
  };
  return (
    <>
      <header className="page-head">
        <span className={styles.crumb}>
          <Link to="/attention">{words.crumb}</Link> <span aria-hidden="true">/</span>{" "}
          <Link to={`/orders/${row.order}`}>{name}</Link> <span aria-hidden="true">/</span>
        </span>
        <h1>{words.conflictTitle}</h1>
        <span className={styles.count}>{words.conflictCount(grouped(contested.length))}</span>
        <span className={styles.grow} />
        <span className="hint">{words.notOverwritten}</span>
      </header>
      <div className={styles.lead}>
        <p>{words.conflictLead}</p>
        <Button
          onClick={() => {
            takeAll("mine");
          }}
        >
          {words.allMine}
        </Button>
        <Button
          onClick={() => {
            takeAll("theirs");
          }}
        >
          {words.allTheirs}
        </Button>
        <span className="hint">{words.orEach}</span>
      </div>
      <div
        className={styles.sheet}
        onKeyDown={(event) => {
          if (!isComposing(event)) walk(event);
        }}
      >
        <table className={styles.table} aria-label={words.conflictTitle}>
          <colgroup>
            <col style={{ width: "20%" }} />
            <col style={{ width: "18%" }} />
            <col style={{ width: "31%" }} />
            <col style={{ width: "31%" }} />
          </colgroup>
          <thead>
            <tr>
              <th scope="col">{words.item}</th>
              <th scope="col">{words.before}</th>
              <th scope="col">
                <span className={styles.facts}>
                  <span>{words.mine}</span>
                  {item.person && <span>{item.person}</span>}
                  <span>{row.at.slice(0, 16)}</span>
                </span>
              </th>
              <th scope="col">{words.theirs}</th>
            </tr>
          </thead>
          <tbody>
            {contested.map((one, at) => (
              <ContestedRow
                key={one.key}
                one={one}
                chosen={chosen.get(one.key) ?? null}
                focused={at === 0}
                onTake={(take) => {
                  setChosen(new Map(chosen).set(one.key, take));
                }}
              />
            ))}
          </tbody>
        </table>
      </div>
      <footer className={styles.foot}>
        <span role="status">{words.chosen(grouped(chosen.size), grouped(contested.length))}</span>
        <progress className={styles.bar} max={contested.length} value={chosen.size} aria-hidden="true" />
        <span className={styles.keys}>
          <span>
            <kbd>←</kbd> {words.keyMine}
          </span>
          <span>
            <kbd>→</kbd> {words.keyTheirs}
          </span>
          <span>
            <kbd>↓</kbd> {words.keyNext}
          </span>
        </span>
        <span className={styles.grow} />
        <Message
          problem={resolve.problem && { text: sentence(resolve.problem, lang), code: resolve.problem.code }}
        />
        <span className="hint">{left > 0 ? words.saveWaits(grouped(left)) : words.kept}</span>
        <Button quiet onClick={() => void goto("/attention")}>
          {words.later}
        </Button>
        <Button
          tone="primary"
          disabled={resolve.pending}
          disabledReason={left > 0 ? words.saveWaits(grouped(left)) : null}
          onClick={save}
        >
          {words.save}
        </Button>
      </footer>
    </>
  );
}

/** Up and down go from thing to thing; left and right choose within one, as in every radio group. */
function walk(event: KeyboardEvent<HTMLElement>) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  const groups = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-contested]")];
  const at = groups.findIndex((group) => group.contains(document.activeElement));
  const next = groups[Math.min(Math.max(at + by, 0), groups.length - 1)];
  const radio =
    next?.querySelector<HTMLElement>("input:checked") ?? next?.querySelector<HTMLElement>("input:enabled");
  if (!radio) return;
  event.preventDefault();
  radio.focus();
}
