import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { asProblem } from "#host/Host";
import { Button } from "#kit/Button";
import { EmptyState } from "#kit/EmptyState";
import { Message } from "#kit/Field";
import { chinaDate } from "#kit/instants";
import ledger from "#kit/Ledger.module.css";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import styles from "./Ops.module.css";
import { useOps } from "./OpsProvider";

/** Accounts: found by company, credit code, purchase number or mobile (YW-OPS-01). */
export function AccountsPage() {
  const { lang, text } = useText();
  const words = text.ops;
  const host = useOps();
  const [place, setPlace] = useSearchParams();
  const search = place.get("q") ?? "";
  const [typed, setTyped] = useState(search);
  const found = useInfiniteQuery({
    queryKey: ["accounts", search],
    queryFn: ({ pageParam }) => host.accounts(search, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const accounts = found.data?.pages.flatMap((page) => page.accounts) ?? [];
  const problem = found.error && asProblem(found.error);
  return (
    <>
      <header className="page-head">
        <h1>{words.accounts}</h1>
        <form
          role="search"
          className={styles.search}
          onSubmit={(event) => {
            event.preventDefault();
            setPlace(typed.trim() === "" ? {} : { q: typed.trim() });
          }}
        >
          <input
            type="search"
            aria-label={words.search}
            placeholder={words.search}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
            }}
          />
          <Button submit>{words.find}</Button>
        </form>
      </header>
      <div className={styles.messages}>
        <Message problem={problem && { text: sentence(problem, lang), code: problem.code }} />
      </div>
      {found.isSuccess && accounts.length === 0 && <EmptyState missing={words.none} next={words.noneDo} />}
      {accounts.length > 0 && (
        <div className={ledger.sheet}>
          <table className={`${ledger.ledger} ${styles.table}`} aria-label={words.list}>
            <colgroup>
              <col />
              <col style={{ width: 200 }} />
              <col style={{ width: 120 }} />
              <col style={{ width: 120 }} />
              <col style={{ width: 100 }} />
              <col style={{ width: 120 }} />
            </colgroup>
            <thead>
              <tr>
                <th scope="col">{words.columns.company}</th>
                <th scope="col">{words.columns.uscc}</th>
                <th scope="col">{words.columns.mpn}</th>
                <th scope="col">{words.columns.kind}</th>
                <th scope="col">{words.columns.state}</th>
                <th scope="col">{words.columns.since}</th>
              </tr>
            </thead>
            <tbody>
              {accounts.map((account) => (
                <tr key={account.id}>
                  <th scope="row" className={styles.name}>
                    <Link to={`/accounts/${account.id}`}>
                      {account.company_name ?? account.mpn ?? account.id}
                    </Link>
                  </th>
                  <td>{account.uscc}</td>
                  <td>{account.mpn}</td>
                  <td>{words.kinds[account.kind]}</td>
                  <td>{words.states[account.state]}</td>
                  <td>{chinaDate(account.created_at)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {found.hasNextPage && (
            <p className={styles.more}>
              <Button disabled={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
                {words.more}
              </Button>
            </p>
          )}
        </div>
      )}
    </>
  );
}
