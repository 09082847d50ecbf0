import { useInfiniteQuery } from "@tanstack/react-query";
import type { ChangeView, EditView } from "#host/generated";
import { useHost } from "#host/HostProvider";
import { Button } from "#kit/Button";
import { changeName, fieldName } from "#text/names";
import { useText } from "#text/TextProvider";
import { grouped, quantity } from "#kit/figures";
import { Refused } from "../Refused";
import { takenBack } from "./changeWords";
import styles from "./OrderPanel.module.css";

/** 变更记录: who changed what when, newest first, with what stood there before (YW-ORD-15, CM-AUD-01). */
export function History({ id }: { id: string }) {
  const host = useHost();
  const { text } = useText();
  const history = useInfiniteQuery({
    queryKey: ["history", id],
    queryFn: ({ pageParam }) => host.history(id, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  if (history.isError) return <Refused error={history.error} onRetry={() => void history.refetch()} />;
  const changes = history.data?.pages.flatMap((page) => page.changes) ?? [];
  const back = takenBack(changes);
  return (
    <>
      {history.isSuccess && changes.length === 0 && (
        <p className={styles.none}>{text.orders.panel.noHistory}</p>
      )}
      <ol className={styles.list} aria-label={text.orders.panel.history}>
        {changes.map((change) => (
          <Change
            key={change.seq}
            change={change}
            of={changes.find((other) => other.seq === change.undoes)}
            takenBack={back.has(change.seq)}
          />
        ))}
      </ol>
      {history.hasNextPage && (
        <p className={styles.none}>
          <Button disabled={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
            {text.orders.panel.more}
          </Button>
        </p>
      )}
    </>
  );
}

interface ChangeProps {
  change: ChangeView;
  /** The change that this one takes back or does again, if it is in the list. */
  of: ChangeView | undefined;
  takenBack: boolean;
}

function Change({ change, of, takenBack }: ChangeProps) {
  const { lang, text } = useText();
  const words = text.orders.panel;
  const { lines } = change.step;
  const named = new Set(change.edits.flatMap((edit) => edit.line ?? [])).size;
  return (
    <li className={takenBack ? styles.back : undefined}>
      <p className={styles.what}>
        <b>{changeName(change.step, lang)}</b>
        {lines > 0 && <span>{words.lines(grouped(lines))}</span>}
        {takenBack && <span className={styles.mark}>{words.undone}</span>}
      </p>
      <p className={styles.when}>
        <time dateTime={change.at.replace(" ", "T")}>{change.at}</time>
        <span>
          {words.by(
            change.person ? words.other(change.person) : words.me,
            change.on_this_computer ? null : change.device,
          )}
        </span>
      </p>
      {change.undoes !== null && (
        <p className={styles.when}>
          {of
            ? (of.undoes === null ? words.undid : words.redid)(changeName(of.step, lang), of.at)
            : words.undidEarlier}
        </p>
      )}
      {change.merged && <p className={styles.when}>{words.merged}</p>}
      {change.edits.length > 0 && (
        <ul className={styles.edits}>
          {change.edits.map((edit) => (
            <Edit key={`${edit.line ?? ""} ${edit.field}`} edit={edit} />
          ))}
        </ul>
      )}
      {named > 0 && lines > named && <p className={styles.when}>{words.moreEdits(grouped(lines - named))}</p>}
    </li>
  );
}

function Edit({ edit }: { edit: EditView }) {
  const { lang, text } = useText();
  const words = text.orders.panel;
  const place =
    edit.line === null ? "" : edit.number === null ? words.lineGone : words.line(grouped(edit.number));
  const shown = (text: string) => (edit.field === "quantity" ? quantity(text) : text);
  return (
    <li>
      <span className={styles.field}>
        {place} {fieldName(edit.field, lang)}
      </span>
      {edit.before ? <del>{shown(edit.before)}</del> : <span className={styles.empty}>{words.empty}</span>}
      <span aria-hidden="true">→</span>
      {edit.after ? <ins>{shown(edit.after)}</ins> : <span className={styles.empty}>{words.empty}</span>}
    </li>
  );
}
