import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Session } from "../conversation/session.ts";
import type { View } from "../conversation/view.ts";
import { fill } from "../locales/index.ts";
import { useUi } from "./context.ts";
import { Icon } from "./icons.tsx";

/** One strip under the header for what holds now: the place in line, or no connection. */
export function StatusStrip({ session, view }: { session: Session; view: View }): JSX.Element {
  const { t, format } = useUi();
  return (
    <div class="strip-place" role="status">
      {view.phase === "offline" && (
        <p class="strip is-offline">
          <Icon name="alert" size={18} />
          <span>{t.offline}</span>
        </p>
      )}
      {view.phase === "refused" && (
        <p class="strip is-offline">
          <Icon name="alert" size={18} />
          <span>{t.unavailable}</span>
        </p>
      )}
      {view.state === "queued" && view.phase !== "offline" && (
        <div class="strip is-queued">
          <Icon name="clock" size={18} />
          <span>
            <strong>{place(view, t)}</strong>
            {wait(view, t)}
            {view.agentsOnline === false && view.opensAt && (
              <> {fill(t.backAt, { when: format.moment(view.opensAt) })}</>
            )}
          </span>
          <button type="button" onClick={() => session.ask("bot")}>
            {t.toBot}
          </button>
        </div>
      )}
      {view.state === "queued" && view.agentsOnline === false && <LeaveAddress session={session} />}
    </div>
  );
}

/** Nobody is in: with an address, the answer comes by mail. It is said in the chat like any word. */
function LeaveAddress({ session }: { session: Session }): JSX.Element {
  const { t } = useUi();
  const [address, setAddress] = useState("");
  const [left, leave] = useState(false);
  if (left) return <p class="strip is-queued">{t.addressLeft}</p>;
  return (
    <form
      class="address"
      onSubmit={(event) => {
        event.preventDefault();
        session.say({ kind: "text", text: address.trim() });
        leave(true);
      }}
    >
      <label>
        <span>{t.addressAsk}</span>
        <input
          type="email"
          required
          autocomplete="email"
          maxLength={254}
          placeholder={t.addressSample}
          value={address}
          onInput={(event) => setAddress(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="solid-button">
        {t.addressLeave}
      </button>
    </form>
  );
}

type Texts = ReturnType<typeof useUi>["t"];

function place({ queue, agentsOnline }: View, t: Texts): string {
  if (!queue || agentsOnline === false) return t.queueWaiting;
  return queue.position <= 1 ? t.queueNext : fill(t.queuePlace, { n: queue.position });
}

/** Says a time only where the server has one to say, and that nobody is in when nobody is. */
function wait({ queue, agentsOnline }: View, t: Texts): string {
  if (agentsOnline === false) return t.nobodyIn;
  const [low, high] = queue?.wait ?? [];
  if (low === undefined || high === undefined) return "";
  if (high < 60) return t.queueSoon;
  return fill(t.queueWait, { from: Math.max(1, Math.floor(low / 60)), to: Math.ceil(high / 60) });
}
