import { inWords } from "../locales/words.ts";

export const words = inWords({
  en: {
    title: "Mentions",
    page: "Notes in which colleagues call you",
    by: (name: string) => `${name} called you`,
    none: "Nobody has called you",
    noneText: "When a colleague writes @ and your name in a private note, it appears here.",
    failed: "The mentions could not be loaded",
    loading: "Loading the mentions",
    unread: "new",
  },
  zh: {
    title: "提到我的",
    page: "同事在备注中提到您的内容",
    by: (name: string) => `${name} 提到了您`,
    none: "还没有人提到您",
    noneText: "同事在内部备注中输入 @ 和您的名字时，会显示在这里。",
    failed: "无法加载提到我的内容",
    loading: "正在加载",
    unread: "新",
  },
});
