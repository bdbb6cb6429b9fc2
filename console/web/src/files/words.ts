import { inWords } from "../locales/words.ts";

export const words = inWords({
  en: {
    attach: "Send a photo or file",
    title: "Send a file",
    limits: "Photos (JPEG, PNG, WebP, GIF) and PDF, up to 10 MB",
    choose: "Choose a file",
    another: "Choose another",
    caption: "A line to go with it",
    send: "Send file",
    tooLarge: "This file is larger than 10 MB. Please choose a smaller one.",
    wrongKind: "Please choose a photo (JPEG, PNG, WebP, GIF) or a PDF.",
    picture: (name: string) => `Picture: ${name}`,
    open: (name: string) => `Open large: ${name}`,
    gone: "This picture is no longer here.",
    save: "Save",
  },
  zh: {
    attach: "发送照片或文件",
    title: "发送文件",
    limits: "照片（JPEG、PNG、WebP、GIF）和 PDF，不超过 10 MB",
    choose: "选择文件",
    another: "换一个",
    caption: "附一句话",
    send: "发送文件",
    tooLarge: "文件超过 10 MB，请选择小一点的。",
    wrongKind: "请选择照片（JPEG、PNG、WebP、GIF）或 PDF。",
    picture: (name: string) => `图片：${name}`,
    open: (name: string) => `查看大图：${name}`,
    gone: "这张图片已不在了。",
    save: "保存",
  },
});
