import { useState } from "react";
import { Link } from "react-router";
import { asProblem } from "#host/Host";
import type { OrderView } from "#host/generated";
import { useHost } from "#host/HostProvider";
import { Button } from "#kit/Button";
import { Icon } from "#kit/Icon";
import { useText } from "#text/TextProvider";
import { grouped } from "#kit/figures";
import { ProblemNote } from "./ProblemNote";
import styles from "./Imported.module.css";
import { takeFocus } from "./takeFocus";
import { useQueryClient } from "@tanstack/react-query";
import type { Finished, Import } from "./useImport";

interface ImportedProps {
  order: OrderView;
  finished: Finished;
  run: Import;
}

/** The result: what was stored and what was not, and the way back (YW-IMP-13, 16). */
export function Imported({ order, finished, run }: ImportedProps) {
  const host = useHost();
  const client = useQueryClient();
  const { text } = useText();
  const words = text.orderImport.done;
  const { imported, preview } = finished;
  const [undone, setUndone] = useState(false);
  const { id } = order.row;

  const undo = async () => {
    try {
      const { problems } = await host.undo(id);
      setUndone(true);
      run.tell(problems[0] ?? null);
      void client.invalidateQueries({ queryKey: ["order", id] });
      void client.invalidateQueries({ queryKey: ["orders"] });
    } catch (error) {
      run.tell(asProblem(error));
    }
  };

  return (
    <>
      <ProblemNote
        problem={run.problem}
        onClose={() => {
          run.tell(null);
        }}
      />
      <section className={styles.done} aria-labelledby="done-title">
        <div role="status">
          <h2 id="done-title">
            <span className={undone ? styles.undone : styles.ok}>
              <Icon name={undone ? "undo" : "tick"} />
            </span>
            {undone ? words.undone : words.title(grouped(imported.imported))}
          </h2>
        </div>
        <p>{preview.file_name}</p>
        {!undone && (
          <ul>
            <li>{words.saved(imported.saved_at)}</li>
            {imported.left_out > 0 && <li>{words.left(grouped(imported.left_out))}</li>}
            <li>{words.record}</li>
          </ul>
        )}
        <p className={styles.actions}>
          <Link ref={takeFocus} className={styles.back} to={`/orders/${id}`}>
            {words.back}
          </Link>
          {!undone && (
            <Button onClick={() => void undo()}>
              <Icon name="undo" />
              {words.undo}
            </Button>
          )}
          {!undone && preview.faulty > 0 && (
            <Button onClick={() => void run.saveReport()}>
              <Icon name="export" />
              {text.orderImport.report}
            </Button>
          )}
          <Button quiet onClick={run.forgetFinished}>
            {words.another}
          </Button>
        </p>
      </section>
    </>
  );
}
