import { useState } from "react";
import { Link } from "react-router";
import { useQueryClient } from "@tanstack/react-query";
import { useCommand } from "#host/useCommand";
import { Button } from "#kit/Button";
import { Progress } from "#kit/Progress";
import { TextField } from "#kit/TextField";
import { useText } from "#text/TextProvider";
import styles from "./Account.module.css";
import { shown } from "./problems";

/** 连接服务器: an address that answers becomes this vault's server; nothing that was drafted is rewritten. */
export function ConnectForm({ present, onDone }: { present: string | null; onDone: () => void }) {
  const { lang, text } = useText();
  const words = text.account;
  const client = useQueryClient();
  const [address, setAddress] = useState(present ?? "https://");
  const connect = useCommand("connectServer", {
    done: (connection) => {
      client.setQueryData(["connection"], connection);
      onDone();
    },
  });
  const typed = address.trim();
  const ready = typed !== "" && typed !== "https://";
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (ready && !connect.pending) connect.run(typed);
      }}
    >
      <TextField
        autoFocus
        required
        label={words.address}
        hint={words.addressHint}
        value={address}
        onChange={setAddress}
        problem={shown(connect.problem, lang)}
      />
      <div className={styles.ways}>
        <Button tone="primary" submit disabled={!ready || connect.pending}>
          {words.connect}
        </Button>
        {present === null ? (
          <Link to="/home">{words.stayLocal}</Link>
        ) : (
          <Button quiet onClick={onDone}>
            {words.keep}
          </Button>
        )}
      </div>
      {connect.pending && <Progress label={words.connecting} />}
    </form>
  );
}
