import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useMemo, useReducer, useRef } from "preact/hooks";
import type { Session } from "../conversation/session.ts";
import { textsOf } from "../locales/index.ts";
import type { Shell } from "../shell.ts";
import { makeUi, UiContext } from "./context.ts";
import { Launcher } from "./launcher.tsx";
import { Panel } from "./panel.tsx";

export interface AppProps {
  readonly session: Session;
  readonly shell: Shell;
  /** Address of the server, for its relative links. */
  readonly base: string;
}

export function App({ session, shell, base }: AppProps): JSX.Element {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const launcher = useRef<HTMLButtonElement>(null);
  // Before the first paint: a page may call `open` as soon as the widget is ready.
  useLayoutEffect(() => {
    const ends = [session.watch(() => redraw(0)), shell.watch(() => redraw(0))];
    return () => {
      for (const end of ends) end();
    };
  }, [session, shell]);

  const { locale, open } = shell;
  const wasOpen = useRef(open);
  useEffect(() => {
    if (wasOpen.current && !open) launcher.current?.focus({ preventScroll: true });
    wasOpen.current = open;
  }, [open]);

  const ui = useMemo(
    () => makeUi(textsOf(locale), locale, base, (body) => session.say(body)),
    [locale, base, session],
  );
  const view = session.view();
  return (
    <UiContext.Provider value={ui}>
      <div class={open ? "shopbell is-open" : "shopbell"} lang={locale}>
        {open && <Panel session={session} shell={shell} view={view} />}
        <Launcher shell={shell} view={view} button={launcher} />
      </div>
    </UiContext.Provider>
  );
}
