import { inWords } from "../locales/words.ts";

export const words = inWords({
  en: {
    title: "Assist",
    draft: "Draft",
    noDraft: "Nothing is written that answers this.",
    onlyNear: "Nothing is written that answers this well enough. This comes near:",
    use: "Use in reply",
    fillFrom: (title: string) => `Use “${title}” in the reply`,
    insert: "Insert",
    from: "From",
    articles: "Articles",
    looking: "Looking for an answer",
    nothing: "Nothing asked yet.",
    failed: "The assist does not answer now.",
  },
  zh: {
    title: "智能辅助",
    draft: "回复草稿",
    noDraft: "没有现成的答案。",
    onlyNear: "没有足够贴切的现成答案，以下内容较为接近：",
    use: "填入回复",
    fillFrom: (title: string) => `将“${title}”填入回复`,
    insert: "插入",
    from: "来源",
    articles: "相关文章",
    looking: "正在查找答案",
    nothing: "顾客还没有提问。",
    failed: "智能辅助暂时不可用。",
  },
});
