import type { ReactNode } from "react";
import { BellMark } from "../ui/BellMark.tsx";

/** The one card of every page that is seen before anybody is signed in. */
export function AuthCard({
  title,
  text,
  children,
}: {
  title: string;
  text?: ReactNode;
  children: ReactNode;
}) {
  return (
    <main className="auth">
      <div className="auth__card">
        <div className="auth__mark">
          <BellMark />
          <span>Shopbell</span>
        </div>
        <h1 className="auth__title">{title}</h1>
        {text && <p className="auth__text">{text}</p>}
        {children}
      </div>
    </main>
  );
}
