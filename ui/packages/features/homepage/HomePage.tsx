import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { useHost } from "#host/HostProvider";
import { useCommand } from "#host/useCommand";
import { useConnection } from "#host/syncQueries";
import { registrationQuery } from "#host/registrationQuery";
import { useDeskEvents } from "#host/useDeskEvents";
import { useAction } from "#kit/actions";
import { Button } from "#kit/Button";
import { Message } from "#kit/Field";
import { Icon } from "#kit/Icon";
import { keyText } from "#kit/KeyCap";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import { asProblem } from "#host/Host";
import type { ProblemView } from "#host/generated";
import styles from "./HomePage.module.css";
import { RecentOrders } from "./RecentOrders";

/** 首页 (YW-NAV-01) as local mode has it: the work that is possible here, what needs a server, notices, service lines. */
export function HomePage() {
  const { lang, text } = useText();
  const words = text.home;
  const goto = useNavigate();
  const connection = useConnection();
  const create = useCommand("createOrder", { done: (id) => void goto(`/orders/${id}`) });
  const importing = useImportOfFile();
  const [over, setOver] = useState(false);
  useDeskEvents((event) => {
    if (event.kind === "drag_over") setOver(event.inside);
    if (event.kind === "dropped" && event.paths[0] !== undefined) importing.take(event.paths[0]);
  });
  const add = () => {
    create.run();
  };
  useAction("order.new", add);
  const problem = create.problem ?? importing.problem;
  return (
    <>
      <header className="page-head">
        <h1>{words.platform}</h1>
        <span className="hint">
          {connection.data?.account ? connection.data.account.company_name : words.localMode}
        </span>
      </header>
      <div className={styles.page}>
        <section className={styles.entrance} aria-labelledby="home-entrance">
          <h2 id="home-entrance">{words.entrance}</h2>
          <p>{words.entranceText}</p>
          <div className={styles.deeds}>
            <Button tone="primary" large keys={keyText("order.new")} disabled={create.pending} onClick={add}>
              <Icon name="plus" />
              {words.newOrder}
            </Button>
            <Button large onClick={importing.choose}>
              <Icon name="import" />
              {words.importFile}
            </Button>
            <span className="hint">{over ? words.dropHere : words.importHint}</span>
          </div>
          <Message problem={problem && { text: sentence(problem, lang), code: problem.code }} />
        </section>
        <RecentOrders />
        <Aside isLocal={connection.data?.server == null} signedIn={connection.data?.signed_in ?? false} />
      </div>
    </>
  );
}

/** A file becomes a new order: nothing is made if the person closes the dialog. */
function useImportOfFile() {
  const host = useHost();
  const goto = useNavigate();
  const [problem, setProblem] = useState<ProblemView | null>(null);
  const begin = async (path: string | null) => {
    if (path === null) return;
    const order = await host.createOrder();
    try {
      await host.startImport(order, { path, sheet: null, encoding: null, mapping: [], replace: false });
    } catch (error) {
      // No empty order stays behind for a file that could not be begun.
      await host.deleteOrder(order);
      throw error;
    }
    await goto(`/orders/${order}/import`);
  };
  const tried = (work: Promise<void>) => {
    setProblem(null);
    work.catch((error: unknown) => {
      setProblem(asProblem(error));
    });
  };
  return {
    problem,
    choose: () => {
      tried(host.chooseWorkbook().then(begin));
    },
    take: (path: string) => {
      tried(begin(path));
    },
  };
}

/** What needs a server, notices, and whom to call (YW-HELP-01). */
function Aside({ isLocal, signedIn }: { isLocal: boolean; signedIn: boolean }) {
  const { text } = useText();
  const words = text.home;
  const registration = useQuery(registrationQuery(useHost()));
  return (
    <aside className={styles.aside}>
      <section>
        <h2>{words.filing}</h2>
        <p>{words.filingText}</p>
        <p>
          <Link to="/account">{signedIn ? words.filingAccount : words.filingMore}</Link>
        </p>
        <p>
          <Link to="/entity">{words.filingNext}</Link>
        </p>
      </section>
      <section>
        <h2>{words.notices}</h2>
        {registration.data?.forgotten && (
          <p>
            <b>{text.frame.draftForgotten}</b>
            {text.frame.draftForgottenText} <Link to="/account/register">{words.registerAnew}</Link>
          </p>
        )}
        {words.noticeList.slice(isLocal ? 0 : 1).map((notice) => (
          <p key={notice.title}>
            <b>{notice.title}</b>
            {notice.text}
          </p>
        ))}
        <Link to="/backups">{words.toBackups}</Link>
      </section>
      <section>
        <h2>{words.service}</h2>
        <dl>
          <dt>{words.hotline}</dt>
          <dd>{words.hotlineNumbers.join(", ")}</dd>
          <dt>{words.insurer}</dt>
          <dd>{words.insurerNumbers.join(", ")}</dd>
        </dl>
      </section>
    </aside>
  );
}
