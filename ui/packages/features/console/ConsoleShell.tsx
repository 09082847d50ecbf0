import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { NavLink } from "react-router";
import { asProblem } from "#host/Host";
import type { ConsoleHost, Session } from "#host/httpAccount";
import { useWork } from "#host/useCommand";
import { Button } from "#kit/Button";
import { ConsoleFrame } from "#kit/ConsoleFrame";
import { Message } from "#kit/Field";
import { Icon, type IconName } from "#kit/Icon";
import { Select } from "#kit/Select";
import { useConsoleText } from "#text/consoles";
import { sentence } from "#text/sentence";
import { THEMES, useLook } from "./look";
import { useLeave } from "./session";

/** A place of the menu. */
export interface Place {
  to: string;
  label: string;
  icon: IconName;
}

interface ConsoleShellProps {
  host: ConsoleHost;
  product: string;
  session: Session | null;
  places: readonly Place[];
  children: ReactNode;
}

/** What stands around every page of a console: its name, whether partners are simulated, language, theme, the way out. */
export function ConsoleShell(props: ConsoleShellProps) {
  const { host, product, session, places, children } = props;
  const { look, setLook } = useLook();
  const { lang, text } = useConsoleText();
  const words = text.console;
  const simulated = useQuery({
    queryKey: ["simulated"],
    queryFn: () => host.isSimulated(),
    staleTime: Infinity,
  });
  const leave = useLeave();
  const signOut = useWork("signOut", host.signOut, { done: leave });
  const problem = signOut.problem ?? (simulated.error && asProblem(simulated.error));
  const links =
    places.length === 0
      ? undefined
      : places.map(({ to, label, icon }) => (
          <NavLink key={to} to={to}>
            <Icon name={icon} />
            {label}
          </NavLink>
        ));
  return (
    <ConsoleFrame
      product={product}
      tag={simulated.data ? words.simulated : undefined}
      menu={words.menu}
      links={links}
      aside={
        <>
          <Message problem={problem && { text: sentence(problem, lang), code: problem.code }} />
          {session && <span>{nameOf(session)}</span>}
          <Select
            bare
            label={words.theme}
            value={look.theme}
            options={THEMES.map((value) => ({ value, label: words.themes[value] }))}
            onChange={(theme) => {
              setLook({ theme });
            }}
          />
          <Button
            quiet
            onClick={() => {
              setLook({ lang: lang === "zh" ? "en" : "zh" });
            }}
          >
            {/* The other language by its own name. */}
            <span lang={lang === "zh" ? "en" : "zh-CN"}>{words.otherLanguage}</span>
          </Button>
          {session && (
            <Button
              disabled={signOut.pending}
              onClick={() => {
                signOut.run();
              }}
            >
              {words.signOut}
            </Button>
          )}
        </>
      }
    >
      {children}
    </ConsoleFrame>
  );
}

const nameOf = ({ person, account }: Session) =>
  person.name ?? person.login_name ?? person.short_name ?? account.company_name ?? account.mpn ?? "";
