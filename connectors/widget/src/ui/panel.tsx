import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Session } from "../conversation/session.ts";
import type { View } from "../conversation/view.ts";
import type { Shell } from "../shell.ts";
import { Composer } from "./composer.tsx";
import { useUi } from "./context.ts";
import { Dropping } from "./dropping.tsx";
import { keepFocusInside } from "./focus.ts";
import { Header } from "./header.tsx";
import { Home } from "./home.tsx";
import { Messages } from "./messages.tsx";
import type { RoomName } from "./rooms/door.ts";
import { useRooms } from "./rooms/use_rooms.ts";
import { StatusStrip } from "./status.tsx";

export interface PanelProps {
  readonly session: Session;
  readonly shell: Shell;
  readonly view: View;
}

/** Below this width the panel covers the page, and the focus stays in it. */
const SHEET = "(max-width: 480px)";

export function Panel({ session, shell, view }: PanelProps): JSX.Element {
  const { t } = useUi();
  const panel = useRef<HTMLDivElement>(null);
  const sheet = matchMedia(SHEET).matches;

  useEffect(() => {
    session.start();
    const field = panel.current?.querySelector<HTMLElement>("textarea");
    const target = matchMedia("(pointer: coarse)").matches ? panel.current : field;
    target?.focus({ preventScroll: true });
  }, [session]);

  useEffect(() => {
    const look = () => !room && document.visibilityState === "visible" && session.seen();
    look();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  });

  const [room, go] = useState<RoomName | null>(null);
  const rooms = useRooms(room !== null, () => panel.current?.getRootNode());
  const back = () => {
    go(null);
    panel.current?.focus({ preventScroll: true });
  };
  const Room = room && rooms?.ROOMS[room];
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !event.isComposing) {
      event.stopPropagation();
      if (room) back();
      else shell.open = false;
    } else if (sheet && panel.current) keepFocusInside(event, panel.current);
  };

  const empty = view.items.length === 0 && (view.loaded || !session.known);
  return (
    <div
      class="panel"
      ref={panel}
      role="dialog"
      aria-label={t.title}
      aria-modal={sheet}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <Dropping picked={session.files.picked} />
      <Header session={session} shell={shell} view={view} onRoom={go} />
      {Room ? (
        <Room session={session} onBack={back} />
      ) : (
        <>
          <StatusStrip session={session} view={view} />
          {empty ? (
            <Home
              onTopic={(text) => session.say({ kind: "text", text })}
              onPast={session.known ? () => go("past") : null}
              onHelp={() => go("help")}
            />
          ) : (
            <Messages session={session} view={view} />
          )}
          <Composer session={session} shell={shell} view={view} />
        </>
      )}
    </div>
  );
}
