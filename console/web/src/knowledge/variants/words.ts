import { inWords } from "../../locales/words.ts";

export const words = inWords({
  en: {
    others: "Other languages",
    beside: (language: string) => `${language} beside`,
    writeIn: (language: string) => `Write it in ${language}`,
    textIn: (language: string) => `The text in ${language}`,
    edit: "Edit this one",
    questions: "Its questions",
  },
  zh: {
    others: "其他语言",
    beside: (language: string) => `对照${language}`,
    writeIn: (language: string) => `撰写${language}版`,
    textIn: (language: string) => `${language}文本`,
    edit: "编辑此文本",
    questions: "文章列出的问题",
  },
});
