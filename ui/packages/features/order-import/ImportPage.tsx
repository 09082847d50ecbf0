import { useEffect, useEffectEvent, type ReactNode } from "react";
import { useLocation, useNavigate, useParams } from "react-router";
import { asProblem } from "#host/Host";
import type { ImportState, OrderView } from "#host/generated";
import { Progress } from "#kit/Progress";
import { useText } from "#text/TextProvider";
import { ChooseFile } from "./ChooseFile";
import { Elsewhere } from "./Elsewhere";
import { grouped } from "#kit/figures";
import { Imported } from "./Imported";
import { ImportHead } from "./ImportHead";
import styles from "./ImportPage.module.css";
import { useImportOrder, useImportState } from "./importQueries";
import { PreviewPage } from "./PreviewPage";
import { ProblemNote } from "./ProblemNote";
import { RefusedFile } from "./RefusedFile";
import { takeFocus } from "./takeFocus";
import { useImport, type Import } from "./useImport";

/** A file that another page was given for this order, such as one dropped on the order. */
export interface ImportPlace {
  path?: string;
}

/** Import of a merchant's workbook into one order, from the file to the result (YW-IMP-01 … 16). */
export function ImportPage() {
  const { id = "" } = useParams();
  const order = useImportOrder(id);
  const state = useImportState();
  const failed = order.error ?? state.error;
  if (failed) {
    return (
      <Page head={null}>
        <ProblemNote problem={asProblem(failed)} />
      </Page>
    );
  }
  // Both are here in milliseconds: the page never shows half of itself.
  return order.data && state.data ? <Steps key={id} order={order.data} state={state.data} /> : null;
}

function Steps({ order, state }: { order: OrderView; state: ImportState }) {
  const { text } = useText();
  const words = text.orderImport;
  const navigate = useNavigate();
  const { row } = order;
  const run = useImport(row.id);
  const place = useLocation().state as ImportPlace | null;
  const begin = useEffectEvent(() => {
    if (place?.path === undefined) return;
    // Once: the page that is loaded again finds the import where it is.
    void navigate(".", { replace: true, state: null });
    void run.startFile(place.path);
  });
  useEffect(() => {
    begin();
  }, []);
  const leave = () => void navigate(`/orders/${row.id}`);

  if (state.state !== "none" && state.order !== row.id) {
    return (
      <Page head={<ImportHead order={order} title={words.title} />}>
        <Elsewhere order={state.order} preview={state} run={run} />
      </Page>
    );
  }
  if (run.storing) {
    const rows = state.state === "storing" ? state.rows : null;
    return <Storing order={order} name={run.storing.file_name} rows={rows} run={run} />;
  }
  switch (state.state) {
    case "none":
      return run.finished ? (
        <Page head={<ImportHead order={order} title={words.title} />}>
          <Imported order={order} finished={run.finished} run={run} />
        </Page>
      ) : (
        <Page head={<ImportHead order={order} title={words.title} facts={[words.nothingStored]} />}>
          <ChooseFile order={order} run={run} onLeave={leave} />
        </Page>
      );
    case "reading":
      return (
        <Page head={<ImportHead order={order} title={words.title} facts={[words.nothingStored]} />}>
          <div className={styles.working}>
            <Progress
              label={words.reading(state.file_name)}
              count={words.rows(grouped(state.rows))}
              onCancel={() => void run.cancel()}
              cancelLabel={words.cancel}
            />
          </div>
        </Page>
      );
    case "refused":
      return (
        <Page head={<ImportHead order={order} title={words.title} facts={[words.nothingStored]} />}>
          <RefusedFile key={state.options.path} refused={state} run={run} />
        </Page>
      );
    case "ready":
      return (
        <PreviewPage
          key={JSON.stringify(state.options)}
          order={order}
          preview={state.preview}
          options={state.options}
          run={run}
          onLeave={leave}
        />
      );
    case "storing":
      return <Storing order={order} name={state.file_name} rows={state.rows} run={run} />;
  }
}

function Storing({
  order,
  name,
  rows,
  run,
}: {
  order: OrderView;
  name: string;
  rows: number | null;
  run: Import;
}) {
  const { text } = useText();
  const words = text.orderImport;
  return (
    <Page head={<ImportHead order={order} title={words.title} />}>
      <div className={styles.working}>
        <Progress
          label={words.storing(name)}
          {...(rows === null ? {} : { count: words.rows(grouped(rows)) })}
          onCancel={() => void run.cancel()}
          cancelLabel={words.cancel}
        />
        <p className="hint">{words.storingHint}</p>
      </div>
    </Page>
  );
}

function Page({ head, children }: { head: ReactNode; children: ReactNode }) {
  return (
    <section ref={takeFocus} tabIndex={-1} className={styles.page}>
      {head}
      <div className={styles.body}>{children}</div>
    </section>
  );
}
