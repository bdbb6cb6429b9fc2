import { inWords } from "../locales/words.ts";

type Rule = readonly [RegExp, (n?: string) => string];

/** What a form's field must be, as the server says it in English. */
const texts = inWords<{
  readonly fields: Readonly<Record<string, string>>;
  readonly rules: readonly Rule[];
  readonly said: (field: string, rule: string) => string;
}>({
  en: { fields: {}, rules: [], said: (field, rule) => (field ? `${field}: ${rule}` : rule) },
  zh: {
    fields: {
      email: "邮箱",
      name: "名称",
      password: "密码",
      title: "标题",
      body: "正文",
      text: "内容",
      reason: "原因",
      message: "消息",
      shortcut: "快捷词",
      texts: "文本",
      languages: "语言",
      topics: "主题和原因",
      members: "成员",
      capacity: "同时接待的会话数",
      origins: "网站",
      accent: "颜色",
      time_zone: "时区",
      tag: "标签",
      query: "问题",
      until: "时间",
      tags: "标签",
    },
    rules: [
      [/must be an e-mail address/, () => "须为邮箱地址"],
      [/must be one line of text/, () => "须为单行文本"],
      [/characters that cannot be stored/, () => "含有无法保存的字符"],
      [/must be a colour such as (\S+)/, (like) => `须为颜色，如 ${like}`],
      [/must be an origin such as (\S+?),/, (like) => `须为网站来源，如 ${like}，不含路径`],
      [/each language is two letters/, () => "每种语言为两个字母，如 en"],
      [/is no time zone such as (\S+)/, (like) => `没有此时区，应如 ${like}`],
      [/a span must end after it begins/, () => "结束时间须晚于开始时间"],
      [/spans of a day must not overlap/, () => "同一天的时段不能重叠"],
      [/is no variable; there are (.+)/, (known) => `没有此变量，可用变量：${known}`],
      [/must say something|at least 1 character/, () => "不能为空"],
      [/at least (\d+) character/, (n) => `至少 ${n} 个字符`],
      [/at most (\d+) character/, (n) => `最多 ${n} 个字符`],
      [/at most (\d+) item/, (n) => `最多 ${n} 项`],
      [/greater than or equal to (\d+)/, (n) => `不能小于 ${n}`],
      [/less than or equal to (\d+)/, (n) => `不能大于 ${n}`],
      [/Field required/, () => "不能为空"],
      [/should match pattern/, () => "格式不正确"],
    ],
    said: (field, rule) => (field ? `${field}：${rule}` : rule),
  },
});

/** `email: must be an e-mail address`; null where there are no words for what it must be. */
export function invalidInWords(said: string): string | null {
  const [, name = "", rule = said] = /^([a-z_]+)[\w.]*: (.+)$/s.exec(said) ?? [];
  for (const [pattern, say] of texts.rules) {
    const found = pattern.exec(rule);
    if (found) return texts.said(texts.fields[name] ?? name, say(found[1]));
  }
  return null;
}
