import { useState } from "react";
import { Link } from "react-router";
import { useWork } from "#host/useCommand";
import { Button } from "#kit/Button";
import { Message } from "#kit/Field";
import { TextField } from "#kit/TextField";
import { useConsoleText } from "#text/consoles";
import { sentence } from "#text/sentence";
import { CodeField } from "./CodeField";
import styles from "./Firm.module.css";
import { useFirm } from "./FirmProvider";

const FIELDS = ["mobile", "old_code", "new_code", "sms_code", "password"];
const BLANK = { old_code: "", mobile: "", new_code: "", password: "" };

/** 更换手机: a code to the number bound so far, one to the new number, and the password (YW-AUTH-09). */
export function MobilePage() {
  const { lang, text } = useConsoleText();
  const words = text.firm;
  const host = useFirm();
  const [form, setForm] = useState(BLANK);
  const [told, setTold] = useState("");
  const change = useWork("changeMobile", host.changeMobile, {
    done: () => {
      setForm(BLANK);
      setTold(words.mobileDone);
    },
  });
  const put = (field: keyof typeof form) => (typed: string) => {
    setTold("");
    setForm({ ...form, [field]: typed });
  };
  const saying = (field: string) => {
    const found = change.problems.find((one) => one.field === field);
    return found && { text: sentence(found, lang), code: found.code };
  };
  const other = change.problems.find(({ field }) => !FIELDS.includes(field ?? ""));
  const ready = Object.values(form).every((value) => value.trim() !== "");
  const mobile = form.mobile.trim();
  return (
    <>
      <header className="page-head">
        <span>
          <Link to="/account">{words.profile}</Link> <span aria-hidden="true">/</span>
        </span>
        <h1>{words.mobile}</h1>
      </header>
      <div className={styles.body}>
        <p className={styles.lead}>{words.mobileLead}</p>
        <p role="status">{told}</p>
        <form
          className={styles.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (ready && !change.pending) change.run({ ...form, mobile });
          }}
        >
          <CodeField
            label={words.oldCode}
            send={words.sendOld}
            value={form.old_code}
            onChange={put("old_code")}
            request={() => host.sendMobileCode(null)}
            problem={saying("old_code") ?? saying("sms_code")}
          />
          <TextField
            required
            label={words.newMobile}
            inputMode="tel"
            value={form.mobile}
            onChange={put("mobile")}
            problem={saying("mobile")}
          />
          <CodeField
            label={words.newCode}
            send={words.sendNew}
            value={form.new_code}
            onChange={put("new_code")}
            request={mobile === "" ? null : () => host.sendMobileCode(mobile)}
            problem={saying("new_code")}
          />
          <TextField
            required
            label={words.currentPassword}
            secret={{ show: words.show, hide: words.hide }}
            autoComplete="current-password"
            value={form.password}
            onChange={put("password")}
            problem={saying("password")}
          />
          <Message problem={other && { text: sentence(other, lang), code: other.code }} />
          <div>
            <Button tone="primary" submit disabled={!ready || change.pending}>
              {words.save}
            </Button>
          </div>
        </form>
      </div>
    </>
  );
}
