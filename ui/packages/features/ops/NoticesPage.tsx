import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { asProblem } from "#host/Host";
import type { Notice } from "#host/ops";
import { useWork } from "#host/useCommand";
import { Button } from "#kit/Button";
import { confirm } from "#kit/confirm";
import { EmptyState } from "#kit/EmptyState";
import { Message } from "#kit/Field";
import { chinaDate, chinaMinute } from "#kit/instants";
import ledger from "#kit/Ledger.module.css";
import { Stamp, type StampLine } from "#kit/Stamp";
import { useConsoleText } from "#text/consoles";
import { sentence } from "#text/sentence";
import { More } from "./More";
import { NoticeDialog } from "./NoticeDialog";
import styles from "./Ops.module.css";
import { useOps } from "./OpsProvider";

type NoticeState = "shown" | "coming" | "over" | "withdrawn";
const LINES: Record<NoticeState, StampLine> = {
  shown: "solid",
  coming: "dashed",
  over: "double",
  withdrawn: "struck",
};

/** How a notice stands on a China day. */
function stateOf({ from, to, withdrawn_at }: Notice, today: string): NoticeState {
  if (withdrawn_at != null) return "withdrawn";
  if (today < from) return "coming";
  return today > to ? "over" : "shown";
}

/** 公告: everything that was ever announced, newest first; published, changed, taken back (YW-HELP-02). */
export function NoticesPage() {
  const { lang, text } = useConsoleText();
  const words = text.ops;
  const host = useOps();
  const client = useQueryClient();
  const [editing, setEditing] = useState<Notice | "new" | null>(null);
  const [told, setTold] = useState("");
  const pages = useInfiniteQuery({
    queryKey: ["notices"],
    queryFn: ({ pageParam }) => host.notices(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const done = (said: string) => {
    setTold(said);
    void client.invalidateQueries({ queryKey: ["notices"] });
  };
  const withdraw = useWork("withdraw", async (id: string) => {
    await host.withdraw(id);
    done(words.withdrawn);
  });
  const ask = async (notice: Notice) => {
    const answer = await confirm({
      title: words.withdrawTitle(notice.title),
      text: words.withdrawText,
      answers: [
        { key: "keep", label: words.keep },
        { key: "withdraw", label: words.withdraw, tone: "danger" },
      ],
    });
    if (answer === "withdraw") withdraw.run(notice.id);
  };
  const today = chinaDate(new Date().toISOString());
  const notices = pages.data?.pages.flatMap((page) => page.notices) ?? [];
  const problem = withdraw.problem ?? (pages.error && asProblem(pages.error));
  return (
    <>
      <header className="page-head">
        <h1>{words.notices}</h1>
        <p role="status" className={styles.grow}>
          {told}
        </p>
        <Button
          tone="primary"
          onClick={() => {
            setEditing("new");
          }}
        >
          {words.noticeNew}
        </Button>
      </header>
      <div className={styles.messages}>
        <Message problem={problem && { text: sentence(problem, lang), code: problem.code }} />
      </div>
      {pages.isSuccess && notices.length === 0 && (
        <EmptyState missing={words.noticeNone} next={words.noticeNoneDo} />
      )}
      {notices.length > 0 && (
        <div className={ledger.sheet} tabIndex={0}>
          <table className={`${ledger.ledger} ${styles.table}`} aria-label={words.notices}>
            <colgroup>
              <col />
              <col style={{ width: 80 }} />
              <col style={{ width: 200 }} />
              <col style={{ width: 136 }} />
              <col style={{ width: 92 }} />
              <col style={{ width: 168 }} />
            </colgroup>
            <thead>
              <tr>
                <th scope="col">{words.noticeColumns.title}</th>
                <th scope="col">{words.noticeColumns.kind}</th>
                <th scope="col">{words.noticeColumns.days}</th>
                <th scope="col">{words.noticeColumns.published}</th>
                <th scope="col">{words.noticeColumns.state}</th>
                <th scope="col">
                  <span className="visually-hidden">{words.noticeColumns.deeds}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {notices.map((notice) => {
                const state = stateOf(notice, today);
                return (
                  <tr key={notice.id}>
                    <th scope="row" className={styles.name} title={notice.title}>
                      {notice.title}
                    </th>
                    <td>{words.noticeKinds[notice.kind] ?? notice.kind}</td>
                    <td>{words.days(notice.from, notice.to)}</td>
                    <td>{chinaMinute(notice.published_at)}</td>
                    <td>
                      <Stamp line={LINES[state]}>{words.noticeStates[state]}</Stamp>
                    </td>
                    <td className={styles.rowDeeds}>
                      {state !== "withdrawn" && (
                        <>
                          <Button
                            quiet
                            label={words.editOf(notice.title)}
                            onClick={() => {
                              setEditing(notice);
                            }}
                          >
                            {words.edit}
                          </Button>
                          <Button
                            quiet
                            label={words.withdrawOf(notice.title)}
                            disabled={withdraw.pending}
                            onClick={() => void ask(notice)}
                          >
                            {words.withdraw}
                          </Button>
                        </>
                      )}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
          <More pages={pages} />
        </div>
      )}
      {editing && (
        <NoticeDialog
          notice={editing === "new" ? null : editing}
          today={today}
          onClose={() => {
            setEditing(null);
          }}
          onDone={(said) => {
            setEditing(null);
            done(said);
          }}
        />
      )}
    </>
  );
}
