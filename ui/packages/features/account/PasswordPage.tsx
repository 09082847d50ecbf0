import { useState } from "react";
import { Link } from "react-router";
import { useAccountCommand } from "#host/useCommand";
import { Button } from "#kit/Button";
import { Message } from "#kit/Field";
import { TextField } from "#kit/TextField";
import { useConnection } from "#host/syncQueries";
import { useText } from "#text/TextProvider";
import styles from "./Account.module.css";
import { AccountFrame } from "./AccountFrame";
import { NewPasswordFields } from "./NewPasswordFields";
import { elsewhere, of, shown } from "./problems";

const FIELDS = ["old_password", "password", "new_password", "password_repeat"];

interface PasswordPageProps {
  inBrowser?: boolean;
  /** The present one is good for one sign-in; of staff the account does not say so. */
  mustChange?: boolean;
  onChanged?: () => void;
}

/** 密码修改: the old one, the new one twice (YW-PWD-01). Where nobody is signed in it says what is missing (YW-NAV-03). */
export function PasswordPage({ inBrowser = false, mustChange = false, onChanged }: PasswordPageProps) {
  const { text } = useText();
  const words = text.account;
  const connection = useConnection();
  if (!connection.data) return null;
  if (!connection.data.signed_in) {
    return (
      <AccountFrame title={words.passwordTitle} lead={words.needsSignIn}>
        <p className={styles.ways}>
          <Link to="/account">{connection.data.server === null ? text.sync.connect : words.toAccount}</Link>
          <Link to="/settings/security">{words.toSecurity}</Link>
        </p>
      </AccountFrame>
    );
  }
  const lead = inBrowser ? words.passwordLeadInBrowser : words.passwordLead;
  const isOneTime = mustChange || (connection.data.account?.must_change_password ?? false);
  return <Change lead={isOneTime ? words.mustChange : lead} onChanged={onChanged} />;
}

function Change({ lead, onChanged }: { lead: string; onChanged: (() => void) | undefined }) {
  const { lang, text } = useText();
  const words = text.account;
  const [old, setOld] = useState("");
  const [twice, setTwice] = useState({ next: "", again: "" });
  const [saved, setSaved] = useState(false);
  const change = useAccountCommand("changePassword", {
    done: () => {
      setSaved(true);
      onChanged?.();
      setOld("");
      setTwice({ next: "", again: "" });
    },
    refused: () => {
      setSaved(false);
    },
  });
  const problems = change.problems;
  const field = (...names: string[]) =>
    names.map((one) => of(problems, one, lang)).find((one) => one !== null) ?? null;
  const ready = old !== "" && twice.next !== "" && twice.again !== "";
  return (
    <AccountFrame title={words.passwordTitle} lead={lead}>
      <div role="status" className={styles.told}>
        {saved && <p>{words.saved}</p>}
      </div>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !change.pending) change.run(old, twice.next, twice.again);
        }}
      >
        <TextField
          autoFocus
          required
          label={words.old}
          secret={{ show: words.show, hide: words.hide }}
          autoComplete="current-password"
          value={old}
          onChange={setOld}
          problem={field("old_password")}
        />
        <NewPasswordFields
          label={words.next}
          again={words.again}
          value={twice}
          onChange={setTwice}
          problems={{ next: field("password", "new_password"), again: field("password_repeat") }}
        />
        <Message problem={shown(elsewhere(change.problem, FIELDS), lang)} />
        <div className={styles.ways}>
          <Button tone="primary" submit disabled={!ready || change.pending}>
            {words.save}
          </Button>
        </div>
      </form>
    </AccountFrame>
  );
}
