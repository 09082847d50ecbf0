import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { RecoveryView } from "#host/generated";
import { useHost } from "#host/HostProvider";
import { RecoveryStage } from "./RecoveryStage";
import { RenewStage } from "./RenewStage";
import { Spine } from "./Spine";
import { vaultQuery } from "./vaultQuery";

/** A new recovery code, asked for in the settings. */
export function RenewPage() {
  const vault = useQuery(vaultQuery(useHost()));
  const goto = useNavigate();
  const [recovery, setRecovery] = useState<RecoveryView | null>(null);
  const back = () => void goto("/settings/security", { replace: true });
  return (
    <Spine stages={["recovery"]} stage="recovery">
      {recovery ? (
        <RecoveryStage recovery={recovery} onNext={back} />
      ) : (
        <RenewStage hasLock={vault.data?.has_lock ?? false} onMade={setRecovery} onLater={back} />
      )}
    </Spine>
  );
}
