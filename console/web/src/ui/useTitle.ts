import { useEffect } from "react";
import { titlePage } from "./title.ts";

export function useTitle(title: string): void {
  useEffect(() => titlePage(title), [title]);
}
