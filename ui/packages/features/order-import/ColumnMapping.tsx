import { useState } from "react";
import type { ColumnChoice, FileColumn, FileColumns, LineColumn } from "#host/generated";
import { Button } from "#kit/Button";
import { Select } from "#kit/Select";
import { useText } from "#text/TextProvider";
import styles from "./ColumnMapping.module.css";
import { LINE_COLUMNS } from "#host/forms";
import { REQUIRED } from "./fields";

interface ColumnMappingProps {
  columns: FileColumns;
  onRead: (mapping: ColumnChoice[]) => void;
}

const NONE = "";

/** Which column of the file is which field, where the header does not say it. The answer is remembered by the header. */
export function ColumnMapping({ columns, onRead }: ColumnMappingProps) {
  const { text } = useText();
  const words = text.orderImport.mapping;
  const [chosen, setChosen] = useState<readonly ColumnChoice[]>(columns.suggested);
  const at = (field: LineColumn) => chosen.find((choice) => choice.field === field)?.column;
  const missing = REQUIRED.filter((field) => at(field) === undefined);
  const names = missing.map((field) => text.orderImport.columns[field]).join("、");

  /** A column is one field only: taken here, it is free there. */
  const choose = (field: LineColumn, value: string) => {
    const column = value === NONE ? null : Number(value);
    const others = chosen.filter((choice) => choice.field !== field && choice.column !== column);
    setChosen(column === null ? others : [...others, { field, column }]);
  };
  const label = ({ letters, header }: FileColumn) => `${letters}  ${header || words.unnamed}`;

  return (
    <section className={styles.mapping} aria-labelledby="mapping-title">
      <h2 id="mapping-title">{words.title}</h2>
      <p>{words.what}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.field}</th>
            <th scope="col">{words.column}</th>
            <th scope="col">{words.samples}</th>
          </tr>
        </thead>
        <tbody>
          {LINE_COLUMNS.map((field) => {
            const required = REQUIRED.includes(field);
            const column = columns.columns.find((one) => one.column === at(field));
            return (
              <tr key={field}>
                <th scope="row">
                  {text.orderImport.columns[field]}
                  {required ? <i aria-hidden="true">*</i> : <span className="hint">{words.optional}</span>}
                </th>
                <td>
                  <Select
                    bare
                    label={text.orderImport.columns[field]}
                    value={at(field)?.toString() ?? NONE}
                    options={[
                      { value: NONE, label: words.none },
                      ...columns.columns.map((one) => ({ value: String(one.column), label: label(one) })),
                    ]}
                    onChange={(value) => {
                      choose(field, value);
                    }}
                  />
                </td>
                <td className={styles.samples}>
                  {column?.samples.map((sample, place) => (
                    <span key={place}>{sample}</span>
                  ))}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className={styles.actions}>
        <Button
          tone="primary"
          disabledReason={missing.length > 0 ? words.missing(names) : null}
          onClick={() => {
            onRead([...chosen]);
          }}
        >
          {words.read}
        </Button>
        <span className={styles.missing} role="status">
          {missing.length > 0 && words.missing(names)}
        </span>
      </p>
    </section>
  );
}
