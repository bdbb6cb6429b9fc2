import { lazy, Suspense, useEffect, useState } from "react";
import { useNavigate } from "react-router";
import { isPlainKey } from "../inbox/keyboard.ts";
import { HelpDialog } from "./HelpDialog.tsx";

const Palette = lazy(async () => ({ default: (await import("./Palette.tsx")).Palette }));

type Shown = "help" | "palette" | null;

/** Keys that mean the same on every page. Only Ctrl or Cmd with K also works while one writes. */
export function ShellKeys() {
  const [shown, setShown] = useState<Shown>(null);
  const navigate = useNavigate();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (isPaletteKey(event)) setShown((now) => (now === "palette" ? null : "palette"));
      else if (!isPlainKey(event)) return;
      else if (event.key === "?") setShown("help");
      else if (event.key === "/") void navigate("/search");
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [navigate]);
  const close = () => setShown(null);
  return (
    <>
      <HelpDialog open={shown === "help"} onClose={close} />
      {shown === "palette" && (
        <Suspense fallback={null}>
          <Palette onClose={close} onHelp={() => setShown("help")} />
        </Suspense>
      )}
    </>
  );
}

function isPaletteKey(event: KeyboardEvent): boolean {
  const held = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  return held && event.key.toLowerCase() === "k" && !event.isComposing;
}
