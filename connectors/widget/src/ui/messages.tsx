import type { JSX } from "preact";
import { useLayoutEffect, useMemo, useReducer, useRef, useState } from "preact/hooks";
import type { Session } from "../conversation/session.ts";
import type { View } from "../conversation/view.ts";
import { fill } from "../locales/index.ts";
import { Avatar } from "./avatar.tsx";
import { useUi } from "./context.ts";
import { Icon } from "./icons.tsx";
import { Near, stretchesOf } from "./near.ts";
import { isOwn, ownOf, rows } from "./rows.tsx";

const NEAR_PX = 80;

/** The log: rows near the eye and the newest are drawn, the rest is room of the same height. */
export function Messages({ session, view }: { session: Session; view: View }): JSX.Element {
  const { t } = useUi();
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const shown = useRef<string | undefined>(undefined);
  const [behind, setBehind] = useState(false);
  const [, redraw] = useReducer((count: number, _: null) => count + 1, 0);
  const near = useMemo(() => new Near(), []);
  const { items } = view;
  const last = items.at(-1);
  const ownLast = last?.kind === "message" && isOwn(last);

  // Only here does the log still stand as it did.
  if (box.current) near.hold(box.current);
  useLayoutEffect(() => {
    if (box.current) near.settle(box.current);
  });
  useLayoutEffect(() => {
    const list = box.current;
    if (!list) return;
    const fresh = last?.key !== shown.current;
    shown.current = last?.key;
    if (fresh && ownLast) atEnd.current = true;
    if (atEnd.current) list.scrollTop = list.scrollHeight;
    else if (fresh) setBehind(true);
  }, [last?.key, items.length, view.typing, ownLast, behind]);
  useLayoutEffect(() => look());

  const look = () => {
    if (box.current && near.look(box.current)) redraw(null);
  };
  const onScroll = () => {
    const list = box.current;
    if (!list) return;
    atEnd.current = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_PX;
    if (atEnd.current) setBehind(false);
    look();
  };
  return (
    <div class="messages-place">
      <div
        class="messages"
        ref={box}
        role="log"
        aria-label={t.log}
        tabIndex={0}
        onScroll={onScroll}
      >
        {view.earlier && (
          <button type="button" class="quiet-button" onClick={() => session.earlier()}>
            {t.earlier}
          </button>
        )}
        {!view.loaded && items.length === 0 && <p class="notice">{t.connecting}</p>}
        {stretches(view, session, near, atEnd.current)}
        {view.typing && <Typing name={view.typing === "agent" ? view.agent : null} />}
      </div>
      {behind && (
        <button
          type="button"
          class="jump"
          onClick={() => {
            atEnd.current = true;
            setBehind(false);
          }}
        >
          {t.jump}
          <Icon name="down" size={16} />
        </button>
      )}
    </div>
  );
}

function stretches(view: View, session: Session, near: Near, atEnd: boolean): JSX.Element[] {
  const own = ownOf(view.items);
  const all = stretchesOf(view.items);
  const drawn = near.drawn(all, atEnd);
  return all.map((one, index) => {
    const here = drawn.has(one.id);
    return (
      // Rows that come back are no news: only the newest stretch is announced.
      <div
        key={one.id}
        class="stretch"
        aria-live={index < all.length - 1 ? "off" : undefined}
        data-stretch={one.id}
        data-rows={one.to - one.from}
        style={here ? undefined : { height: `${near.height(one)}px` }}
      >
        {here && rows(one, own, view, session)}
      </div>
    );
  });
}

function Typing({ name }: { name: string | null }): JSX.Element {
  const { t } = useUi();
  return (
    <div class="row is-theirs is-first is-last">
      <Avatar name={name} />
      <div class="bubble typing">
        <span class="hidden">{fill(t.typing, { name: name ?? t.assistant })}</span>
        <i />
        <i />
        <i />
      </div>
    </div>
  );
}
