import { counted, inWords } from "../../locales/words.ts";

export const words = inWords({
  en: {
    label: "Asked by shoppers and not answered",
    text: "Asked by shoppers and not answered so far:",
    add: (question: string) => `Add: ${question}`,
    times: (n: number) => counted(n, "time", "times"),
  },
  zh: {
    label: "顾客问过但未得到回答",
    text: "顾客问过、至今未得到回答的问题：",
    add: (question: string) => `添加：${question}`,
    times: (n: number) => counted(n, "次"),
  },
});
