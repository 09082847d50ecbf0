import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { OrderFilter, OrderSort, SavedFilterView } from "#host/generated";
import { useCommand } from "#host/useCommand";
import { Button } from "#kit/Button";
import { Icon } from "#kit/Icon";
import { isComposing } from "#kit/keys";
import { PopButton } from "#kit/PopButton";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import { useSavedFilters } from "../orderQueries";
import { narrows } from "./place";
import styles from "./SavedFilters.module.css";

interface SavedFiltersProps {
  filter: OrderFilter;
  sort: OrderSort;
  onApply: (saved: SavedFilterView) => void;
}

/** A passport is never saved, so it makes no difference between a filter and its saved one. */
const shape = (filter: OrderFilter) => JSON.stringify({ ...filter, passport: "" });

/** 常用筛选: filters with a name, to apply, to save again under the same name or another, and to delete. */
export function SavedFilters({ filter, sort, onApply }: SavedFiltersProps) {
  const { text } = useText();
  const words = text.orders.saved;
  const saved = useSavedFilters();
  const present = saved.data?.find((each) => shape(each.filter) === shape(filter));
  return (
    <PopButton
      label={words.button}
      shows={
        <>
          <Icon name="star" />
          {present ? words.named(present.name) : words.button}
          <Icon name="down" small />
        </>
      }
    >
      {(done) => (
        <>
          <List
            saved={saved.data ?? []}
            present={present}
            onApply={(each) => {
              done();
              onApply(each);
            }}
          />
          <Save
            key={present?.id ?? ""}
            filter={filter}
            sort={sort}
            name={present?.name ?? ""}
            onSaved={done}
          />
        </>
      )}
    </PopButton>
  );
}

interface ListProps {
  saved: SavedFilterView[];
  present: SavedFilterView | undefined;
  onApply: (saved: SavedFilterView) => void;
}

function List({ saved, present, onApply }: ListProps) {
  const { text } = useText();
  const client = useQueryClient();
  const words = text.orders.saved;
  const remove = useCommand("deleteFilter", {
    done: (left) => client.setQueryData(["savedFilters"], left),
  });
  if (saved.length === 0) return <p className={styles.none}>{words.none}</p>;
  return (
    <ul className={styles.list}>
      {saved.map((each) => (
        <li key={each.id}>
          <button
            type="button"
            aria-current={each === present}
            onClick={() => {
              onApply(each);
            }}
          >
            {each.name}
          </button>
          <Button
            quiet
            label={words.remove(each.name)}
            onClick={() => {
              remove.run(each.id);
            }}
          >
            <Icon name="cross" small />
          </Button>
        </li>
      ))}
    </ul>
  );
}

interface SaveProps {
  filter: OrderFilter;
  sort: OrderSort;
  name: string;
  onSaved: () => void;
}

function Save({ filter, sort, name: present, onSaved }: SaveProps) {
  const { lang, text } = useText();
  const client = useQueryClient();
  const words = text.orders.saved;
  const [name, setName] = useState(present);
  const save = useCommand("saveFilter", {
    done: (saved) => {
      client.setQueryData(["savedFilters"], saved);
      onSaved();
    },
  });
  if (!narrows(filter)) return null;
  return (
    <form
      className={styles.save}
      onKeyDown={(event) => {
        // Enter that takes a pinyin candidate saves nothing.
        if (isComposing(event) && event.key === "Enter") event.preventDefault();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        save.run(name.trim(), { ...filter, passport: "" }, sort);
      }}
    >
      <label>
        <span>{words.name}</span>
        <input
          type="text"
          autoComplete="off"
          value={name}
          aria-invalid={save.problem !== null}
          aria-describedby="save-filter-hint"
          onChange={(event) => {
            setName(event.target.value);
          }}
        />
      </label>
      <p id="save-filter-hint" className="hint" role={save.problem ? "alert" : undefined}>
        {save.problem ? (
          <span className={styles.problem}>
            {sentence(save.problem, lang)} <code>{save.problem.code}</code>
          </span>
        ) : (
          <>
            {words.replace}
            {filter.passport && <br />}
            {filter.passport && words.passportLeftOut}
          </>
        )}
      </p>
      <Button submit tone="primary" disabled={name.trim() === "" || save.pending}>
        {words.save}
      </Button>
    </form>
  );
}
