import { useEffect } from "react";
import { useSocket } from "../live/LiveProvider.tsx";

const EVERY_MS = 30_000;

/** Tells the server now and then that somebody is at this screen, so that it does not call them away. */
export function useActivity(): void {
  const socket = useSocket();
  useEffect(() => {
    let told = 0;
    const tell = () => {
      if (Date.now() - told < EVERY_MS) return;
      told = Date.now();
      socket.active();
    };
    const signs = ["pointerdown", "pointermove", "keydown", "wheel"] as const;
    for (const sign of signs) window.addEventListener(sign, tell, { passive: true });
    return () => {
      for (const sign of signs) window.removeEventListener(sign, tell);
    };
  }, [socket]);
}
