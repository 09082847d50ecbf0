import { useState } from "react";
import type { ConnectionView } from "#host/generated";
import { asProblem } from "#host/Host";
import { Message } from "#kit/Field";
import { AccountFacts } from "./AccountFacts";
import { AccountFrame } from "./AccountFrame";
import { ConnectForm } from "./ConnectForm";
import { DeviceList } from "./DeviceList";
import { shown } from "./problems";
import { SignInPart } from "./SignInPart";
import { useConnection } from "#host/syncQueries";
import { useText } from "#text/TextProvider";

/** 账号与服务器: connect a server, sign in, and who is signed in where. */
export function AccountPage() {
  const { lang, text } = useText();
  const words = text.account;
  const connection = useConnection();
  const [changing, setChanging] = useState(false);
  if (connection.error) {
    return (
      <AccountFrame title={words.title}>
        <Message problem={shown(asProblem(connection.error), lang)} />
      </AccountFrame>
    );
  }
  if (!connection.data) return null;
  const { server, signed_in } = connection.data;
  if (server === null || changing) {
    return (
      <AccountFrame title={words.title} lead={words.connectLead}>
        <ConnectForm
          present={server}
          onDone={() => {
            setChanging(false);
          }}
        />
      </AccountFrame>
    );
  }
  const change = () => {
    setChanging(true);
  };
  return signed_in ? (
    <SignedIn connection={connection.data} />
  ) : (
    <SignInPart connection={connection.data} onChange={change} />
  );
}

function SignedIn({ connection }: { connection: ConnectionView }) {
  const { text } = useText();
  return (
    <AccountFrame title={text.account.title}>
      <AccountFacts connection={connection} />
      <DeviceList />
    </AccountFrame>
  );
}
