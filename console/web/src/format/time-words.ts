import { inWords } from "../locales/words.ts";

type Amount = number | string;

export const timeWords = inWords({
  en: {
    today: "Today",
    yesterday: "Yesterday",
    now: "now",
    gap: " ",
    seconds: (n: Amount) => `${n}s`,
    minutes: (n: Amount) => `${n}m`,
    hours: (n: Amount) => `${n}h`,
    days: (n: Amount) => `${n}d`,
  },
  zh: {
    today: "今天",
    yesterday: "昨天",
    now: "刚刚",
    gap: "",
    seconds: (n: Amount) => `${n}秒`,
    minutes: (n: Amount) => `${n}分`,
    hours: (n: Amount) => `${n}小时`,
    days: (n: Amount) => `${n}天`,
  },
});
