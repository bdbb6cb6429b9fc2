import { useEffect, useState } from "react";

/** The time in milliseconds, again every `every` milliseconds. Keep it in small components. */
export function useNow(every: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
