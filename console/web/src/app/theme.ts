export type Theme = "system" | "light" | "dark";

const KEY = "shopbell.console.theme";

export function readTheme(storage: Pick<Storage, "getItem"> = localStorage): Theme {
  const kept = storage.getItem(KEY);
  return kept === "light" || kept === "dark" ? kept : "system";
}

export function applyTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function keepTheme(theme: Theme): void {
  localStorage.setItem(KEY, theme);
  applyTheme(theme);
}
