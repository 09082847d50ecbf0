import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { useHost } from "#host/HostProvider";
import { usePreferences } from "#host/usePreferences";
import { act } from "#kit/actions";
import { Button } from "#kit/Button";
import { keyText } from "#kit/KeyCap";
import { Select } from "#kit/Select";
import { useText } from "#text/TextProvider";
import { LockDialog, type LockDeed } from "./LockDialog";
import { Row } from "./Row";
import styles from "./Settings.module.css";

const MINUTES = [5, 10, 15, 30, 60];

/** Lock, auto-lock, recovery code, backups (CM-SEC-01). */
export function SecuritySection() {
  const { text } = useText();
  const words = text.settings;
  const host = useHost();
  const goto = useNavigate();
  const vault = useQuery({ queryKey: ["vault"], queryFn: () => host.vaultState() });
  const { preferences, set } = usePreferences();
  const [deed, setDeed] = useState<LockDeed | null>(null);
  const [told, setTold] = useState("");
  if (!vault.data) return null;
  const { has_lock, keeping } = vault.data;
  const isPasswordAlone = keeping === "password";
  return (
    <>
      <Row label={words.lock}>
        <p>{has_lock ? words.lockSet : words.lockNone}</p>
        <div className={styles.actions}>
          <Button
            onClick={() => {
              setDeed(has_lock ? "change" : "set");
            }}
          >
            {has_lock ? words.changeLock : words.setLock}
          </Button>
          {has_lock && (
            <>
              <Button
                tone="danger"
                disabledReason={isPasswordAlone ? words.noRemove : null}
                onClick={() => {
                  setDeed("remove");
                }}
              >
                {words.removeLock}
              </Button>
              <Button
                keys={keyText("program.lock")}
                onClick={() => {
                  act("program.lock");
                }}
              >
                {words.lockNow}
              </Button>
            </>
          )}
        </div>
        {has_lock && isPasswordAlone && <p className="hint">{words.noRemove}</p>}
        <p className="hint" role="status">
          {told}
        </p>
      </Row>
      <Row label={words.auto}>
        <Select
          bare
          label={words.auto}
          disabled={!has_lock}
          value={has_lock ? String(preferences.lock_after_minutes ?? 0) : "0"}
          options={[0, ...MINUTES].map((minutes) => ({
            value: String(minutes),
            label: minutes === 0 ? words.never : words.minutes(minutes),
          }))}
          onChange={(minutes) => {
            set({ lock_after_minutes: minutes === "0" ? null : Number(minutes) });
          }}
        />
        {!has_lock && <p className="hint">{words.autoNeedsLock}</p>}
      </Row>
      <Row label={words.recovery}>
        <p>{words.recoveryText}</p>
        <div className={styles.actions}>
          <Button onClick={() => void goto("/recovery")}>{words.renew}</Button>
        </div>
      </Row>
      {keeping && <Row label={words.keptBy}>{words.keeping[keeping]}</Row>}
      <Row label={words.backups}>
        <Link to="/backups">{words.toBackups}</Link>
      </Row>
      {deed && (
        <LockDialog
          deed={deed}
          onClose={() => {
            setDeed(null);
          }}
          onDone={() => {
            setTold(deed === "remove" ? words.lockRemoved : words.lockChanged);
            setDeed(null);
            void vault.refetch();
          }}
        />
      )}
    </>
  );
}
