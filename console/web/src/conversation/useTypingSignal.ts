import { useCallback, useEffect, useRef } from "react";
import { useSocket } from "../live/LiveProvider.tsx";

const AGAIN_MS = 3_000;

/** Tells the shopper that somebody writes; said again while it lasts, taken back when it ends. */
export function useTypingSignal(conversation: string, allowed: boolean): (on: boolean) => void {
  const socket = useSocket();
  const toldAt = useRef(0);
  const tell = useCallback(
    (on: boolean) => {
      const now = Date.now();
      if (on && allowed && now - toldAt.current > AGAIN_MS) {
        toldAt.current = now;
        socket.typing(conversation, true);
      } else if (!on && toldAt.current > 0) {
        toldAt.current = 0;
        socket.typing(conversation, false);
      }
    },
    [socket, conversation, allowed],
  );
  useEffect(() => () => tell(false), [tell]);
  return tell;
}
