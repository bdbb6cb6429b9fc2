import { counted, inWords } from "../locales/words.ts";

export const words = inWords({
  en: {
    close: "Close this",
    retry: "Try again",
    cancel: "Cancel",
    dismiss: "Dismiss",
    search: "Search",
    searchIn: (list: string) => `Search: ${list}`,
    found: (n: number) => counted(n, "found"),
    more: "Show more",
  },
  zh: {
    close: "关闭",
    retry: "重试",
    cancel: "取消",
    dismiss: "知道了",
    search: "搜索",
    searchIn: (list: string) => `搜索：${list}`,
    found: (n: number) => `找到 ${counted(n, "项")}`,
    more: "显示更多",
  },
});
