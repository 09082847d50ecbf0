import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ComponentType } from "react";
import { Navigate, useNavigate } from "react-router";
import type { RecoveryView, VaultView } from "#host/generated";
import { useHost } from "#host/HostProvider";
import { useCommand } from "#host/useCommand";
import { DoneStage } from "./DoneStage";
import { LanguageStage } from "./LanguageStage";
import { LockStage } from "./LockStage";
import { PasswordStage } from "./PasswordStage";
import { RecoveryStage } from "./RecoveryStage";
import { RenewStage } from "./RenewStage";
import { RestoreStage, type RestoreFormProps } from "./RestoreStage";
import { Spine, type Stage } from "./Spine";
import { UseStage, type Use } from "./UseStage";
import { vaultQuery } from "./vaultQuery";

/** First run; also where a vault comes whose recovery code was never checked. */
export function StartPage({ restore }: { restore: ComponentType<RestoreFormProps> }) {
  const vault = useQuery(vaultQuery(useHost()));
  // What the vault was when the page opened decides; making one here must not end the page.
  const [first, setFirst] = useState<VaultView | null>(null);
  if (!first && vault.data) setFirst(vault.data);
  if (!first) return null;
  if (first.state === "missing") return <FirstRun vault={first} restore={restore} />;
  if (first.state === "open" && !first.recovery_kept) return <Unchecked vault={first} />;
  return <Navigate to="/home" replace />;
}

/** Language, use, recovery code, lock, begin; without a keychain a password takes the lock's place, before the code. */
function FirstRun({
  vault,
  restore: RestoreForm,
}: {
  vault: VaultView;
  restore: ComponentType<RestoreFormProps>;
}) {
  const host = useHost();
  const client = useQueryClient();
  const goto = useNavigate();
  const [stage, setStage] = useState<Stage>("language");
  const [use, setUse] = useState<Use>("local");
  const [recovery, setRecovery] = useState<RecoveryView | null>(null);
  const create = useCommand("createVault", {
    done: (made) => {
      setRecovery(made);
      setStage("recovery");
    },
  });
  const withKeychain = vault.keychain_answers;
  const stages: Stage[] = withKeychain
    ? ["language", "use", "recovery", "lock", "done"]
    : ["language", "use", "password", "recovery", "done"];
  const leave = (to: string) => {
    void client.invalidateQueries(vaultQuery(host)).then(() => goto(to, { replace: true }));
  };
  const afterUse = () => {
    if (use === "restore") setStage("restore");
    else if (!withKeychain) setStage("password");
    else create.run({ kind: "computer" });
  };
  const page = () => {
    switch (stage) {
      case "language":
        return (
          <LanguageStage
            onNext={() => {
              setStage("use");
            }}
          />
        );
      case "use":
        return (
          <UseStage
            use={use}
            onUse={setUse}
            onBack={() => {
              setStage("language");
            }}
            onNext={afterUse}
            problem={create.problem}
            pending={create.pending}
          />
        );
      case "restore":
        return (
          <RestoreStage
            form={RestoreForm}
            onBack={() => {
              setStage("use");
            }}
            onDone={() => {
              leave("/home");
            }}
          />
        );
      case "password":
        return (
          <PasswordStage
            onBack={() => {
              setStage("use");
            }}
            onNext={(text) => {
              create.run({ kind: "password", text });
            }}
            problem={create.problem}
            pending={create.pending}
          />
        );
      case "recovery":
        return (
          recovery && (
            <RecoveryStage
              recovery={recovery}
              onNext={() => {
                setStage(withKeychain ? "lock" : "done");
              }}
            />
          )
        );
      case "lock":
        return (
          <LockStage
            onNext={() => {
              setStage("done");
            }}
          />
        );
      case "done":
        return <DoneStage toServer={use === "server"} onLeave={leave} />;
    }
  };
  return (
    <Spine stages={stages} stage={stage === "restore" ? "use" : stage}>
      {page()}
    </Spine>
  );
}

/** The page was closed before the code was checked: that code is not shown again, so there is a new one. */
function Unchecked({ vault }: { vault: VaultView }) {
  const host = useHost();
  const client = useQueryClient();
  const goto = useNavigate();
  const [recovery, setRecovery] = useState<RecoveryView | null>(null);
  return (
    <Spine stages={["recovery"]} stage="recovery">
      {recovery ? (
        <RecoveryStage
          recovery={recovery}
          onNext={() => {
            void client.invalidateQueries(vaultQuery(host)).then(() => goto("/home", { replace: true }));
          }}
        />
      ) : (
        <RenewStage hasLock={vault.has_lock} onMade={setRecovery} />
      )}
    </Spine>
  );
}
