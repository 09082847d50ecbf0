import { useState, type ReactNode } from "react";
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
  /** The suggested columns are those that are read already: only others are worth reading. */
  isRead?: boolean;
  /** Other answers than reading. */
  children?: ReactNode;
}

const NONE = "";
const isOf = (field: LineColumn) => (choice: ColumnChoice) => choice.field === field;

/** Which column of the file is which field. The answer is remembered by the header. */
export function ColumnMapping({ columns, onRead, isRead = false, children }: ColumnMappingProps) {
  const { text } = useText();
  const words = text.orderImport.mapping;
  const [chosen, setChosen] = useState<readonly ColumnChoice[]>(columns.suggested);
  const at = (field: LineColumn) => chosen.find(isOf(field))?.column ?? undefined;
  const missing = REQUIRED.filter((field) => at(field) === undefined);
  const names = missing.map((field) => text.orderImport.columns[field]).join("、");

  /** A column is one field only: taken here, it is free there. */
  const choose = (field: LineColumn, value: string) => {
    const column = value === NONE ? null : Number(value);
    const others = chosen.filter((choice) => choice.field !== field && choice.column !== column);
    setChosen(column === null ? others : [...others, { field, column }]);
  };
  const same =
    isRead &&
    LINE_COLUMNS.every((field) => at(field) === (columns.suggested.find(isOf(field))?.column ?? undefined));
  const refused = missing.length > 0 ? words.missing(names) : same ? words.same : null;
  const label = ({ letters, header }: FileColumn) => `${letters}  ${header || words.unnamed}`;

  return (
    <>
      <table className={styles.mapping} aria-label={words.title}>
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
                  {text.orderImport.columns[field]}{" "}
                  {required ? <i aria-hidden="true">*</i> : <span className="hint">{words.optional}</span>}
                </th>
                <td>
                  <Select
                    bare
                    autoFocus={isRead && field === LINE_COLUMNS[0]}
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
                    <span key={place}>{sample} </span>
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
          disabledReason={refused}
          onClick={() => {
            onRead(LINE_COLUMNS.map((field) => ({ field, column: at(field) ?? null })));
          }}
        >
          {words.read}
        </Button>
        {children}
        <span className={styles.missing} role="status">
          {missing.length > 0 && words.missing(names)}
        </span>
      </p>
    </>
  );
}
