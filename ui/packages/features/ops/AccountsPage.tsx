import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { asProblem } from "#host/Host";
import { Button } from "#kit/Button";
import { EmptyState } from "#kit/EmptyState";
import { Message } from "#kit/Field";
import { Icon } from "#kit/Icon";
import { chinaDate } from "#kit/instants";
import ledger from "#kit/Ledger.module.css";
import box from "#kit/SearchBox.module.css";
import { Select } from "#kit/Select";
import { useConsoleText } from "#text/consoles";
import { sentence } from "#text/sentence";
import { More } from "./More";
import styles from "./Ops.module.css";
import { useOps } from "./OpsProvider";
import { StateStamp } from "./StateStamp";

/** Accounts: found by company, credit code, purchase number or mobile, kind and state (YW-OPS-01). */
export function AccountsPage() {
  const { lang, text } = useConsoleText();
  const words = text.ops;
  const host = useOps();
  const [place, setPlace] = useSearchParams();
  const get = (name: string) => place.get(name) ?? "";
  const filter = { search: get("q"), kind: get("kind"), state: get("state") };
  const [typed, setTyped] = useState(filter.search);
  const found = useInfiniteQuery({
    queryKey: ["accounts", filter],
    queryFn: ({ pageParam }) => host.accounts(filter, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const narrow = (change: Record<string, string>) => {
    const next = { q: filter.search, kind: filter.kind, state: filter.state, ...change };
    setPlace(Object.fromEntries(Object.entries(next).filter(([, value]) => value !== "")));
  };
  const accounts = found.data?.pages.flatMap((page) => page.accounts) ?? [];
  const problem = found.error && asProblem(found.error);
  const isNarrowed = Object.values(filter).some((value) => value !== "");
  const options = (all: string, known: Record<string, string>) => [
    { value: "", label: all },
    ...Object.entries(known).map(([value, label]) => ({ value, label })),
  ];
  return (
    <>
      <header className="page-head">
        <h1>{words.accounts}</h1>
      </header>
      <form
        role="search"
        className={styles.filters}
        onSubmit={(event) => {
          event.preventDefault();
          narrow({ q: typed.trim() });
        }}
      >
        <span className={`${box.box} ${styles.search}`}>
          <Icon name="find" />
          <input
            type="search"
            aria-label={words.search}
            placeholder={words.search}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
            }}
          />
        </span>
        <Button submit>{words.find}</Button>
        <Select
          bare
          label={words.kind}
          value={filter.kind}
          options={options(words.allKinds, words.kinds)}
          onChange={(kind) => {
            narrow({ kind });
          }}
        />
        <Select
          bare
          label={words.state}
          value={filter.state}
          options={options(words.allStates, words.states)}
          onChange={(state) => {
            narrow({ state });
          }}
        />
        {isNarrowed && (
          <Button
            quiet
            onClick={() => {
              setTyped("");
              setPlace({});
            }}
          >
            {words.clear}
          </Button>
        )}
      </form>
      <div className={styles.messages}>
        <Message problem={problem && { text: sentence(problem, lang), code: problem.code }} />
      </div>
      {found.isSuccess && accounts.length === 0 && <EmptyState missing={words.none} next={words.noneDo} />}
      {accounts.length > 0 && (
        <div className={ledger.sheet} tabIndex={0}>
          <table className={`${ledger.ledger} ${styles.table}`} aria-label={words.list}>
            <colgroup>
              <col />
              <col style={{ width: 184 }} />
              <col style={{ width: 104 }} />
              <col style={{ width: 112 }} />
              <col style={{ width: 100 }} />
              <col style={{ width: 112 }} />
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
                      {account.company_name ?? account.mpn ?? account.id.slice(-8)}
                    </Link>
                  </th>
                  <td>{account.uscc ?? "—"}</td>
                  <td>{account.mpn ?? "—"}</td>
                  <td>{words.kinds[account.kind] ?? account.kind}</td>
                  <td>
                    <StateStamp state={account.state} />
                  </td>
                  <td>{chinaDate(account.created_at)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <More pages={found} />
        </div>
      )}
    </>
  );
}
