import type { JSX } from "preact";
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
} from "preact/hooks";
import type { Session } from "../conversation/session.ts";
import { directionOf, isLoaded, textsOf } from "../locales/index.ts";
import { withWords } from "../look/look.ts";
import type { Shell } from "../shell.ts";
import { makeUi, type Ui, UiContext } from "./context.ts";
import { Launcher } from "./launcher.tsx";
import { loadPanel, panelNow } from "./panel_door.ts";
import { addStyles } from "./styles.ts";

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
  const box = useRef<HTMLDivElement>(null);
  const [part, come] = useState(panelNow);
  const styled = useRef(false);
  useLayoutEffect(() => {
    const wear = (css: string) => {
      if (styled.current || !box.current) return;
      addStyles(box.current.getRootNode(), css);
      styled.current = true;
    };
    if (part) wear(part.css);
    else if (open) {
      // Dressed before it is drawn: without its styles the log has no end to scroll to.
      void loadPanel().then((loaded) => {
        if (loaded) wear(loaded.css);
        come(loaded);
      });
    }
  }, [open, part]);
  const wasOpen = useRef(open);
  useEffect(() => {
    if (wasOpen.current && !open) launcher.current?.focus({ preventScroll: true });
    wasOpen.current = open;
  }, [open]);

  const { look } = shell;
  const say = useCallback<Ui["say"]>((body) => session.say(body), [session]);
  const spoken = isLoaded(locale);
  const ui = useMemo(
    () => makeUi(withWords(textsOf(locale), look, locale), locale, base, say, look.avatar),
    [locale, spoken, base, say, look],
  );
  const view = session.view();
  return (
    <UiContext.Provider value={ui}>
      <div
        class={`shopbell${open ? " is-open" : ""}${look.position === "start" ? " is-start" : ""}`}
        lang={locale}
        dir={directionOf(locale)}
        ref={box}
      >
        {open && part && <part.Panel session={session} shell={shell} view={view} />}
        <Launcher shell={shell} view={view} button={launcher} />
      </div>
    </UiContext.Provider>
  );
}
