import type { Session } from "../conversation/session.ts";
import type { Shell } from "../shell.ts";

/** Turns changes of the view into the events that a shop's page listens to. */
export function announce(session: Session, shell: Shell): () => void {
  let { unread, state, last, loaded } = session.view();
  return session.watch(() => {
    const view = session.view();
    if (view.unread !== unread) shell.emit("unread", view.unread);
    if (view.state !== state) shell.emit("state", view.state);
    if (loaded && view.last && view.last.key !== last?.key) {
      shell.emit("message", { seq: view.last.seq, role: view.last.author.role });
    }
    ({ unread, state, last, loaded } = view);
  });
}
