import { useQuery } from "@tanstack/react-query";
import type { ImportRecordView } from "#host/generated";
import { useHost } from "#host/HostProvider";
import { useText } from "#text/TextProvider";
import { grouped } from "#kit/figures";
import { Refused } from "../Refused";
import styles from "./OrderPanel.module.css";

/** 导入记录: which workbooks went into the order, and what was found in them (YW-IMP-16). */
export function ImportRecords({ id }: { id: string }) {
  const host = useHost();
  const { text } = useText();
  const records = useQuery({ queryKey: ["imports", id], queryFn: () => host.importRecords(id) });
  if (records.isError) return <Refused error={records.error} onRetry={() => void records.refetch()} />;
  if (records.data?.length === 0) return <p className={styles.none}>{text.orders.panel.noImports}</p>;
  return (
    <ol className={styles.list} aria-label={text.orders.panel.imports}>
      {records.data?.map((record) => (
        <Record key={record.id} record={record} />
      ))}
    </ol>
  );
}

function Record({ record }: { record: ImportRecordView }) {
  const { text } = useText();
  const words = text.orders.panel;
  const figure = (n: number) => grouped(n);
  const errors = Object.entries(record.errors_by_code);
  return (
    <li>
      <p className={styles.what}>
        <b className={styles.file}>{record.file_name}</b>
        <span>{record.replaced ? words.replaced : words.appended}</span>
      </p>
      <p className={styles.when}>
        <time dateTime={record.at.replace(" ", "T")}>{record.at}</time>
      </p>
      <ul className={styles.facts}>
        <li>{words.rows(figure(record.rows))}</li>
        <li>{words.imported(figure(record.imported))}</li>
        {record.left_out > 0 && <li>{words.leftOut(figure(record.left_out))}</li>}
        {record.duplicates > 0 && <li>{words.duplicates(figure(record.duplicates))}</li>}
      </ul>
      {errors.length > 0 && (
        <ul className={styles.facts}>
          {errors.map(([code, count]) => (
            <li key={code} className={styles.bad}>
              <code>{code}</code> {words.times(figure(count))}
            </li>
          ))}
        </ul>
      )}
      <p className={styles.when} title={record.sha256}>
        {words.sha} <code>{record.sha256.slice(0, 12)}</code>
      </p>
    </li>
  );
}
