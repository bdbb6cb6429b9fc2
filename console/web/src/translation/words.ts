import { inWords } from "../locales/words.ts";

export const words = inWords({
  en: { translate: "Translate", translating: "Translating", of: "Translation" },
  zh: { translate: "翻译", translating: "正在翻译", of: "译文" },
});
