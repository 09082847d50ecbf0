import type { KeyboardEvent } from "react";
import type { ContestedField, ContestedView, SideState, Take } from "#host/generated";
import { grouped } from "#kit/figures";
import { Icon } from "#kit/Icon";
import { isComposing } from "#kit/keys";
import { fieldName } from "#text/names";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import styles from "./Conflict.module.css";
import { useShown } from "./useShown";

interface ContestedRowProps {
  one: ContestedView;
  chosen: Take | null;
  /** Has the focus when the page opens. */
  focused: boolean;
  onTake: (take: Take) => void;
}

/** One thing that both sides changed, decided as one: a radio group over two cells. */
export function ContestedRow({ one, chosen, focused, onTake }: ContestedRowProps) {
  const { lang, text } = useText();
  const words = text.sync;
  const place =
    one.line === null ? null : one.number === null ? words.lineGone : words.lineAt(grouped(one.number));
  const group =
    one.group === "existence" ? (one.line ? words.theLine : words.theOrder) : words.groups[one.group];
  const take = (side: Take) => {
    if (side === "theirs" || !one.mine_refused) onTake(side);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (isComposing(event)) return;
    const side = event.key === "ArrowLeft" ? "mine" : event.key === "ArrowRight" ? "theirs" : null;
    if (!side) return;
    event.preventDefault();
    take(side);
    event.currentTarget.querySelector<HTMLElement>(`input[value="${side}"]`)?.focus();
  };
  const cell = (side: Take, state: SideState) => (
    <td
      className={chosen === side ? styles.chosen : undefined}
      onClick={() => {
        take(side);
      }}
    >
      <label className={styles.side}>
        <input
          type="radio"
          name={one.key}
          value={side}
          checked={chosen === side}
          disabled={side === "mine" && one.mine_refused !== null}
          autoFocus={focused && side === "mine"}
          // One stop for Tab, as in every radio group.
          tabIndex={chosen === null ? (side === "mine" ? 0 : -1) : chosen === side ? 0 : -1}
          aria-label={side === "mine" ? words.mine : words.theirs}
          aria-describedby={`${one.key}-${side}`}
          onChange={() => {
            take(side);
          }}
        />
        <span id={`${one.key}-${side}`}>
          <Side one={one} state={state} of={(field) => field[side]} marks />
          {side === "mine" && one.mine_refused && (
            <span className={styles.why}>
              <Icon name="triangle" small />
              {sentence(one.mine_refused, lang)} <code>{one.mine_refused.code}</code>
            </span>
          )}
        </span>
      </label>
    </td>
  );
  return (
    <tr data-contested role="row" onKeyDown={onKeyDown}>
      <th scope="row">
        <b className={styles.facts}>
          {place !== null && <span>{place}</span>}
          <span>{group}</span>
        </b>
        {one.line_facts.length > 0 && <Facts facts={one.line_facts} />}
        {one.fields.length > 1 && one.line === null && (
          <span className="hint">
            {one.fields.map(({ field }) => fieldName(field, lang)).join(lang === "zh" ? "、" : ", ")}
          </span>
        )}
        {one.problem && (
          <span className={styles.why}>
            {sentence(one.problem, lang)} <code>{one.problem.code}</code>
          </span>
        )}
      </th>
      <td className={styles.before}>
        <Side one={one} state={one.before} of={(field) => field.before} />
      </td>
      {cell("mine", one.mine)}
      {cell("theirs", one.theirs)}
    </tr>
  );
}

function Facts({ facts }: { facts: readonly string[] }) {
  return (
    <span className={`hint ${styles.facts}`}>
      {facts.map((fact) => (
        <span key={fact}>{fact}</span>
      ))}
    </span>
  );
}

interface SideProps {
  one: ContestedView;
  state: SideState;
  of: (field: ContestedField) => string;
  /** Marks what is another than before. */
  marks?: boolean;
}

/** What a side says, field by field; what it changed is marked by its line and its wash, and named for screen readers by the row. */
function Side({ one, state, of, marks = false }: SideProps) {
  const { lang, text } = useText();
  const words = text.sync;
  const show = useShown();
  if (state === "gone") return <mark className={styles.mark}>{one.line ? words.gone : words.goneOrder}</mark>;
  if (state === "there") return <span>{words.there}</span>;
  return (
    <span className={one.line === null ? styles.below : styles.beside}>
      {one.fields.map((field) => {
        const value = of(field);
        const shown = value === "" ? words.empty : show(field.field, value);
        const differs = marks && value !== field.before;
        return (
          <span key={field.field} title={fieldName(field.field, lang)}>
            <span className="visually-hidden">{fieldName(field.field, lang)} </span>
            {differs ? <mark className={styles.mark}>{shown}</mark> : shown}
          </span>
        );
      })}
    </span>
  );
}
