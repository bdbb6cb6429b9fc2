import { inWords } from "../locales/words.ts";

export const words = inWords({
  en: {
    now: "Right now",
    waiting: "Waiting",
    longest: "Longest wait",
    withPeople: "With people",
    online: "Agents online",
    lost: "Reconnecting. What you see may be old.",
    live: "Live",
    connecting: "Connecting",
  },
  zh: {
    now: "当前情况",
    waiting: "待接入",
    longest: "最长等待",
    withPeople: "人工接待中",
    online: "在线客服",
    lost: "正在重新连接，显示的内容可能不是最新的。",
    live: "实时",
    connecting: "正在连接",
  },
});
