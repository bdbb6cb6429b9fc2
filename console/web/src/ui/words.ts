import { inWords } from "../locales/words.ts";

export const words = inWords({
  en: { close: "Close this", retry: "Try again", cancel: "Cancel", dismiss: "Dismiss" },
  zh: { close: "关闭", retry: "重试", cancel: "取消", dismiss: "知道了" },
});
